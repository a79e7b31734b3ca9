using System.Buffers;
using System.Globalization;
using System.Text;
using Parley.Core.Uploads;

namespace Parley.Core.Search;

/// <summary>Text as it is searched: its words without case and accents, with spaces around each.</summary>
/// <remarks>
/// Every store compares texts in this form and cuts no words of its own, so that each finds the same (docs/adr/0016-search.md).
/// Words end where letters and digits do: https://www.unicode.org/reports/tr29/#Word_Boundaries, without its tailoring. Scripts that put no
/// spaces between words (Chinese, Japanese, Thai …), and Korean, stand as overlapping pairs of letters and a last letter alone: any
/// part of a text is then a row of such pairs. A symbol such as an emoji is a word by itself.
/// </remarks>
public static class SearchText
{
    private const string Action = "\u0001ACTION ";

    // Bold, colour and the like: https://modern.ircdocs.horse/formatting. Two of them are followed by the colour's number.
    private static readonly SearchValues<char> Formats = SearchValues.Create("\u0002\u0003\u0004\u000F\u0011\u0016\u001D\u001E\u001F");

    private enum Kind
    {
        Gap,
        Letter,
        Unspaced,
        Symbol,
    }

    /// <summary>The words of a message: <c>" tea at noon "</c>. Empty when there are none.</summary>
    /// <param name="text">UTF-8, as it was said.</param>
    public static string Fold(ReadOnlySpan<byte> text) => Write(WithoutFormats(Encoding.UTF8.GetString(text)), isSought: false, out _);

    /// <summary>The words of a part of a query, in the same form.</summary>
    /// <param name="text">A word, or several that follow each other.</param>
    /// <param name="isOpen">Whether the last word is only the beginning of what is meant.</param>
    internal static string FoldSought(string text, out bool isOpen) => Write(text, isSought: true, out isOpen);

    /// <summary>Whether a message has the link of a file that was sent to a Parley server.</summary>
    /// <param name="text">UTF-8, as it was said.</param>
    public static bool HasFile(ReadOnlySpan<byte> text) => text.IndexOf(Upload.LinkPath) >= 0 && FilesOf(text).Count > 0;

    /// <summary>The ids of the files whose links a message has.</summary>
    /// <inheritdoc cref="HasFile"/>
    public static IReadOnlyList<string> FilesOf(ReadOnlySpan<byte> text)
    {
        var ids = new List<string>();
        for (int at = text.IndexOf(Upload.LinkPath); at >= 0; at = text.IndexOf(Upload.LinkPath))
        {
            text = text[(at + Upload.LinkPath.Length)..];
            if (text.IndexOf((byte)'/') is var end and > 0 && Upload.IsId(text[..end]))
                ids.Add(Encoding.ASCII.GetString(text[..end]));
        }
        return ids;
    }

    private static string Write(string text, bool isSought, out bool isOpen)
    {
        var folded = new StringBuilder(text.Length + 2).Append(' ');
        Rune last = default;
        int run = 0;
        foreach (Rune rune in Simplify(text).EnumerateRunes())
        {
            Kind kind = KindOf(rune);
            if (kind != Kind.Unspaced && run > 0)
            {
                EndWord(folded.Append(last));
                run = 0;
            }
            if (kind != Kind.Letter)
                EndWord(folded);
            if (kind == Kind.Unspaced && run++ > 0)
                EndWord(folded.Append(last).Append(rune));
            else if (kind == Kind.Symbol)
                EndWord(folded.Append(rune));
            else if (kind == Kind.Letter)
                folded.Append(rune);
            last = rune;
        }
        // What is sought may go on: its last letter is known from the pair before it, or stands for any pair that it begins.
        isOpen = run == 1;
        if (run > 0 && !(isSought && run > 1))
            folded.Append(last);
        EndWord(folded);
        return folded.Length == 1 ? "" : folded.ToString();
    }

    private static void EndWord(StringBuilder folded)
    {
        if (folded[^1] != ' ')
            folded.Append(' ');
    }

    private static string Simplify(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        // U+FFFE is no character and cannot be normalized.
        string apart = text.Replace('\uFFFE', ' ').Normalize(NormalizationForm.FormKD).ToLowerInvariant();
        var plain = new StringBuilder(apart.Length);
        foreach (Rune rune in apart.EnumerateRunes())
            if (!IsDecoration(rune.Value) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)
                plain.Append(rune);
        return plain.ToString().Normalize(NormalizationForm.FormC);
    }

    // What people leave out when they type: accents, Hebrew points, Arabic vowels and stretching, variation selectors. Vowel signs of other
    // scripts are letters like others.
    private static bool IsDecoration(int letter)
        => letter is (>= 0x300 and <= 0x36F) or (>= 0x591 and <= 0x5C7) or (>= 0x610 and <= 0x61A) or 0x640 or (>= 0x64B and <= 0x65F) or 0x670
            or (>= 0x6D6 and <= 0x6ED) or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF)
            or (>= 0xFE00 and <= 0xFE0F) or (>= 0xFE20 and <= 0xFE2F);

    private static Kind KindOf(Rune rune)
    {
        if (rune.IsAscii)
            return char.IsAsciiLetterOrDigit((char)rune.Value) ? Kind.Letter : Kind.Gap;
        bool isUnspaced = IsUnspaced(rune.Value);
        return Rune.GetUnicodeCategory(rune) switch
        {
            <= UnicodeCategory.OtherNumber or UnicodeCategory.PrivateUse => isUnspaced ? Kind.Unspaced : Kind.Letter,
            UnicodeCategory.OtherSymbol => Kind.Symbol,
            _ => Kind.Gap,
        };
    }

    // Thai to Tibetan, Myanmar, Hangul, Khmer, kana and Han: https://www.unicode.org/Public/UCD/latest/ucd/Blocks.txt.
    private static bool IsUnspaced(int letter)
        => letter is (>= 0xE00 and <= 0xFFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1100 and <= 0x11FF) or (>= 0x1780 and <= 0x17FF)
            or (>= 0x3005 and <= 0x3007) or (>= 0x3040 and <= 0x318F) or (>= 0x31A0 and <= 0x31FF) or (>= 0x3400 and <= 0x4DBF)
            or (>= 0x4E00 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7FF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);

    private static string WithoutFormats(string text)
    {
        if (text.StartsWith(Action, StringComparison.Ordinal))
            text = text[Action.Length..];
        if (text.AsSpan().IndexOfAny(Formats) < 0)
            return text;
        var plain = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
            if (!Formats.Contains(text[i]))
                plain.Append(text[i]);
            else if (text[i] is '\u0003' or '\u0004')
                i += ColourLength(text.AsSpan(i + 1), text[i] == '\u0003' ? 2 : 6);
        return plain.ToString();
    }

    // Up to two digits, or six hexadecimal ones; and after a comma as many of the ground's colour.
    private static int ColourLength(ReadOnlySpan<char> after, int most)
    {
        int digits = Digits(after, most);
        int ground = digits > 0 && after.Length > digits && after[digits] == ',' ? Digits(after[(digits + 1)..], most) : 0;
        return ground > 0 ? digits + 1 + ground : digits;

        static int Digits(ReadOnlySpan<char> text, int most)
        {
            int count = 0;
            while (count < most && count < text.Length && (most == 2 ? char.IsAsciiDigit(text[count]) : char.IsAsciiHexDigit(text[count])))
                count++;
            return count;
        }
    }
}
