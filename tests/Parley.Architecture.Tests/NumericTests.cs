using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Parley.Protocol.Numerics;

namespace Parley.Architecture.Tests;

/// <summary>
/// The table of numerics in docs/irc.md is what the code says: every numeric, and the commands that send it by their sources and their doc
/// comments. <c>PARLEY_WRITE_DOCS=1</c> in the environment writes the table anew.
/// </summary>
public sealed partial class NumericTests
{
    private const string Page = "docs/irc.md";
    private const string Begin = "<!-- numerics: written by NumericTests, see CONTRIBUTING.md -->\n";
    private const string End = "<!-- end of numerics -->\n";

    // What is said to anyone before a command's own code runs, and when somebody has registered.
    private static readonly Dictionary<string, string> Others = new() { ["CommandRunner"] = "any", ["Welcome"] = "registration" };

    private static readonly string[] Sources = [.. Repository.Files("src/Parley.Server", ".cs").SelectMany(file => TopLevel().Split(Repository.Read(file)))];

    private static readonly ILookup<int, string> Senders = Sources.SelectMany(SentBy).ToLookup(sent => sent.Numeric, sent => sent.Command);

    public static TheoryData<Numeric> All => [.. Enum.GetValues<Numeric>()];

    [Fact]
    public void The_page_has_the_numerics_that_there_are()
    {
        string page = Repository.Read(Page).ReplaceLineEndings("\n");
        int begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= Begin.Length && end >= begin, $"{Page} has lost the marks around its table of numerics.");

        if (Environment.GetEnvironmentVariable("PARLEY_WRITE_DOCS") == "1")
            File.WriteAllText(Path.Combine(Repository.Root, Page), page[..begin] + Table() + page[end..]);
        else
            Assert.Equal(Table(), page[begin..end]);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_numeric_is_sent_and_a_command_says_so(Numeric numeric)
    {
        Assert.True(Sources.Any(source => Uses(source, numeric)), $"No code sends {numeric}.");
        Assert.True(Senders.Contains((int)numeric), $"{numeric} is sent, but no command has {(int)numeric:000} among its \"Replies\".");
    }

    private static string Table()
    {
        var table = new StringBuilder("| numeric | name | answers |\n|---|---|---|\n");
        foreach (Numeric numeric in Enum.GetValues<Numeric>())
            table.Append(CultureInfo.InvariantCulture, $"| {(int)numeric:000} | `{NameOf(numeric)}` | {string.Join(", ", Senders[(int)numeric].Distinct().Order(StringComparer.Ordinal))} |\n");
        return table.ToString();
    }

    // RplEndOfWho: RPL_ENDOFWHO.
    private static string NameOf(Numeric numeric) => $"{numeric.ToString()[..3]}_{numeric.ToString()[3..]}".ToUpperInvariant();

    private static IEnumerable<(int Numeric, string Command)> SentBy(string source)
    {
        string? command = Verb().Match(source) is { Success: true } verb ? verb.Groups[1].Value
            : TypeName().Match(source) is { Success: true } type ? Others.GetValueOrDefault(type.Groups[1].Value)
            : null;
        return command is null ? [] : Enum.GetValues<Numeric>().Where(numeric => Uses(source, numeric) || Names(source, (int)numeric)).Select(numeric => ((int)numeric, command));
    }

    private static bool Uses(string source, Numeric numeric) => Regex.IsMatch(source, $@"\bNumeric\.{numeric}\b");

    private static bool Names(string source, int numeric)
        => Replies().Matches(source).SelectMany(replies => Range().Matches(replies.Value)).Any(range =>
        {
            int first = int.Parse(range.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            int last = range.Groups[2].Success ? int.Parse(range.Groups[2].ValueSpan, CultureInfo.InvariantCulture) : first;
            return first <= numeric && numeric <= last;
        });

    [GeneratedRegex(@"(?m)^(?=/// <summary>)")]
    private static partial Regex TopLevel();

    [GeneratedRegex(@"(?:CommandSpec Spec \{ get; \} = new\(\s*|const string Verb = )""(\w+)""")]
    private static partial Regex Verb();

    [GeneratedRegex(@"(?m)^internal (?:static |sealed |partial )*class (\w+)")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\bReplies\b(?s:.*?)</remarks>")]
    private static partial Regex Replies();

    [GeneratedRegex(@"\b(\d{3})(?: to (\d{3}))?\b")]
    private static partial Regex Range();
}
