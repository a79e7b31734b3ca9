using Parley.Web.Text;

namespace Parley.Web.Tests.Text;

public sealed class AddressTests
{
    [Theory]
    [InlineData("see https://x.test/a.", "https://x.test/a")]
    [InlineData("(see https://x.test/a)", "https://x.test/a")]
    [InlineData("https://x.test/a_(b), or", "https://x.test/a_(b)")]
    [InlineData("<http://x.test>", "http://x.test")]
    [InlineData("**https://x.test/a**", "https://x.test/a")]
    [InlineData("\"HTTPS://X.test/?q=1&r=2#s\"!", "HTTPS://X.test/?q=1&r=2#s")]
    [InlineData("https://пример.test/ж и", "https://пример.test/ж")]
    [InlineData("ircs://irc.x.test/#garden", "ircs://irc.x.test/#garden")]
    [InlineData("mailto:ann@x.test?subject=a", "mailto:ann@x.test?subject=a")]
    public void An_address_becomes_a_link_without_what_stands_around_it(string text, string link)
        => Assert.Equal(link, Assert.Single(Links(text)).Text);

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("javascript://x.test/%0aalert(1)")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("vbscript:x file:///etc/passwd blob:https")]
    [InlineData("xhttp://x.test")]
    [InlineData("http://")]
    [InlineData("https:///x")]
    [InlineData("mailto: mailto:x")]
    [InlineData("[text](//x.test) <a href=x>")]
    [InlineData("ftp://x.test http:x.test")]
    public void Nothing_else_does(string text) => Assert.Empty(Links(text));

    [Fact]
    public void An_address_leads_where_it_says_and_nowhere_else()
    {
        foreach (string scheme in new[] { "http://", "https://", "irc://", "ircs://", "mailto:", "HTTPS://" })
            foreach (string rest in new[] { "a@x.test", "x.test\tjavascript:alert(1)", "x.test\u0000\u0007y", "x.test/%0d%0aSet", "x.test/\"onclick=\"x" })
                foreach (Inline.Link link in Links(scheme + rest))
                    Assert.Matches("^(https?|ircs?)://|^mailto:", link.Address);
    }

    private static IEnumerable<Inline.Link> Links(string text)
        => TextParser.Parse(text).OfType<Block.Paragraph>().SelectMany(paragraph => All(paragraph.Content)).OfType<Inline.Link>();

    private static IEnumerable<Inline> All(IEnumerable<Inline> content)
        => content.SelectMany(inline => inline is Inline.Marked marked ? All(marked.Content) : [inline]);
}
