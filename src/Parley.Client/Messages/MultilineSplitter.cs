using System.Text;

namespace Parley.Client.Messages;

/// <summary>Cuts what a person typed into messages of several lines, as few as the server allows.</summary>
internal static class MultilineSplitter
{
    /// <summary>The messages: cut between paragraphs where that leaves none too small, else between lines, else in a line.</summary>
    /// <param name="text">Any text. Blank lines around it are left out.</param>
    /// <param name="lineBytes">The most bytes of UTF-8 that a line on the wire may have.</param>
    /// <param name="limits">The most that a message may have.</param>
    public static IEnumerable<string> Split(string text, int lineBytes, MultilineLimits limits)
    {
        int piece = Math.Max(4, Math.Min(limits.Bytes, lineBytes));
        List<string> lines = Lines(text, piece, Math.Max(1, Math.Min(limits.Lines, limits.Bytes / piece)));
        int first = 0;
        while (first < lines.Count)
        {
            int end = End(lines, first, lineBytes, limits);
            int start = first, stop = end;
            first = end;
            while (start < stop && string.IsNullOrWhiteSpace(lines[start]))
                start++;
            while (stop > start && string.IsNullOrWhiteSpace(lines[stop - 1]))
                stop--;
            if (start < stop)
                yield return string.Join('\n', lines[start..stop]);
        }
    }

    /// <summary>The lines on the wire of one message, and whether each goes on with the one before.</summary>
    public static IEnumerable<(string Text, bool GoesOn)> ToWire(string message, int lineBytes)
    {
        foreach (string line in message.Split('\n'))
        {
            bool goesOn = false;
            foreach (string part in MessageSplitter.Cut(line, lineBytes))
            {
                yield return (part, goesOn);
                goesOn = true;
            }
        }
    }

    // A line so long that it fills messages is cut where it is cut on the wire, as what is cut elsewhere may need more lines there than are allowed.
    private static List<string> Lines(string text, int piece, int most)
        => [.. MessageSplitter.Clean(text).Split(["\r\n", "\n", "\r"], StringSplitOptions.None)
            .SelectMany(line => MessageSplitter.Cut(line, piece).Chunk(most).Select(static pieces => string.Concat(pieces)))];

    private static int End(List<string> lines, int first, int lineBytes, MultilineLimits limits)
    {
        int bytes = 0, onWire = 0, end = first;
        for (; end < lines.Count; end++)
        {
            int length = Encoding.UTF8.GetByteCount(lines[end]);
            bytes += length + (end > first ? 1 : 0);
            onWire += MessageSplitter.Cut(lines[end], lineBytes).Count();
            if (bytes > limits.Bytes || onWire > limits.Lines)
                break;
        }
        if (end == lines.Count)
            return end;
        if (end == first)
            return first + 1;
        int blank = lines.FindLastIndex(end - 1, end - first, string.IsNullOrWhiteSpace);
        return blank > first + ((end - first) / 2) ? blank : end;
    }
}
