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
        => Clean(text).Split(["\r\n", "\n", "\r"], StringSplitOptions.None).SelectMany(line => Cut(line, maxBytes)).Where(part => !string.IsNullOrWhiteSpace(part));

    /// <summary>The text without what no one types.</summary>
    public static string Clean(string text) => text.Replace("\0", "", StringComparison.Ordinal).Replace("\u0001", "", StringComparison.Ordinal);

    /// <summary>The parts of a line; of an empty one, that.</summary>
    public static IEnumerable<string> Cut(string line, int maxBytes)
    {
        ReadOnlyMemory<byte> rest = Encoding.UTF8.GetBytes(line);
        do
        {
            int length = FirstPart(rest.Span, Math.Max(maxBytes, 4));
            yield return Encoding.UTF8.GetString(rest.Span[..length]);
            rest = rest[length..];
        }
        while (rest.Length > 0);
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
