using System.Globalization;

namespace Parley.Web.Searching;

/// <summary>A search as it is typed, taken apart into its fields: <c>tea "at noon" from:ada in:#garden after:2026-11-01 before:2026-12-01 has:file</c>.</summary>
/// <param name="Words">What is left without the filters.</param>
/// <param name="From">Who said it; empty: anybody.</param>
/// <param name="In">Where; empty: everywhere.</param>
/// <param name="After">The first day; null: from the beginning.</param>
/// <param name="Before">The first day that is too late; null: until now.</param>
/// <param name="HasFile">Whether only files are wanted.</param>
public sealed record SearchForm(string Words, string From = "", string In = "", DateOnly? After = null, DateOnly? Before = null, bool HasFile = false)
{
    private const string Quotes = "\"“”„";
    private const string Day = "yyyy-MM-dd", Moment = "yyyy-MM-dd'T'HH:mm";

    /// <summary>Reads a typed line. A filter that is not whole or not known is left among the words, where the server sees what is wrong with it.</summary>
    public static SearchForm Read(string line)
    {
        var form = new SearchForm("");
        var words = new List<string>();
        foreach (string part in line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            if (part.IndexOf(':', StringComparison.Ordinal) is var colon && colon > 0 && part[(colon + 1)..] is { Length: > 0 } value && value.AsSpan().IndexOfAny(Quotes) < 0
                && form.With(part[..colon].ToLowerInvariant(), value) is { } more)
                form = more;
            else
                words.Add(part);
        return form with { Words = string.Join(' ', words) };
    }

    // Null: there is no such filter, or it was given already.
    private SearchForm? With(string name, string value) => name switch
    {
        "from" when From.Length == 0 => this with { From = value },
        "in" when In.Length == 0 => this with { In = value },
        "has" when !HasFile && value.Equals("file", StringComparison.OrdinalIgnoreCase) => this with { HasFile = true },
        "after" when After is null && ReadDay(value) is { } day => this with { After = day },
        "before" when Before is null && ReadDay(value) is { } day => this with { Before = day },
        _ => null,
    };

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
        .. from text in Phrases(Words)
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

    // What stands in quotes is one; the rest is words.
    private static IEnumerable<string> Phrases(string words)
    {
        for (int at = 0; at < words.Length; at++)
        {
            int start = at;
            if (Quotes.Contains(words[at]))
            {
                start++;
                at = words.AsSpan(start).IndexOfAny(Quotes) is var length and >= 0 ? start + length : words.Length;
                yield return words[start..at];
            }
            else if (!char.IsWhiteSpace(words[at]))
            {
                while (at < words.Length && !char.IsWhiteSpace(words[at]) && !Quotes.Contains(words[at]))
                    at++;
                yield return words[start..at--];
            }
        }
    }
}

/// <summary>A word or phrase that is searched for.</summary>
/// <param name="Text">The word.</param>
/// <param name="IsBeginning">Whether words that only begin so are meant too.</param>
public readonly record struct SearchedWord(string Text, bool IsBeginning);
