using System.Globalization;
using System.Text.RegularExpressions;

namespace Parley.Web.Tests.Design;

/// <summary>The colours of <c>wwwroot/app.css</c> in one theme and with one accent, as a browser works them out.</summary>
/// <remarks>Knows what app.css uses: <c>#rrggbb</c>, <c>rgb(r g b / a%)</c>, <c>light-dark()</c>, <c>color-mix(in srgb, a p%, b)</c> and <c>var()</c>.</remarks>
internal sealed partial class Palette(string css, bool dark, string? accent)
{
    private readonly Dictionary<string, string> _tokens = Declarations(css, accent);

    /// <summary>The accents there are, without the one that needs no name.</summary>
    public static IEnumerable<string> Accents(string css) => Accent().Matches(css).Select(match => match.Groups[1].Value);

    /// <summary>A token's colour, on paper where it lets through what is under it.</summary>
    public (double R, double G, double B) this[string token]
    {
        get
        {
            var (r, g, b, alpha) = Work(_tokens[token]);
            if (alpha == 1)
                return (r, g, b);
            var (pr, pg, pb) = this["paper"];
            return (Mix(r, pr, alpha), Mix(g, pg, alpha), Mix(b, pb, alpha));
        }
    }

    /// <summary>The contrast of two tokens, from 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.</summary>
    public double Contrast(string one, string other)
    {
        double a = Luminance(this[one]), b = Luminance(this[other]);
        return (Math.Max(a, b) + .05) / (Math.Min(a, b) + .05);
    }

    private static Dictionary<string, string> Declarations(string css, string? accent)
    {
        int end = css.IndexOf('}', StringComparison.Ordinal);
        var tokens = Declaration().Matches(css[..end]).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        if (accent is not null)
            tokens["accent"] = Accent().Matches(css).Single(match => match.Groups[1].Value == accent).Groups[2].Value;
        return tokens;
    }

    private (double R, double G, double B, double Alpha) Work(string value)
    {
        value = value.Trim();
        if (value.StartsWith('#'))
            return (Hex(value[1..3]), Hex(value[3..5]), Hex(value[5..7]), 1);
        string[] parts = Arguments(value);
        switch (value[..value.IndexOf('(', StringComparison.Ordinal)])
        {
            case "var":
                return Work(_tokens[parts[0][2..]]);
            case "light-dark":
                return Work(parts[dark ? 1 : 0]);
            case "rgb":
                double[] numbers = [.. Number().Matches(parts[0]).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];
                return (numbers[0] / 255, numbers[1] / 255, numbers[2] / 255, numbers[3] / 100);
            default:
                int space = parts[1].LastIndexOf(' ');
                double share = double.Parse(parts[1][space..^1], CultureInfo.InvariantCulture) / 100;
                var (r, g, b, _) = Work(parts[1][..space]);
                var (r2, g2, b2, _) = Work(parts[2]);
                return (Mix(r, r2, share), Mix(g, g2, share), Mix(b, b2, share), 1);
        }
    }

    private static string[] Arguments(string call)
    {
        var parts = new List<string>();
        int depth = 0, start = call.IndexOf('(', StringComparison.Ordinal) + 1;
        for (int i = start; i < call.Length; i++)
        {
            if ((call[i] == ',' && depth == 0) || i == call.Length - 1)
            {
                parts.Add(call[start..i].Trim());
                start = i + 1;
            }
            depth += call[i] switch { '(' => 1, ')' => -1, _ => 0 };
        }
        return [.. parts];
    }

    private static double Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;

    private static double Mix(double one, double other, double share) => (one * share) + (other * (1 - share));

    private static double Luminance((double R, double G, double B) colour) => (.2126 * Linear(colour.R)) + (.7152 * Linear(colour.G)) + (.0722 * Linear(colour.B));

    private static double Linear(double channel) => channel <= .04045 ? channel / 12.92 : Math.Pow((channel + .055) / 1.055, 2.4);

    [GeneratedRegex(@"--([a-z0-9-]+):\s*([^;]+);")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\[data-accent=""([a-z]+)""\] \{ --accent: ([^;]+);")]
    private static partial Regex Accent();

    [GeneratedRegex(@"[\d.]+")]
    private static partial Regex Number();
}
