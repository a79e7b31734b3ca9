using System.Globalization;
using System.Text;

namespace Parley.Terminal.Display;

/// <summary>Makes strangers' text harmless for a terminal.</summary>
internal static class SafeText
{
    /// <summary>
    /// The text without what a terminal obeys (controls, ESC and C1 among them) and without what makes a line look other than it is:
    /// direction overrides, invisible characters, line and paragraph separators. Joiners stay: emoji and scripts need them.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            if (IsHarmless(rune))
                clean.Append(rune.ToString());
        return clean.ToString();
    }

    private static bool IsHarmless(Rune rune) => rune.Value is 0x200C or 0x200D || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);
}
