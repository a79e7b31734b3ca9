using Parley.Web.Messages;

namespace Parley.Web.Tests.Messages;

public sealed class TextPieceTests
{
    [Theory]
    [InlineData("see https://x.test/a.", "https://x.test/a")]
    [InlineData("(see https://x.test/a)", "https://x.test/a")]
    [InlineData("https://x.test/a_(b), or", "https://x.test/a_(b)")]
    [InlineData("<http://x.test>", "http://x.test")]
    [InlineData("\"HTTPS://X.test/?q=1&r=2#s\"!", "HTTPS://X.test/?q=1&r=2#s")]
    [InlineData("https://пример.test/ж и", "https://пример.test/ж")]
    public void An_address_becomes_a_link_without_what_stands_around_it(string text, string link)
    {
        TextPiece piece = Assert.Single(TextPiece.Split(text), piece => piece.Link is not null);
        Assert.Equal(link, piece.Text);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("javascript://x.test/%0aalert(1)")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("xhttp://x.test")]
    [InlineData("http://")]
    [InlineData("https:///x")]
    [InlineData("<b>bold</b>")]
    [InlineData("ftp://x.test http:x.test")]
    public void Nothing_else_does(string text) => Assert.DoesNotContain(TextPiece.Split(text), piece => piece.Link is not null);

    [Theory]
    [InlineData("a https://x.test b http://y.test/. c")]
    [InlineData("https://x.test")]
    [InlineData("http://http://x.test (https://z.test) http")]
    [InlineData("")]
    public void No_character_is_lost(string text) => Assert.Equal(text, string.Concat(TextPiece.Split(text).Select(piece => piece.Text)));
}
