using System.Text;
using Parley.Protocol;

namespace Parley.Client.Messages;

/// <summary>Cuts what a person typed into messages that fit the protocol.</summary>
internal static class MessageSplitter
{
    /// <summary>A message for each line of the text, or for each part of one: between words where it can be, else between runes.</summary>
    /// <param name="text">Any text. NUL and the mark of CTCP, which no one types, are left out; so are lines with nothing to see.</param>
    /// <param name="maxBytes">The most bytes of UTF-8 that a message may have.</param>
    public static IEnumerable<string> Split(string text, int maxBytes)
    {
        string clean = text.Replace("\0", "", StringComparison.Ordinal).Replace("\u0001", "", StringComparison.Ordinal);
        foreach (string line in clean.Split(["\r\n", "\n", "\r"], StringSplitOptions.None))
        {
            ReadOnlyMemory<byte> rest = Encoding.UTF8.GetBytes(line);
            while (rest.Length > 0)
            {
                int length = FirstPart(rest.Span, Math.Max(maxBytes, 4));
                string part = Encoding.UTF8.GetString(rest.Span[..length]);
                if (!string.IsNullOrWhiteSpace(part))
                    yield return part;
                rest = rest[length..];
            }
        }
    }

    private static int FirstPart(ReadOnlySpan<byte> line, int max)
    {
        int length = Utf8Text.PrefixLength(line, max);
        if (length == line.Length)
            return length;
        // A word so long that more than half of the message would stay empty is broken instead.
        int space = line[..length].LastIndexOf((byte)' ');
        return space >= length / 2 ? space + 1 : length;
    }
}
