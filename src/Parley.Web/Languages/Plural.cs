using System.Globalization;
using System.Resources;

namespace Parley.Web.Languages;

/// <summary>Texts that depend on a count: <c>NewMessages_one</c>, <c>NewMessages_other</c>; in Arabic also <c>_zero</c>, <c>_two</c>, <c>_few</c>, <c>_many</c>.</summary>
/// <remarks>The categories of whole numbers as in https://cldr.unicode.org/index/cldr-spec/plural-rules.</remarks>
internal static class Plural
{
    /// <summary>The text for that count, which stands at {0} in it.</summary>
    /// <param name="texts">The resources of a folder, such as <c>MessagesTexts.ResourceManager</c>.</param>
    /// <param name="name">The text's name without its category.</param>
    /// <param name="count">How many.</param>
    public static string Text(ResourceManager texts, string name, int count)
    {
        CultureInfo culture = CultureInfo.CurrentUICulture;
        string? text = texts.GetString($"{name}_{Category(culture.Name.Split('-')[0], count)}", culture) ?? texts.GetString($"{name}_other", culture);
        return string.Format(culture, text!, count);
    }

    /// <summary>The category of a count in a language, given by its two letters.</summary>
    public static string Category(string language, int count) => (language, count) switch
    {
        ("zh", _) => "other",
        ("fr", 0) => "one",
        ("ar", 0) => "zero",
        ("ar", 2) => "two",
        (_, 1) => "one",
        ("ar", _) when count % 100 is >= 3 and <= 10 => "few",
        ("ar", _) when count % 100 >= 11 => "many",
        _ => "other",
    };
}
