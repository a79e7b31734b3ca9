using Parley.Web.Languages;

namespace Parley.Web.Tests.Languages;

public class PluralTests
{
    // https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html
    [Theory]
    [InlineData("en", 0, "other")]
    [InlineData("en", 1, "one")]
    [InlineData("de", 2, "other")]
    [InlineData("fr", 0, "one")]
    [InlineData("fr", 2, "other")]
    [InlineData("es", 1, "one")]
    [InlineData("zh", 1, "other")]
    [InlineData("ar", 0, "zero")]
    [InlineData("ar", 1, "one")]
    [InlineData("ar", 2, "two")]
    [InlineData("ar", 110, "few")]
    [InlineData("ar", 99, "many")]
    [InlineData("ar", 100, "other")]
    [InlineData("ar", 102, "other")]
    public void Each_language_counts_in_its_own_way(string language, int count, string category)
        => Assert.Equal(category, Plural.Category(language, count));
}
