using System.Text.RegularExpressions;
using Parley.Server.Commands;

namespace Parley.Architecture.Tests;

/// <summary>Every verb that the server knows is sent to it by some test.</summary>
public sealed class CommandTests
{
    private static readonly string TestSources = string.Concat(Repository.Files("tests/Parley.Server.Tests", ".cs").Select(Repository.Read));

    public static TheoryData<string> Verbs => [.. CommandTable.All.Select(spec => spec.Verb)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void A_verb_has_a_test_that_sends_it(string verb)
        => Assert.True(
            Regex.IsMatch(TestSources, $@"(SendAsync|InlineData)\([^;]*?""(@\S+ )?{verb}[ ""\\]"),
            $"No test in tests/Parley.Server.Tests sends {verb}: see docs/add-a-command.md");
}
