using System.Globalization;
using System.Text;

namespace Parley.Core.Uploads;

/// <summary>The names of files that strangers send.</summary>
public static class UploadName
{
    /// <summary>The longest name, in bytes of UTF-8: what file systems take.</summary>
    public const int MaxBytes = 255;

    /// <summary>The longest name in a link, percent-encoded: an IRC line has 512 bytes, and the link is not alone in it.</summary>
    public const int MaxLinkLength = 200;

    private const string Unnamed = "file";
    private const int MaxExtensionBytes = 32;

    /// <summary>The name to show and to keep: no folders, nothing that moves or hides text, at most <see cref="MaxBytes"/>.</summary>
    /// <param name="raw">As it came. Null or nothing visible gives <c>file</c>.</param>
    public static string Clean(string? raw)
    {
        if (raw is null)
            return Unnamed;
        var kept = new StringBuilder();
        foreach (Rune rune in raw.AsSpan(raw.AsSpan().LastIndexOfAny('/', '\\') + 1).EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator)
                kept.Append(' ');
            else if (MayStand(rune))
                kept.Append(rune.ToString());

        // Windows drops dots and spaces at the end by itself; without them "." and ".." are nothing.
        string name = kept.ToString().Normalize(NormalizationForm.FormC).TrimStart(' ').TrimEnd(' ', '.');
        return name.Length == 0 ? Unnamed : Shorten(name, MaxBytes, Encoding.UTF8.GetByteCount);
    }

    /// <summary>The name as it stands in a link, not yet encoded: shortened so that its encoded form has at most <see cref="MaxLinkLength"/>.</summary>
    public static string ForLink(string name) => Shorten(name, MaxLinkLength, text => Uri.EscapeDataString(text).Length);

    private static bool MayStand(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        // The two joiners shape emoji and Persian; every other format character moves or hides text.
        UnicodeCategory.Format => rune.Value is 0x200C or 0x200D,
        UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        _ => rune != Rune.ReplacementChar,
    };

    // The extension stays, as it says what to open the file with.
    private static string Shorten(string name, int max, Func<string, int> measure)
    {
        if (measure(name) <= max)
            return name;
        string extension = Path.GetExtension(name);
        if (measure(extension) > MaxExtensionBytes)
            extension = "";
        int left = max - measure(extension);
        int end = 0;
        foreach (Rune rune in name.EnumerateRunes())
        {
            left -= measure(rune.ToString());
            if (left < 0)
                break;
            end += rune.Utf16SequenceLength;
        }
        return name[..end].TrimEnd(' ', '.') + extension;
    }
}
