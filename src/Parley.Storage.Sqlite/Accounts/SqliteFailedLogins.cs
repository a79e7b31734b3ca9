using Dapper;
using Parley.Core.Accounts;

namespace Parley.Storage.Sqlite.Accounts;

/// <summary>Failed logins on disk.</summary>
internal sealed class SqliteFailedLogins(Database database, Writer writer) : IFailedLogins
{
    private sealed record Row(string Key, long Attempts, long At, long Wait);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<FailedLogins>> ReadAsync()
        => await database.ReadAsync<IReadOnlyList<FailedLogins>>(connection => [.. connection.Query<Row>("SELECT key, attempts, at, wait FROM failed_login")
            .Select(row => new FailedLogins(row.Key, (int)row.Attempts, new DateTimeOffset(row.At, TimeSpan.Zero), TimeSpan.FromTicks(row.Wait)))]).ConfigureAwait(false);

    /// <inheritdoc/>
    public void Keep(FailedLogins failed)
    {
        const string Sql = """
            INSERT OR REPLACE INTO failed_login (key, attempts, at, wait) VALUES (@Key, @Attempts, @At, @Wait);
            DELETE FROM failed_login WHERE key IN (SELECT key FROM failed_login ORDER BY at DESC LIMIT -1 OFFSET @Most)
            """;
        var row = new { failed.Key, failed.Attempts, At = failed.At.UtcTicks, Wait = failed.Wait.Ticks, IFailedLogins.Most };
        writer.Post(connection => connection.Execute(Sql, row));
    }

    /// <inheritdoc/>
    public void Forget(string key) => writer.Post(connection => connection.Execute("DELETE FROM failed_login WHERE key = @key", new { key }));
}
