using System.Text;
using Parley.Protocol.Messages;

namespace Parley.Protocol.Tests;

/// <summary>Source: https://modern.ircdocs.horse/#message-format.</summary>
public sealed class IrcLineTests
{
    [Theory]
    [InlineData("PING", "||PING")]
    [InlineData("  PING  x ", "||PING|x")]
    [InlineData(":a!b@c PRIVMSG #x :hello  world", "|a!b@c|PRIVMSG|#x|hello  world")]
    [InlineData("@a=b;+c :s 001 me :", "a=b;+c|s|001|me|")]
    [InlineData("JOIN #a :", "||JOIN|#a|")]
    [InlineData("X a:b ::c", "||X|a:b|:c")]
    public void A_line_is_taken_apart(string line, string expected)
    {
        var parsed = new IrcLine();

        Assert.True(parsed.TryParse(Encoding.UTF8.GetBytes(line)));

        string[] parts =
        [
            Encoding.UTF8.GetString(parsed.Tags.Span),
            Encoding.UTF8.GetString(parsed.Source.Span),
            Encoding.UTF8.GetString(parsed.Verb.Span),
            .. Enumerable.Range(0, parsed.ParamCount).Select(parsed.Text),
        ];
        Assert.Equal(expected, string.Join('|', parts));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("@a")]
    [InlineData(":source")]
    public void What_has_no_verb_is_no_line(string line) => Assert.False(new IrcLine().TryParse(Encoding.UTF8.GetBytes(line)));

    [Fact]
    public void The_last_of_two_equal_tags_counts_and_is_unescaped()
    {
        var parsed = new IrcLine();
        Assert.True(parsed.TryParse(@"@a=1;b;a=x\:\sy\\z\ PING"u8.ToArray()));

        Assert.Equal(@"x; y\z", parsed.Tag("a"u8));
        Assert.Equal("", parsed.Tag("b"u8));
        Assert.Null(parsed.Tag("c"u8));
    }
}
