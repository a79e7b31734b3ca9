using System.Globalization;
using System.Text;

namespace Parley.Protocol;

/// <summary>Brings a password into the form in which it is compared, so that it is the same from every keyboard.</summary>
/// <remarks>Source: https://www.rfc-editor.org/rfc/rfc4013. Its tables are of Unicode 3.2; here the classes of today's Unicode stand for them,
/// and the rule for text from right to left is not applied, as it would only refuse passwords.</remarks>
public static class SaslPrep
{
    /// <summary>The prepared password. Null: it is empty, or holds control characters, or what is no character.</summary>
    public static string? Apply(string password)
    {
        if (Ascii.IsValid(password))
            return password.Length > 0 && !password.Any(char.IsControl) ? password : null;
        var mapped = new StringBuilder(password.Length);
        foreach (Rune rune in password.EnumerateRunes())
        {
            // A lone surrogate is enumerated as the replacement character, which is forbidden too.
            if (Rune.IsControl(rune) || rune == Rune.ReplacementChar || IsForbidden(rune))
                return null;
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator)
                mapped.Append(' ');
            else if (!IsIgnored(rune))
                mapped.Append(rune);
        }
        return mapped.Length > 0 ? mapped.ToString().Normalize(NormalizationForm.FormKC) : null;
    }

    private static bool IsForbidden(Rune rune)
        => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF || Rune.GetUnicodeCategory(rune) == UnicodeCategory.PrivateUse;

    // https://www.rfc-editor.org/rfc/rfc3454#appendix-B.1
    private static bool IsIgnored(Rune rune) => rune.Value is 0x00AD or 0x034F or 0x1806 or (>= 0x180B and <= 0x180D) or (>= 0x200B and <= 0x200D)
        or 0x2060 or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF;
}
