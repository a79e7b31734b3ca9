using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Parley.Web.Languages;

namespace Parley.Web.Tests.Languages;

/// <summary>All texts are there in all languages.</summary>
public partial class TextsTests
{
    public static TheoryData<string, string> FoldersAndLanguages()
    {
        var all = new TheoryData<string, string>();
        foreach (string name in typeof(Plural).Assembly.GetManifestResourceNames().Where(name => name.EndsWith("Texts.resources", StringComparison.Ordinal)))
            foreach (string language in (string[])["de", "es", "fr", "zh-Hans", "ar"])
                all.Add(name[..^".resources".Length], language);
        return all;
    }

    [Theory]
    [MemberData(nameof(FoldersAndLanguages))]
    public void A_folder_says_the_same_in_each_language(string folder, string language)
    {
        var texts = new ResourceManager(folder, typeof(Plural).Assembly);
        Dictionary<string, string> english = All(texts, CultureInfo.InvariantCulture), other = All(texts, CultureInfo.GetCultureInfo(language));

        // A language may have more forms of a count than English, or fewer.
        Assert.Equal(english.Keys.Where(key => !Counted().IsMatch(key)).Order(), other.Keys.Where(key => !Counted().IsMatch(key)).Order());
        foreach (string name in english.Keys.Where(key => Counted().IsMatch(key)).Select(key => Counted().Replace(key, "")).Distinct())
            foreach (int count in (int[])[0, 1, 2, 3, 11, 100])
                Assert.Contains($"{name}_{Plural.Category(language[..2], count)}", other.Keys);
        Assert.All(other, text => Assert.False(string.IsNullOrWhiteSpace(text.Value), text.Key));
        foreach ((string key, string text) in english)
            if (!Counted().IsMatch(key))
                Assert.Equal(Places(text), Places(other[key]));
    }

    private static Dictionary<string, string> All(ResourceManager texts, CultureInfo culture)
        => texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Distinct().Order();

    [GeneratedRegex("_(zero|one|two|few|many|other)$")]
    private static partial Regex Counted();

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Place();
}
