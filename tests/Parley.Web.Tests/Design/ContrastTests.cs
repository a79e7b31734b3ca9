using System.Globalization;
using System.Text;

namespace Parley.Web.Tests.Design;

/// <summary>WCAG 2.2 AA: 4.5 to 1 for text (https://www.w3.org/TR/WCAG22/#contrast-minimum), 3 to 1 for the edge of a field and the focus ring.</summary>
public sealed class ContrastTests
{
    private static readonly string Css = File.ReadAllText(Sources.File("src", "Parley.Web", "wwwroot", "app.css"));

    private static readonly (string Front, string[] Backs, double Least)[] Pairs =
    [
        ("ink", ["paper", "pane", "hover", "accent-soft", "danger-soft", "warn-soft", "mark"], 7),
        ("ink-soft", ["paper", "pane", "hover", "accent-soft"], 4.5),
        ("ink-faint", ["paper", "pane", "hover", "accent-soft"], 4.5),
        ("accent", ["paper", "pane", "hover"], 4.5),
        ("accent-strong", ["paper", "pane", "accent-soft"], 4.5),
        ("on-accent", ["accent", "accent-strong"], 4.5),
        ("danger", ["paper", "pane", "danger-soft"], 4.5),
        ("warn", ["paper", "pane", "warn-soft"], 4.5),
        ("edge", ["paper", "pane"], 3),
    ];

    public static TheoryData<bool, string?> Themes()
    {
        var all = new TheoryData<bool, string?>();
        foreach (string? accent in (string?[])[null, .. Palette.Accents(Css)])
        {
            all.Add(false, accent);
            all.Add(true, accent);
        }
        return all;
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Whatever_is_written_can_be_read(bool dark, string? accent)
    {
        var palette = new Palette(Css, dark, accent);
        Assert.All(from pair in Pairs from back in pair.Backs select (pair.Front, back, pair.Least),
            pair => Assert.True(palette.Contrast(pair.Front, pair.back) >= pair.Least, $"{pair.Front} on {pair.back}: {palette.Contrast(pair.Front, pair.back):0.00}"));
    }

    /// <summary>The table of measured contrasts stands in the page; <c>PARLEY_WRITE_DOCS=1</c> writes it anew.</summary>
    [Fact]
    public void The_design_language_tells_what_was_measured()
    {
        string file = Sources.File("docs", "design-language.md");
        const string Begin = "<!-- measured -->\n", End = "<!-- /measured -->";
        string page = File.ReadAllText(file).ReplaceLineEndings("\n");
        int start = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, stop = page.IndexOf(End, StringComparison.Ordinal);
        string fresh = page[..start] + Table() + page[stop..];
        if (Environment.GetEnvironmentVariable("PARLEY_WRITE_DOCS") is { Length: > 0 })
            File.WriteAllText(file, fresh);
        else
            Assert.Equal(fresh, page);
    }

    private static string Table()
    {
        Palette light = new(Css, dark: false, null), dark = new(Css, dark: true, null);
        var table = new StringBuilder("| text | on | light | dark | least |\n|---|---|---|---|---|\n");
        foreach (var (front, backs, least) in Pairs)
            foreach (string back in backs)
                table.Append(CultureInfo.InvariantCulture, $"| `{front}` | `{back}` | {light.Contrast(front, back):0.0} | {dark.Contrast(front, back):0.0} | {least} |\n");
        return table.ToString();
    }
}
