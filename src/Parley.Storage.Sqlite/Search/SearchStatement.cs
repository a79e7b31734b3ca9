using Microsoft.Data.Sqlite;
using Parley.Core.Messages;
using Parley.Core.Search;
using Parley.Storage.Sqlite.History;

namespace Parley.Storage.Sqlite.Search;

/// <summary>A message and where it was found.</summary>
/// <param name="Seq">Its item's.</param>
/// <param name="Conversation">Its conversation's number.</param>
/// <param name="Message">The message.</param>
internal readonly record struct FoundRow(long Seq, long Conversation, Message Message);

/// <summary>The conversations to search together.</summary>
/// <param name="Conversations">Their numbers.</param>
/// <param name="Since">What is older is not found, in milliseconds since 1970.</param>
internal sealed record SearchPlaces(HashSet<long> Conversations, long Since);

/// <summary>Reads the messages that a query means, in their order.</summary>
internal readonly struct SearchStatement(SqliteConnection connection, SearchQuery query)
{
    // Of more places than this each match is asked for its place: for a thousand the index itself would take 100 ms.
    private const int MostPlaces = 32;

    private const string Columns = $"i.seq, i.conversation, {ItemRow.Columns}";

    /// <summary>The number of columns before those of the item.</summary>
    public const int ItemColumn = 2;

    /// <summary>Reads what is in the index, or when nothing is said of words and the like, everything.</summary>
    /// <param name="places">Where.</param>
    /// <param name="first">From this seq on.</param>
    /// <param name="last">Up to this one.</param>
    /// <param name="found">Where it goes: at most one more than the query's limit.</param>
    public void ReadIndex(SearchPlaces places, long first, long last, List<FoundRow> found)
    {
        string match = Match(places);
        bool isIndex = match.Length > 0;
        string seq = isIndex ? "search.rowid" : "i.seq";
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT {Columns} FROM {(isIndex ? "search CROSS JOIN item i ON i.seq = search.rowid" : "item i")}
            WHERE {(isIndex ? "search MATCH $match AND" : "")} {seq} >= $first AND {seq} <= $last AND i.kind IN (0, 1) AND i.at >= $since AND i.at < $until
            ORDER BY {seq} {(query.OldestFirst ? "ASC" : "DESC")}
            """;
        command.Parameters.AddWithValue("$match", match);
        Read(command, places, first, last, isMatched: true, found);
    }

    /// <summary>Reads what may not be in the index yet.</summary>
    /// <inheritdoc cref="ReadIndex"/>
    public void ReadRest(SearchPlaces places, long first, long last, List<FoundRow> found)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT {Columns} FROM item i WHERE i.seq >= $first AND i.seq <= $last AND i.kind IN (0, 1) AND i.at >= $since AND i.at < $until
            ORDER BY i.seq {(query.OldestFirst ? "ASC" : "DESC")}
            """;
        Read(command, places, first, last, isMatched: false, found);
    }

    private void Read(SqliteCommand command, SearchPlaces places, long first, long last, bool isMatched, List<FoundRow> found)
    {
        int most = found.Count + query.Limit + 1;
        command.Parameters.AddWithValue("$first", first);
        command.Parameters.AddWithValue("$last", last);
        command.Parameters.AddWithValue("$since", Math.Max(places.Since, query.Since?.ToUnixTimeMilliseconds() ?? long.MinValue));
        command.Parameters.AddWithValue("$until", query.Until?.ToUnixTimeMilliseconds() ?? long.MaxValue);
        using SqliteDataReader row = command.ExecuteReader();
        while (found.Count < most && row.Read())
            if (places.Conversations.Contains(row.GetInt64(1)))
            {
                var message = (Message)ItemRow.Read(row, ItemColumn);
                if (isMatched || query.Matches(message))
                    found.Add(new FoundRow(row.GetInt64(0), row.GetInt64(1), message));
            }
    }

    // https://sqlite.org/fts5.html#full_text_query_syntax. Nothing that a client has sent is in it but letters, digits and symbols.
    private string Match(SearchPlaces places)
    {
        var all = new List<string>();
        if (query.Terms.Count > 0)
            all.Add($"words:({string.Join(" AND ", query.Terms.Select(term => $"\"{term.Words}\"{(term.IsOpen ? "*" : "")}"))})");
        if (query.From is not null)
            all.Add($"sender:{SearchIndex.ToWord(query.From)}");
        if (query.HasFile)
            all.Add($"extra:{SearchIndex.File}");
        if (places.Conversations.Count <= MostPlaces)
            all.Add($"place:({string.Join(" OR ", places.Conversations)})");
        return string.Join(" AND ", all);
    }
}
