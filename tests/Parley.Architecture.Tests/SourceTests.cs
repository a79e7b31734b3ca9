using System.Text.RegularExpressions;

namespace Parley.Architecture.Tests;

/// <summary>How the sources are cut and named.</summary>
public sealed partial class SourceTests
{
    private const int MaxLines = 400;

    private static readonly string[] Sources = [.. new[] { "src", "tests", "bench", "fuzz" }
        .Where(folder => Directory.Exists(Path.Combine(Repository.Root, folder)))
        .SelectMany(folder => Repository.Files(folder, ".cs").Concat(Repository.Files(folder, ".razor")))];

    [Fact]
    public void A_file_over_400_lines_says_why_in_its_first_line()
        => Assert.DoesNotContain(
            Sources,
            file => Lines(file).Length > MaxLines && !Lines(file)[0].StartsWith("// Longer than 400 lines because ", StringComparison.Ordinal));

    [Fact]
    public void Folders_and_files_are_named_for_what_they_are()
        => Assert.DoesNotContain(Sources, file => PatternName().IsMatch(file));

    [Fact]
    public void Types_are_named_for_what_they_are()
        => Assert.DoesNotContain(Sources.SelectMany(Types), type => PatternName().IsMatch(type));

    [Fact]
    public void What_is_of_the_protocol_names_its_specification()
        => Assert.DoesNotContain(
            Repository.Files("src/Parley.Protocol", ".cs"),
            file => Types(file).Any() && !Repository.Read(file).Contains("https://", StringComparison.Ordinal));

    [Fact]
    public void The_rules_speak_of_rooms_and_not_of_channels()
        => Assert.DoesNotContain(Repository.Files("src/Parley.Core", ".cs").SelectMany(Types), type => type.Contains("Channel", StringComparison.Ordinal));

    private static string[] Lines(string file) => Repository.Read(file).TrimEnd('\n').Split('\n');

    private static IEnumerable<string> Types(string file) => TypeName().Matches(Repository.Read(file)).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"(Manager|Helper|Service|Util)s?(?=$|[./<])")]
    private static partial Regex PatternName();

    [GeneratedRegex(@"(?m)^\s*(?:\w+ )*(?:class|struct|interface|enum|record) (\w+)")]
    private static partial Regex TypeName();
}
