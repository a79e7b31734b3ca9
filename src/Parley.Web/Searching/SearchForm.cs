using System.Globalization;
using System.Text.RegularExpressions;

namespace Parley.Web.Searching;

/// <summary>A search as it is typed, taken apart into its fields: <c>tea "at noon" from:ada in:#garden after:2026-11-01 before:2026-12-01 has:file</c>.</summary>
/// <param name="Words">What is left without the filters.</param>
/// <param name="From">Who said it; empty: anybody.</param>
/// <param name="In">Where; empty: everywhere.</param>
/// <param name="After">The first day; null: from the beginning.</param>
/// <param name="Before">The first day that is too late; null: until now.</param>
/// <param name="HasFile">Whether only files are wanted.</param>
public sealed partial record SearchForm(string Words, string From = "", string In = "", DateOnly? After = null, DateOnly? Before = null, bool HasFile = false)
{
    private const string Day = "yyyy-MM-dd", Moment = "yyyy-MM-dd'T'HH:mm";

    /// <summary>Reads a typed line. A filter that is not whole or not known is left among the words, where the server sees what is wrong with it.</summary>
    public static SearchForm Read(string line)
    {
        var form = new SearchForm("");
        string words = Filter().Replace(line, match =>
        {
            string value = match.Groups["value"].Value;
            switch (match.Groups["name"].Value.ToLowerInvariant())
            {
                case "from" when form.From.Length == 0:
                    form = form with { From = value };
                    return " ";
                case "in" when form.In.Length == 0:
                    form = form with { In = value };
                    return " ";
                case "has" when !form.HasFile && value.Equals("file", StringComparison.OrdinalIgnoreCase):
                    form = form with { HasFile = true };
                    return " ";
                case "after" when form.After is null && ReadDay(value) is { } day:
                    form = form with { After = day };
                    return " ";
                case "before" when form.Before is null && ReadDay(value) is { } day:
                    form = form with { Before = day };
                    return " ";
                default:
                    return match.Value;
            }
        });
        return form with { Words = Spaces().Replace(words, " ").Trim() };
    }

    /// <summary>Whether nothing is asked for.</summary>
    public bool IsEmpty => this == new SearchForm("");

    /// <summary>The line that a person could have typed for it.</summary>
    public override string ToString() => Line(static day => day.ToString(Day, CultureInfo.InvariantCulture));

    /// <summary>The line for the server, to which a day is one of UTC: days as the moments when they begin for the person.</summary>
    public string ForServer(TimeZoneInfo zone) => Line(day =>
    {
        DateTime midnight = day.ToDateTime(TimeOnly.MinValue);
        return (midnight - zone.GetUtcOffset(midnight)).ToString(Moment, CultureInfo.InvariantCulture);
    });

    /// <summary>The words that are looked for in a text: phrases whole, beginnings without their star, longest first.</summary>
    public IReadOnlyList<SearchedWord> Searched =>
    [
        .. from Match match in Word().Matches(Words)
           let text = match.Groups["phrase"].Success ? match.Groups["phrase"].Value : match.Groups["word"].Value
           let bare = text.Trim().TrimEnd('*')
           where bare.Length > 0
           orderby bare.Length descending
           select new SearchedWord(bare, text.EndsWith('*')),
    ];

    private string Line(Func<DateOnly, string> write)
    {
        string[] parts =
        [
            Words,
            From.Length > 0 ? "from:" + From : "",
            In.Length > 0 ? "in:" + In : "",
            After is { } after ? "after:" + write(after) : "",
            Before is { } before ? "before:" + write(before) : "",
            HasFile ? "has:file" : "",
        ];
        return string.Join(' ', parts.Where(static part => part.Length > 0));
    }

    private static DateOnly? ReadDay(string text) => DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;

    [GeneratedRegex("""(?<!\S)(?<name>from|in|before|after|has):(?<value>[^\s"“”„]+)(?!\S)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Filter();

    [GeneratedRegex("""["“”„](?<phrase>[^"“”„]*)["“”„]?|(?<word>[^\s"“”„]+)""")]
    private static partial Regex Word();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

/// <summary>A word or phrase that is searched for.</summary>
/// <param name="Text">The word.</param>
/// <param name="IsBeginning">Whether words that only begin so are meant too.</param>
public readonly record struct SearchedWord(string Text, bool IsBeginning);
