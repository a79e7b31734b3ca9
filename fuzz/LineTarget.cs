using System.Text.Unicode;
using Parley.Protocol.Messages;
using Parley.Protocol.Names;

namespace Parley.Fuzz;

/// <summary>Any bytes as lines: each is taken apart, looked at with all that the protocol library has, written, and taken apart again.</summary>
/// <remarks>Sources: https://modern.ircdocs.horse/#message-format, https://ircv3.net/specs/extensions/message-tags.</remarks>
internal static class LineTarget
{
    /// <summary>Throws when anything is wrong, and that is what a fuzzer looks for.</summary>
    public static void Run(Stream bytes)
    {
        using var all = new MemoryStream();
        bytes.CopyTo(all);
        Run(all.ToArray());
    }

    /// <inheritdoc cref="Run(Stream)"/>
    public static void Run(ReadOnlySpan<byte> bytes)
    {
        foreach (Range line in bytes.Split((byte)'\n'))
            RunLine(bytes[line].TrimEnd((byte)'\r').ToArray());
    }

    private static void RunLine(byte[] bytes)
    {
        var line = new IrcLine();
        if (!line.TryParse(bytes))
            return;
        for (int i = 0; i < line.ParamCount; i++)
            LookAt(line.Text(i));
        foreach (TagReader.Tag tag in new TagReader(line.Tags.Span))
            Must(line.Tag(tag.Key) is not null, "A tag that is there is not found.");

        // What cannot be written as it is: the runner refuses such lines.
        if (!Utf8.IsValid(bytes) || bytes.AsSpan().IndexOfAny("\r\0"u8) >= 0 || line.Verb.Span[0] is (byte)'@' or (byte)':')
            return;
        IrcLine again = WriteAndRead(line);
        Must(again.Tags.Span.SequenceEqual(line.Tags.Span), "The tags have changed.");
        Must(again.Source.Span.SequenceEqual(line.Source.Span), "The source has changed.");
        Must(again.Verb.Span.SequenceEqual(line.Verb.Span), "The verb has changed.");
        Must(again.ParamCount == line.ParamCount, "There is another number of parameters.");
        for (int i = 0; i < line.ParamCount; i++)
            Must(again.Bytes(i).Span.SequenceEqual(line.Bytes(i).Span), "A parameter has changed.");
    }

    private static void LookAt(string name)
    {
        string folded = Casemapping.Fold(name);
        Must(Casemapping.Fold(folded) == folded, "A folded name folds to another.");
        _ = NameRules.IsNickname(name) && NameRules.IsRoomName(name);
        Must(TagEscape.Decode(System.Text.Encoding.UTF8.GetBytes(TagEscape.Encode(name))) == name.Replace("\0", "", StringComparison.Ordinal), "An escaped value is another.");
    }

    private static IrcLine WriteAndRead(IrcLine line)
    {
        var writer = new LineWriter();
        if (line.Tags.Length > 0)
            writer.RawTag(line.Tags.Span);
        writer.Source(System.Text.Encoding.UTF8.GetString(line.Source.Span)).Verb(line.Verb.Span);
        for (int i = 0; i < line.ParamCount; i++)
            _ = i == line.ParamCount - 1 ? writer.Trailing(line.Bytes(i).Span) : writer.Param(line.Bytes(i).Span);
        bool isCut = writer.Free < 0;
        writer.End();
        var again = new IrcLine();
        Must(again.TryParse(writer.Written[..^2].ToArray()), "What was written cannot be read.");
        return isCut ? line : again;
    }

    private static void Must(bool isTrue, string what)
    {
        if (!isTrue)
            throw new InvalidOperationException(what);
    }
}
