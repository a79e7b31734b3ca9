using System.Text.RegularExpressions;

namespace Parley.Web.Tests.Languages;

/// <summary>What people read comes from the resources, never from a component's markup.</summary>
public partial class MarkupTests
{
    // The program's own name is the same in all languages.
    private static readonly string[] Names = ["Parley"];

    public static TheoryData<string> Components()
        => [.. Directory.EnumerateFiles(Source(), "*.razor", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Source(), file)).Order()];

    [Theory]
    [MemberData(nameof(Components))]
    public void A_component_has_no_words_of_its_own(string component)
    {
        string markup = Code().Replace(File.ReadAllText(Path.Combine(Source(), component)), "");

        IEnumerable<string> found = [.. Attribute().Matches(markup).Select(match => match.Value), .. Between().Matches(markup).Select(match => match.Groups[1].Value.Trim())];

        Assert.DoesNotContain(found, words => !Names.Contains(words));
    }

    private static string Source()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "parley.slnx")))
                return Path.Combine(folder.FullName, "src", "Parley.Web");
        throw new DirectoryNotFoundException("The tests do not run in the repository.");
    }

    [GeneratedRegex(@"^@code\s*\{.*\z|@\*.*?\*@", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex("""\b(aria-label|aria-description|title|placeholder|alt|label)="[^"@]*\p{L}{2}[^"]*"?""")]
    private static partial Regex Attribute();

    // Between two tags of one line; statements of Razor are on lines of their own.
    [GeneratedRegex(@"<[^<>@=]*(?:""[^""]*""[^<>@]*)*>([^<>@{}()=;]*\p{L}{2}[^<>@{}()=;]*)</")]
    private static partial Regex Between();
}
