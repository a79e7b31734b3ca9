using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Parley.EndToEnd.Web;

/// <summary>Looks at a page as axe-core does, in both themes, and collects what is wrong until it is asked.</summary>
internal sealed class Judge
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        ResultTypes = [ResultType.Violations],
    };

    // The rest is the same in both themes.
    private static readonly AxeRunOptions Colours = new() { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] }, ResultTypes = [ResultType.Violations] };

    private readonly List<string> _wrong = [];

    /// <summary>Judges what the page shows now.</summary>
    /// <param name="page">The page, as a person has it.</param>
    /// <param name="state">What state it is in, for the one who reads of a violation.</param>
    public async Task LookAsync(IPage page, string state)
    {
        foreach (ColorScheme theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
            AxeResult result = await page.RunAxe(theme == ColorScheme.Light ? Rules : Colours);
            foreach (AxeResultItem violation in result.Violations)
                foreach (AxeResultNode node in violation.Nodes)
                    _wrong.Add($"{state}, {theme}: {violation.Id}: {violation.Help}\n    {node.Html}\n    {string.Join(' ', node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message))}");
        }
    }

    /// <summary>Fails with all that was found.</summary>
    public void Sentence()
    {
        if (_wrong.Count > 0)
            Assert.Fail(string.Join('\n', _wrong));
    }
}
