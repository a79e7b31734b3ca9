using System.Text.RegularExpressions;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Isupport;

namespace Parley.Architecture.Tests;

/// <summary>docs/irc.md describes each capability and each token of RPL_ISUPPORT that the server has, and no other.</summary>
public sealed partial class WirePageTests
{
    [Fact]
    public void The_page_has_the_capabilities_that_there_are()
        => Assert.Equal(CapabilityNames.All.Select(row => row.Name).Order(StringComparer.Ordinal), RowsOf("Capabilities"));

    [Fact]
    public void The_page_has_the_tokens_of_RPL_ISUPPORT_that_there_are()
    {
        string source = Repository.Read("src/Parley.Server/Replies/Isupport.cs")
            .Replace("{IsupportTokens.DefaultRoom}", IsupportTokens.DefaultRoom, StringComparison.Ordinal)
            .Replace("{IsupportTokens.SentOnce}", IsupportTokens.SentOnce, StringComparison.Ordinal);

        Assert.Equal(Token().Matches(source).Select(token => token.Groups[1].Value).Distinct().Order(StringComparer.Ordinal), RowsOf("RPL_ISUPPORT"));
    }

    // A row's first cell has the name, or several, some with their value.
    private static IEnumerable<string> RowsOf(string head)
        => Repository.Read("docs/irc.md").ReplaceLineEndings("\n")
            .Split("\n## ")
            .Single(section => section.StartsWith(head + "\n", StringComparison.Ordinal))
            .Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Name().Matches(line.Split('|')[1]))
            .Select(name => name.Groups[1].Value)
            .Order(StringComparer.Ordinal);

    [GeneratedRegex("`([^`=]+)(?:=[^`]*)?`")]
    private static partial Regex Name();

    [GeneratedRegex(@"""((?:[a-z.]+/)?[A-Z0-9]{3,})(?:=[^""]*)?""(?!u8)")]
    private static partial Regex Token();
}
