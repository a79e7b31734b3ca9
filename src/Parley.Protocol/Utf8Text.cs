using System.Text;

namespace Parley.Protocol;

/// <summary>Cuts UTF-8 without breaking a rune.</summary>
/// <remarks>Source: https://www.rfc-editor.org/rfc/rfc3629#section-3.</remarks>
public static class Utf8Text
{
    /// <summary>The length of the longest prefix of at most <paramref name="maxBytes"/> bytes that does not end inside a rune.</summary>
    public static int PrefixLength(ReadOnlySpan<byte> utf8, int maxBytes)
    {
        if (utf8.Length <= maxBytes)
            return utf8.Length;
        int end = Math.Max(0, maxBytes);
        while (end > 0 && (utf8[end] & 0xC0) == 0x80)
            end--;
        return end;
    }

    /// <summary>The text of the longest such prefix.</summary>
    public static string DecodePrefix(ReadOnlySpan<byte> utf8, int maxBytes)
        => Encoding.UTF8.GetString(utf8[..PrefixLength(utf8, maxBytes)]);
}
