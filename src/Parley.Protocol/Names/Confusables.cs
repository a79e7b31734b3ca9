using System.Text;

namespace Parley.Protocol.Names;

/// <summary>Finds names that look the same although their letters come from different scripts, such as a Cyrillic а in a Latin name.</summary>
/// <remarks>
/// After https://www.unicode.org/reports/tr39/#Confusable_Detection, for the letters of scripts that are mistaken for Latin ones. Letters that
/// differ within one script, such as l and I, are left apart: names of that kind are in use side by side everywhere.
/// </remarks>
public static class Confusables
{
    // A Latin letter, and after it those of other scripts that are drawn alike.
    private static readonly string[] Alike =
    [
        "AΑАᎪ", "BΒВᏴ", "CСϹᏟ", "DᎠ", "EΕЕᎬ", "FϜ", "GԌᏀ", "HΗНᎻ", "IΙІӀᏆ", "JЈͿᎫ", "KΚКᏦ", "LᏞ", "MΜМᎷ", "NΝ", "OΟОՕ", "PΡРᏢ", "QԚ", "RᎡ",
        "SЅՏᏚ", "TΤТᎢ", "UՍ", "VѴᏙ", "WԜᎳ", "XΧХ", "YΥҮ", "ZΖᏃ",
        "aаαɑ", "bЬь", "cсϲ", "dԁ", "eе", "gɡց", "hһհ", "iіιı", "jјϳ", "kκ", "lӏ", "nոη", "oоοօσ", "pрρ", "qԛզ", "rг", "sѕ", "uυս", "vνѵ", "wԝ", "xхχ", "yуγү", "3Зз",
    ];

    private static readonly Dictionary<char, char> Latin = Alike.SelectMany(row => row[1..].Select(letter => (letter, row[0])))
        .ToDictionary(pair => pair.letter, pair => pair.Item2);

    /// <summary>The name's look. Two names are confusable when their looks are equal, compared by ordinal.</summary>
    public static string LookOf(string name)
    {
        if (Ascii.IsValid(name) || name.Contains('\uFFFE'))
            return Casemapping.Fold(name);
        // Apart from their accents the letters are found in the table.
        var look = new StringBuilder();
        foreach (Rune rune in name.Normalize(NormalizationForm.FormD).EnumerateRunes())
            if (!Ignorables.Contains(rune))
                look.Append(rune);
        for (int i = 0; i < look.Length; i++)
            look[i] = Latin.GetValueOrDefault(look[i], look[i]);
        return Casemapping.Fold(look.ToString());
    }
}
