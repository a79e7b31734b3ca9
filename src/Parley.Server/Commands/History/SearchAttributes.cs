using System.Globalization;
using System.Text;
using Parley.Core.Search;
using Parley.Protocol.Messages;

namespace Parley.Server.Commands.History;

/// <summary>What SEARCH is asked for, in the form of tags: <c>in=#garden;from=ada;text=red\sroses;after=…;before=…;limit=20</c>.</summary>
/// <remarks>Source: https://codeberg.org/emersion/soju/src/branch/master/doc/ext/search.md#standard-search-attributes. The text is a line such as
/// people type, with filters of its own: <see cref="SearchLine"/>.</remarks>
internal static class SearchAttributes
{
    /// <summary>Reads the attributes.</summary>
    /// <param name="attributes">As on the wire.</param>
    /// <param name="query">What they ask for. Its limit is never raised.</param>
    /// <returns>What is wrong. Null: nothing.</returns>
    public static SearchProblem? Read(ReadOnlySpan<byte> attributes, ref SearchQuery query)
    {
        string? text = null;
        bool isAfter = false;
        foreach (TagReader.Tag attribute in new TagReader(attributes))
        {
            string key = Encoding.UTF8.GetString(attribute.Key), value = TagEscape.Decode(attribute.Value);
            if (key == "text")
                text = value;
            else if (Read(key, value, ref query) is { } problem)
                return problem;
            isAfter |= key == "after";
        }
        // "If after is specified, messages SHOULD be searched from that time."
        query = query with { OldestFirst = isAfter };
        return text is null ? null : SearchLine.Read(text, ref query);
    }

    private static SearchProblem? Read(string key, string value, ref SearchQuery query)
    {
        switch (key)
        {
            case "in" when value.Length > 0:
                query = query with { In = value };
                return null;
            case "from" when value.Length > 0:
                query = query with { From = value };
                return null;
            case "after" when SearchLine.TryReadTime(value, out DateTimeOffset at):
                query = query with { Since = at };
                return null;
            case "before" when SearchLine.TryReadTime(value, out DateTimeOffset at):
                // That moment included.
                query = query with { Until = at.Year < 9999 ? at + TimeSpan.FromMilliseconds(1) : null };
                return null;
            case "limit" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit > 0:
                query = query with { Limit = Math.Min(limit, query.Limit) };
                return null;
            default:
                return new SearchProblem(key, key is "in" or "from" or "after" or "before" or "limit" ? $"\"{value}\" is not what {key} can be" : "There is no such attribute");
        }
    }
}
