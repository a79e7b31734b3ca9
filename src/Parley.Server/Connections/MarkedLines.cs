using System.Buffers;

namespace Parley.Server.Connections;

/// <summary>Which part of the answer to a labelled command is sent: nearly always all of it, at once.</summary>
[Flags]
internal enum AnswerPart
{
    /// <summary>One between others.</summary>
    Middle = 0,

    /// <summary>The first.</summary>
    First = 1 << 0,

    /// <summary>The last.</summary>
    Last = 1 << 1,

    /// <summary>All of it.</summary>
    Whole = First | Last,
}

/// <summary>Lines some of which answer a labelled command.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/labeled-response#responses-consisting-of-more-than-one-message.</remarks>
internal readonly ref struct MarkedLines(ReadOnlySpan<byte> lines, List<int> answers)
{
    private readonly ReadOnlySpan<byte> _lines = lines;

    /// <summary>The same lines in the same order with the label on the answer, or the batch around the answers, or an ACK after all.</summary>
    public byte[] Rewrite(ReadOnlySpan<byte> label, ReadOnlySpan<byte> batch, ReadOnlySpan<byte> source, AnswerPart part)
    {
        var to = new ArrayBufferWriter<byte>(_lines.Length + 256);
        if (part != AnswerPart.Whole)
        {
            Batched(to, label, batch, source, part);
            return to.WrittenSpan.ToArray();
        }
        if (answers.Count == 0)
        {
            to.Write(_lines);
            WriteAll(to, "@"u8, label, " :"u8, source, " ACK\r\n"u8);
            return to.WrittenSpan.ToArray();
        }
        if (answers.Count == 1 || IsOneBatch())
        {
            to.Write(_lines[..answers[0]]);
            WriteTagged(to, label, _lines[answers[0]..]);
            return to.WrittenSpan.ToArray();
        }
        Batched(to, label, batch, source, part);
        return to.WrittenSpan.ToArray();
    }

    // Then the whole answer is one already, and only its opening gets the label.
    private bool IsOneBatch()
    {
        ReadOnlySpan<byte> opened = BatchReference(answers[0], (byte)'+');
        if (opened.Length == 0 || !opened.SequenceEqual(BatchReference(answers[^1], (byte)'-')))
            return false;
        for (int i = 1; i < answers.Count - 1; i++)
            if (!_lines[answers[i]..].StartsWith("@batch="u8))
                return false;
        return true;
    }

    // The reference of a line that opens or closes a batch which is in no other; else nothing.
    private ReadOnlySpan<byte> BatchReference(int start, byte sign)
    {
        ReadOnlySpan<byte> line = _lines[start..];
        line = line[..line.IndexOf((byte)'\r')];
        if (line.StartsWith("@batch="u8))
            return default;
        if (line.StartsWith("@"u8))
            line = line[(line.IndexOf((byte)' ') + 1)..];
        line = line[(line.IndexOf((byte)' ') + 1)..];
        if (!line.StartsWith("BATCH "u8) || line.Length < 8 || line[6] != sign)
            return default;
        line = line[7..];
        return line.IndexOf((byte)' ') is var end and >= 0 ? line[..end] : line;
    }

    private void Batched(ArrayBufferWriter<byte> to, ReadOnlySpan<byte> label, ReadOnlySpan<byte> batch, ReadOnlySpan<byte> source, AnswerPart part)
    {
        byte[] tag = [.. "batch="u8, .. batch];
        to.Write(_lines[..(answers.Count > 0 ? answers[0] : _lines.Length)]);
        if (part.HasFlag(AnswerPart.First))
        {
            WriteAll(to, "@"u8, label, " :"u8, source, " BATCH +"u8);
            WriteAll(to, batch, " labeled-response\r\n"u8);
        }
        for (int i = 0; i < answers.Count; i++)
        {
            int next = i + 1 < answers.Count ? answers[i + 1] : _lines.Length;
            int end = answers[i] + _lines[answers[i]..].IndexOf((byte)'\n') + 1;
            // A line that opens or is inside another batch says so by its own tag.
            if (_lines[answers[i]..end].StartsWith("@batch="u8))
                to.Write(_lines[answers[i]..end]);
            else
                WriteTagged(to, tag, _lines[answers[i]..end]);
            if (i + 1 == answers.Count && part.HasFlag(AnswerPart.Last))
                WriteAll(to, ":"u8, source, " BATCH -"u8, batch, "\r\n"u8);
            to.Write(_lines[end..next]);
        }
        if (answers.Count == 0 && part.HasFlag(AnswerPart.Last))
            WriteAll(to, ":"u8, source, " BATCH -"u8, batch, "\r\n"u8);
    }

    private static void WriteTagged(ArrayBufferWriter<byte> to, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> line)
    {
        bool hasTags = line.Length > 0 && line[0] == '@';
        WriteAll(to, "@"u8, tag, hasTags ? ";"u8 : " "u8, hasTags ? line[1..] : line);
    }

    private static void WriteAll(ArrayBufferWriter<byte> to, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c = default,
        ReadOnlySpan<byte> d = default, ReadOnlySpan<byte> e = default)
    {
        to.Write(a);
        to.Write(b);
        to.Write(c);
        to.Write(d);
        to.Write(e);
    }
}
