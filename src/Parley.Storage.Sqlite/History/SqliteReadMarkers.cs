using Dapper;
using Microsoft.Data.Sqlite;
using Parley.Core.History;
using Parley.Protocol.Names;

namespace Parley.Storage.Sqlite.History;

/// <summary>Read markers that accounts find again. All are in memory, as they are asked for under a room's lock.</summary>
internal sealed class SqliteReadMarkers : IReadMarkers
{
    private readonly MemoryReadMarkers _memory = new();
    private readonly Writer _writer;

    public SqliteReadMarkers(SqliteConnection connection, Writer writer)
    {
        _writer = writer;
        foreach ((string account, string target, long at) in connection.Query<(string, string, long)>("SELECT account, target, at FROM read_marker ORDER BY at"))
            _memory.Advance(new Party(account, default), target, new DateTimeOffset(at, TimeSpan.Zero));
    }

    /// <inheritdoc/>
    public DateTimeOffset? Find(Party reader, string target) => _memory.Find(reader, target);

    /// <inheritdoc/>
    public DateTimeOffset Advance(Party reader, string target, DateTimeOffset to)
    {
        DateTimeOffset marker = _memory.Advance(reader, target, to);
        if (reader.Account is { } account && marker == to)
        {
            string folded = Casemapping.Fold(target);
            _writer.Post(connection => connection.Execute(
                "INSERT INTO read_marker VALUES (@account, @folded, @at) ON CONFLICT DO UPDATE SET at = max(at, excluded.at)", new { account, folded, at = to.UtcTicks }));
        }
        return marker;
    }

    /// <inheritdoc/>
    public void RenameRoom(string from, string to)
    {
        _memory.RenameRoom(from, to);
        string before = Casemapping.Fold(from), after = Casemapping.Fold(to);
        if (before != after)
            _writer.Post(connection => connection.Execute(
                "DELETE FROM read_marker WHERE target = @after; UPDATE read_marker SET target = @after WHERE target = @before", new { before, after }));
    }

    /// <inheritdoc/>
    public void Forget(Party party)
    {
        _memory.Forget(party);
        if (party.Account is { } account)
            _writer.Post(connection => connection.Execute("DELETE FROM read_marker WHERE account = @account", new { account }));
    }
}
