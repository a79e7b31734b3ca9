using Dapper;
using Microsoft.Data.Sqlite;
using Parley.Core.Messages;
using Parley.Core.Search;
using Parley.Storage.Sqlite.History;
using SQLitePCL;

namespace Parley.Storage.Sqlite.Search;

/// <summary>Searches by the index of words, and reads what is not in it yet.</summary>
/// <param name="history">What is searched.</param>
/// <param name="index">The index.</param>
/// <remarks>Its order is that in which the server took the messages.</remarks>
internal sealed class SqliteSearch(SqliteHistory history, SearchIndex index) : IMessageSearch
{
    // Some 20 ms.
    private const int MostRead = 5000;

    /// <inheritdoc/>
    public async ValueTask<SearchPage> FindAsync(SearchQuery query, SearchScope scope, CancellationToken stop = default)
    {
        stop.ThrowIfCancellationRequested();
        // By its place the message is found before which the page ends.
        await (query.BeforeId is null ? history.SaveAsync() : history.Writer.SettleAsync(history.Writer.Appended));
        await index.CatchUpAsync(MostRead, stop);
        return await history.Database.ReadAsync(connection => Read(connection, query, scope, stop));
    }

    private SearchPage Read(SqliteConnection connection, SearchQuery query, SearchScope scope, CancellationToken stop)
    {
        using CancellationTokenRegistration interrupt = stop.Register(() => raw.sqlite3_interrupt(connection.Handle));
        try
        {
            // Everything is read of one moment, the index and what is not in it.
            using SqliteTransaction moment = connection.BeginTransaction(deferred: true);
            stop.ThrowIfCancellationRequested();
            return Read(connection, query, scope);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException(stop);
        }
    }

    private SearchPage Read(SqliteConnection connection, SearchQuery query, SearchScope scope)
    {
        var names = new Dictionary<long, string>();
        var found = new List<FoundRow>();
        List<SearchPlaces> all = Places(connection, scope, names);
        long indexed = connection.QuerySingle<long>("SELECT value FROM state WHERE key = 'indexed'");
        long last = query.BeforeId is { } id ? LastBefore(connection, id, all) : long.MaxValue;
        (long first, long lastOfIndex) = Bounds(connection, query, indexed);
        var statement = new SearchStatement(connection, query);
        foreach (SearchPlaces places in all)
        {
            statement.ReadIndex(places, first, Math.Min(last, lastOfIndex), found);
            statement.ReadRest(places, indexed + 1, last, found);
        }
        found.Sort(static (one, other) => one.Seq.CompareTo(other.Seq));
        IEnumerable<FoundRow> page = query.OldestFirst ? found.Take(query.Limit) : found.TakeLast(query.Limit);
        return new SearchPage([.. page.Select(row => ToMessage(row, names))], IsEnd: found.Count <= query.Limit);
    }

    private static Message ToMessage(FoundRow row, Dictionary<long, string> names)
        => names.TryGetValue(row.Conversation, out string? room) && room != row.Message.Target ? row.Message with { Target = room } : row.Message;

    // Rooms that one may read only from some time on are searched each by itself, all else together.
    private List<SearchPlaces> Places(SqliteConnection connection, SearchScope scope, Dictionary<long, string> names)
    {
        var all = new SearchPlaces([], history.OldestOf(null));
        var places = new List<SearchPlaces> { all };
        foreach (SearchedRoom room in scope.Rooms)
            if (history.FindRoom(room.Name) is { } found && names.TryAdd(found.Number, room.Name))
            {
                long since = Math.Max(found.Oldest ?? long.MinValue, room.Since?.ToUnixTimeMilliseconds() ?? long.MinValue);
                if (since > all.Since)
                    places.Add(new SearchPlaces([found.Number], since));
                else
                    all.Conversations.Add(found.Number);
            }
        if (scope.Reader is { } reader)
            all.Conversations.UnionWith(connection.Query<long>(
                "SELECT conversation FROM correspondent WHERE party = @reader AND (@with IS NULL OR other = @with)",
                new { reader = SqliteHistory.KeyOf(reader), with = scope.With is { } with ? SqliteHistory.KeyOf(with) : null }));
        places.RemoveAll(one => one.Conversations.Count == 0);
        return places;
    }

    // Between which items of the index the query's times are; items of other times may be there, too.
    private static (long First, long Last) Bounds(SqliteConnection connection, SearchQuery query, long indexed)
    {
        (long first, long last) = (0, indexed);
        if (query.Since is { } since)
            first = connection.QuerySingle<long?>("SELECT min(first) FROM search_hour WHERE hour >= @hour", new { hour = SearchIndex.HourOf(since) }) ?? long.MaxValue;
        if (query.Until is { } until)
            last = connection.QuerySingle<long?>("SELECT max(last) FROM search_hour WHERE hour <= @hour", new { hour = SearchIndex.HourOf(until) }) ?? 0;
        return (first, last);
    }

    // The item before that of a msgid. When it is not kept any more, its id says when it was.
    private static long LastBefore(SqliteConnection connection, Guid id, List<SearchPlaces> places)
    {
        DateTimeOffset at = MessageId.TimeOf(id);
        long? seq = connection.QueryFirstOrDefault<long?>(
            """
            SELECT p.seq FROM place p JOIN item i ON i.seq = p.seq
            WHERE p.conversation IN (SELECT value FROM json_each(@all)) AND p.content IN (0, 1) AND p.at = @at AND i.id = @id
            """,
            new
            {
                all = $"[{string.Join(',', places.SelectMany(one => one.Conversations))}]",
                at = at.ToUnixTimeMilliseconds(),
                id = id.ToByteArray(bigEndian: true),
            });
        return (seq ?? connection.QuerySingle<long?>("SELECT max(last) + 1 FROM search_hour WHERE hour <= @hour", new { hour = SearchIndex.HourOf(at) }) ?? 1) - 1;
    }
}
