using System.Globalization;
using System.Text.RegularExpressions;

namespace Parley.Core.Search;

/// <summary>What is wrong with a query.</summary>
/// <param name="Part">The filter that is meant, such as <c>before</c>. Empty: all of it.</param>
/// <param name="Text">What is wrong and what is right, for who typed it.</param>
public sealed record SearchProblem(string Part, string Text);

/// <summary>A query in one line, as people type it: <c>tea "at noon" gard* from:ada in:#garden after:2026-11-01 before:2026-12-01 has:file</c>.</summary>
/// <remarks>
/// Days begin at midnight UTC; <c>after:</c> includes its moment and <c>before:</c> does not. <c>before:msgid=…</c> is the next page. A filter stands
/// there once; what has a colon and is no filter, such as an address, is searched.
/// </remarks>
public static partial class SearchLine
{
    private const string TimeHelp = "a day is written as 2026-11-22, a moment as 2026-11-22T18:30 (UTC)";

    private static readonly string[] TimeFormats =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFF", "yyyy-MM-dd'T'HH:mm:ss.FFF'Z'"];

    /// <summary>Reads a line and adds what it asks for to a query.</summary>
    /// <param name="line">The line.</param>
    /// <param name="query">What is asked for already; then also what the line asks for.</param>
    /// <returns>What is wrong with the line. Null: nothing.</returns>
    public static SearchProblem? Read(string line, ref SearchQuery query)
    {
        var terms = new List<SearchTerm>(query.Terms);
        var seen = new HashSet<string>();
        foreach (Match part in Parts().Matches(line))
        {
            string filter = part.Groups["filter"].Value.ToLowerInvariant(), value = part.Groups["phrase"].Success ? part.Groups["phrase"].Value : part.Groups["word"].Value;
            if (filter is "from" or "in" or "before" or "after" or "has")
            {
                if (!seen.Add(filter))
                    return new(filter, $"{filter}: stands there twice");
                if (ReadFilter(filter, value, ref query) is { } wrong)
                    return new(filter, wrong);
            }
            else if (SearchTerm.Parse(part.Value) is { } term)
            {
                terms.Add(term);
            }
        }
        query = query with { Terms = terms };
        return terms.Count == 0 && seen.Count == 0 && line.Length > 0 ? new("", $"\"{line.Trim()}\" has neither letters nor digits") : null;
    }

    /// <summary>Reads a moment: a day, or a day and a time, in UTC.</summary>
    public static bool TryReadTime(string text, out DateTimeOffset at)
        => DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out at);

    private static string? ReadFilter(string filter, string value, ref SearchQuery query)
    {
        const string id = "msgid=";
        if (value.Length == 0)
            return $"nothing stands behind {filter}:";
        if (filter == "from")
            query = query with { From = value };
        else if (filter == "in")
            query = query with { In = value };
        else if (filter == "has" && value.Equals("file", StringComparison.OrdinalIgnoreCase))
            query = query with { HasFile = true };
        else if (filter == "has")
            return $"\"{value}\" cannot be searched for, only has:file can";
        else if (filter == "before" && value.StartsWith(id, StringComparison.Ordinal) && Guid.TryParseExact(value.AsSpan(id.Length), "N", out Guid message))
            query = query with { BeforeId = message };
        else if (!TryReadTime(value, out DateTimeOffset at))
            return $"\"{value}\" is neither a day nor a moment: {TimeHelp}";
        else
            query = filter == "before" ? query with { Until = at } : query with { Since = at };
        return null;
    }

    // Telephones write “ and ” for ".
    [GeneratedRegex("""(?:(?<filter>from|in|before|after|has):)?(?:["“”„](?<phrase>[^"“”„]*)["“”„]?|(?<word>[^\s"“”„]\S*)|(?<=:)(?=\s|$))""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}
