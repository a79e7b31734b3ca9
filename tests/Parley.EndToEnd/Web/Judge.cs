using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Parley.EndToEnd.Web;

/// <summary>Looks at a page as axe-core does, in both themes, and collects what is wrong until it is asked.</summary>
internal sealed class Judge
{
    private const string Look = """
        async rules => (await axe.run(document, { runOnly: rules, resultTypes: ['violations'] })).violations.flatMap(rule => rule.nodes.map(node =>
            `${rule.id}: ${rule.help}\n    ${node.html}\n    ${[...node.any, ...node.all, ...node.none].map(check => check.message).join(' ')}`))
        """;

    private const string Wide = """
        () => [...document.querySelectorAll('*')]
            .filter(e => e.scrollWidth > e.clientWidth + 1 && (e === document.documentElement || ['auto', 'scroll'].includes(getComputedStyle(e).overflowX)) && !e.closest('pre') && e.checkVisibility())
            .map(e => e.outerHTML.slice(0, 120))
        """;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private static readonly object All = new { type = "tag", values = (string[])["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };

    // The rest is the same in both themes.
    private static readonly object Colours = new { type = "rule", values = (string[])["color-contrast"] };

    private readonly List<string> _wrong = [];

    /// <summary>Judges what the page shows now.</summary>
    /// <param name="page">The page, as a person has it.</param>
    /// <param name="state">What state it is in, for the one who reads of a violation.</param>
    public async Task LookAsync(IPage page, string state)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in globalThis"))
            await page.EvaluateAsync(Axe);
        foreach (ColorScheme theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
            string[] wrong = await page.EvaluateAsync<string[]>(Look, theme == ColorScheme.Light ? All : Colours);
            _wrong.AddRange(wrong.Select(violation => $"{state}, {theme}: {violation}"));
        }
    }

    /// <summary>Looks whether anything must be scrolled sideways; code may.</summary>
    public async Task FitAsync(IPage page, string state)
    {
        string[] wide = await page.EvaluateAsync<string[]>(Wide);
        _wrong.AddRange(wide.Select(element => $"{state}: wider than its place: {element}"));
    }

    /// <summary>Fails with all that was found.</summary>
    public void Sentence()
    {
        if (_wrong.Count > 0)
            Assert.Fail(string.Join('\n', _wrong));
    }
}
