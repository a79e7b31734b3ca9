using System.Text;
using Parley.Protocol.Messages;

namespace Parley.Protocol.Tests;

/// <summary>The tag <c>+parley.chat/id</c>, as docs/irc.md has it.</summary>
public sealed class MessageTokenTests
{
    [Theory]
    [InlineData("+parley.chat/id=aZ0_-", "aZ0_-")]
    [InlineData("+a=1;+parley.chat/id=x;+b", "x")]
    [InlineData("+parley.chat/id=x;+parley.chat/id=y", "y")]
    [InlineData("", null)]
    [InlineData("+parley.chat/id", null)]
    [InlineData("+parley.chat/id=", null)]
    [InlineData("parley.chat/id=x", null)]
    [InlineData("+parley.chat/id=a.b", null)]
    [InlineData(@"+parley.chat/id=a\sb", null)]
    [InlineData("+parley.chat/id=ä", null)]
    [InlineData("+parley.chat/id=x;+parley.chat/id=?", null)]
    public void A_token_is_found_among_tags(string tags, string? token) => Assert.Equal(token, MessageToken.Find(Encoding.UTF8.GetBytes(tags)));

    [Fact]
    public void A_token_is_at_most_64_letters_long()
    {
        Assert.NotNull(MessageToken.Find(Encoding.ASCII.GetBytes("+parley.chat/id=" + new string('x', 64))));
        Assert.Null(MessageToken.Find(Encoding.ASCII.GetBytes("+parley.chat/id=" + new string('x', 65))));
    }

    [Fact]
    public void New_ones_are_tokens_and_unlike_one_another()
    {
        string[] tokens = [.. Enumerable.Range(0, 1000).Select(_ => MessageToken.New())];

        Assert.Distinct(tokens);
        Assert.All(tokens, token => Assert.Equal(token, MessageToken.Find(Encoding.ASCII.GetBytes("+parley.chat/id=" + token))));
    }
}
