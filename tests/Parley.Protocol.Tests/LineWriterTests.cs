using System.Text;
using Parley.Protocol.Messages;

namespace Parley.Protocol.Tests;

/// <summary>Source: https://modern.ircdocs.horse/#message-format.</summary>
public sealed class LineWriterTests
{
    [Fact]
    public void Lines_are_written_one_after_the_other()
    {
        var writer = new LineWriter();

        writer.Tag("label"u8, "a b").RawTag("+x"u8).Source("s").Verb(1).Param("me").Trailing("").End();
        writer.Source("").Verb("PING"u8).Param(42).End();

        Assert.Equal("@label=a\\sb;+x :s 001 me :\r\nPING 42\r\n", Encoding.UTF8.GetString(writer.Written));
    }

    [Fact]
    public void A_part_cannot_make_another_line()
    {
        var writer = new LineWriter();

        writer.Source("x").Verb("A"u8).Param("b\r\n c").Trailing("d\r\nQUIT\0 :e").End();

        Assert.Equal(":x A bc :dQUIT :e\r\n", Encoding.UTF8.GetString(writer.Written));
    }

    [Fact]
    public void A_long_line_is_cut_between_runes_and_its_tags_are_not_counted()
    {
        var writer = new LineWriter();

        writer.Tag("t"u8, new string('t', 1000)).Source("se").Verb("P"u8).Trailing(string.Concat(Enumerable.Repeat("é", 300))).End();

        string line = Encoding.UTF8.GetString(writer.Written);
        string body = line[line.IndexOf(":s", StringComparison.Ordinal)..];
        Assert.Equal(511, Encoding.UTF8.GetByteCount(body));
        Assert.EndsWith("é\r\n", body, StringComparison.Ordinal);
    }
}
