using System.Text;

namespace Parley.Client.Messages;

/// <summary>Text with the formatting codes of IRC: bold, italics, colours.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/formatting.</remarks>
public static class FormattedText
{
    private const char Color = '\u0003';
    private const char HexColor = '\u0004';

    /// <summary>The text without formatting codes and without other control characters, C1 included, but line feeds; a tab becomes a space.</summary>
    public static string Strip(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001F') && !text.AsSpan().ContainsAnyInRange('\x7F', '\x9F'))
            return text;
        var plain = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == Color)
                i += ColorLength(text.AsSpan(i + 1), digits: 2, char.IsAsciiDigit);
            else if (text[i] == HexColor)
                i += ColorLength(text.AsSpan(i + 1), digits: 6, char.IsAsciiHexDigit);
            else if (text[i] == '\t')
                plain.Append(' ');
            else if (text[i] == '\n' || !char.IsControl(text[i]))
                plain.Append(text[i]);
        }
        return plain.ToString();
    }

    // <code>[foreground[,background]]: a comma belongs to it only when a background follows.
    private static int ColorLength(ReadOnlySpan<char> after, int digits, Func<char, bool> isDigit)
    {
        int foreground = Count(after);
        if (foreground == 0 || foreground >= after.Length || after[foreground] != ',')
            return foreground;
        int background = Count(after[(foreground + 1)..]);
        return background == 0 ? foreground : foreground + 1 + background;

        int Count(ReadOnlySpan<char> span)
        {
            int count = 0;
            while (count < digits && count < span.Length && isDigit(span[count]))
                count++;
            return count;
        }
    }
}
