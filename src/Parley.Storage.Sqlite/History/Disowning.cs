using Dapper;
using Microsoft.Data.Sqlite;
using Parley.Core.History;
using Parley.Protocol.Names;
using Parley.Storage.Sqlite.Search;

namespace Parley.Storage.Sqlite.History;

/// <summary>Makes nobody's, or takes back, all that an account has said, a little at a time.</summary>
/// <remarks>There is no index by account, as it would cost each message a page: everything is looked through, by a reader, while chat goes on.</remarks>
/// <param name="history">The history.</param>
/// <param name="account">The account's name, as its items have it.</param>
/// <param name="source">As in <see cref="IHistory.DisownAsync"/>.</param>
internal sealed class Disowning(SqliteHistory history, string account, string? source)
{
    // Some milliseconds' work for the writer, for which a message may have to wait.
    private const int Slice = 500;

    /// <summary>Runs until nothing is left of what was there when it began.</summary>
    public async Task RunAsync()
    {
        await history.SaveAsync();
        for (long after = 0; await FindAsync(after) is { Length: > 0 } found; after = found[^1])
            await history.Writer.RunAsync(connection => Change(connection, found), needsPlaces: true);
    }

    private Task<long[]> FindAsync(long after) => history.Database.ReadAsync(connection
        => connection.Query<long>("SELECT seq FROM item WHERE seq > @after AND account = @account ORDER BY seq LIMIT @Slice", new { after, account, Slice }).ToArray());

    private bool Change(SqliteConnection connection, long[] found)
    {
        if (source is null)
            foreach ((long seq, long conversation, long at, int kind) in connection.Query<(long, long, long, int)>("SELECT seq, conversation, at, kind FROM item WHERE seq IN @found", new { found }).AsList())
                SqliteConversation.Erase(connection, seq, conversation, at, ItemRow.ContentOf(kind));
        else
            Rename(connection, found, source);
        return true;
    }

    private static void Rename(SqliteConnection connection, long[] found, string source)
    {
        connection.Execute(
            """
            UPDATE item SET account = NULL, sender = NULL, mark = NULL,
                source = iif(relayed_by IS NULL, @source, source), relayed_by = iif(relayed_by IS NULL, NULL, @Nickname)
            WHERE seq IN @found
            """,
            new { source, SourceMask.Parse(source).Nickname, found });
        SearchIndex.Refill(connection, found);
    }
}
