using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using CsCheck;
using Parley.Protocol.Messages;

namespace Parley.Protocol.Tests;

/// <summary>Any bytes are read without an exception, and what is written is read as it was meant.</summary>
/// <remarks>Sources: https://modern.ircdocs.horse/#message-format, https://ircv3.net/specs/extensions/message-tags.</remarks>
public sealed class AnyLineTests
{
    // A fixed sequence: the same sources pass or fail each time.
    private const int Cases = 5_000;

    private static readonly Gen<string> Text = Gen.OneOf<string>(Gen.Char[" :;@=\\\r\n\0ab,#é"].Array[0, 12].Select(chars => new string(chars)), Gen.String[0, 12].Select(WellFormed));

    private static readonly Gen<byte[]> Bytes = Gen.OneOf<byte[]>(
        Gen.Byte.Array[0, 60],
        Gen.Char[" :;@=\\abc"].Array[0, 30].Select(chars => Encoding.ASCII.GetBytes(chars)));

    [Fact]
    public void Any_bytes_are_taken_apart_or_refused_and_nothing_is_added()
        => Each(Bytes, line =>
        {
            var parsed = new IrcLine();
            if (!parsed.TryParse(line))
                return;
            Assert.True(parsed.Verb.Length > 0);
            Assert.False(parsed.Verb.Span.Contains((byte)' '));
            for (int i = 0; i < parsed.ParamCount; i++)
                Assert.True(i == parsed.ParamCount - 1 || parsed.Bytes(i).Length > 0 && !parsed.Bytes(i).Span.Contains((byte)' '), "A middle parameter is empty or has a space.");
            foreach (TagReader.Tag tag in new TagReader(parsed.Tags.Span))
                Assert.True(tag.Whole.Length > 0 && TagEscape.Decode(tag.Value).Length <= tag.Value.Length);
        });

    [Fact]
    public void A_line_that_was_read_is_written_and_read_again_as_the_same()
        => Each(Bytes, line =>
        {
            var parsed = new IrcLine();
            if (!Utf8.IsValid(line) || line.AsSpan().IndexOfAny("\r\n\0"u8) >= 0 || !parsed.TryParse(line) || parsed.Verb.Span.IndexOfAny("@:"u8) == 0)
                return;
            var writer = new LineWriter();
            if (parsed.Tags.Length > 0)
                writer.RawTag(parsed.Tags.Span);
            writer.Source(Encoding.UTF8.GetString(parsed.Source.Span)).Verb(parsed.Verb.Span);
            for (int i = 0; i < parsed.ParamCount; i++)
                _ = i == parsed.ParamCount - 1 ? writer.Trailing(parsed.Bytes(i).Span) : writer.Param(parsed.Bytes(i).Span);
            writer.End();

            IrcLine again = Read(writer);
            Assert.Equal(parsed.Tags.ToArray(), again.Tags.ToArray());
            Assert.Equal(parsed.Source.ToArray(), again.Source.ToArray());
            Assert.Equal(parsed.Verb.ToArray(), again.Verb.ToArray());
            Assert.Equal(Parameters(parsed), Parameters(again));
        });

    [Fact]
    public void Whatever_the_parts_are_a_line_has_as_many_as_were_written_and_is_one_line()
        => Each(Gen.Select(Text, Text.Array[0, 5], Text, (value, middles, trailing) => new { value, middles, trailing }), parts =>
        {
            var (value, middles, trailing) = (parts.value, parts.middles, parts.trailing);
            var writer = new LineWriter();
            writer.Tag("label"u8, value).Source("test").Verb(400);
            foreach (string middle in middles)
                writer.Param(middle);
            writer.Trailing(trailing).End();

            IrcLine read = Read(writer);
            Assert.Equal(value.Replace("\0", "", StringComparison.Ordinal), read.Tag("label"u8));
            Assert.Equal(middles.Length + 1, read.ParamCount);
            Assert.Equal(string.Concat(trailing.Split('\r', '\n', '\0')), read.Text(middles.Length));
            Assert.True(Utf8.IsValid(writer.Written));
        });

    private static IrcLine Read(LineWriter writer)
    {
        byte[] line = writer.Written[..^2].ToArray();
        Assert.True(writer.Written.EndsWith("\r\n"u8));
        Assert.True(line.AsSpan().IndexOfAny("\r\n\0"u8) < 0, "There is a line's end inside.");
        var read = new IrcLine();
        Assert.True(read.TryParse(line));
        return read;
    }

    private static string[] Parameters(IrcLine line) => [.. Enumerable.Range(0, line.ParamCount).Select(line.Text)];

    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static void Each<T>(Gen<T> any, Action<T> check)
    {
        for (uint i = 0; i < Cases; i++)
        {
            T value = any.Generate(new PCG(1, i), null, out _);
            try
            {
                check(value);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Case {i}: {JsonSerializer.Serialize(value)}", failure);
            }
        }
    }
}
