using Dapper;
using Microsoft.Data.Sqlite;
using Parley.Core.Accounts;
using Parley.Core.History;
using Parley.Protocol.Names;
using Parley.Storage.Sqlite.History;

namespace Parley.Storage.Sqlite.Accounts;

/// <summary>Accounts on disk.</summary>
internal sealed class SqliteAccounts(Database database, Writer writer) : IAccountStore
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryAddAsync(Account account) => await writer.RunAsync(connection => AccountRow.TryInsert(connection, account)).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<Account?> FindAsync(string name)
    {
        string key = Casemapping.Fold(name);
        return await database.ReadAsync(connection => AccountRow.Find(connection, key)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<Account?> FindLikeAsync(string name)
    {
        (string key, string look) = (Casemapping.Fold(name), Confusables.LookOf(name));
        return await database.ReadAsync(connection => AccountRow.Find(connection, key) ?? AccountRow.FindByLook(connection, look)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<Account?> FindByHandleAsync(string handle)
        => await database.ReadAsync(connection => AccountRow.FindByHandle(connection, handle)).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Account>> ListAsync(string after, int most)
        => await database.ReadAsync(connection => AccountRow.List(connection, after, most)).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<bool> ChangeAsync(string name, Func<Account, Account> change)
    {
        string key = Casemapping.Fold(name);
        return await writer.RunAsync(connection => Change(connection, key, change)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Saw(string name, string device, DateTimeOffset at)
    {
        string key = Casemapping.Fold(name);
        // Names of devices are compared as .NET does it, which SQLite cannot.
        writer.Post(connection =>
        {
            if (AccountRow.Find(connection, key) is { } account && account.FindDevice(device) is { } seen)
                connection.Execute("UPDATE device SET seen = @Seen WHERE account = @key AND place = @Place", new { Seen = at.UtcTicks, key, Place = account.Devices.IndexOf(seen) });
        });
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(string name)
    {
        string key = Casemapping.Fold(name);
        bool wasThere = await writer.RunAsync(connection =>
        {
            // At once: whoever gets the name next must find nothing that was this one's.
            SqliteHistory.Forget(connection, SqliteHistory.KeyOf(Party.OfAccount(name)));
            connection.Execute("DELETE FROM read_marker WHERE account = @key; DELETE FROM push_subscription WHERE account = @key", new { key });
            return connection.Execute("DELETE FROM account WHERE key = @key", new { key }) > 0;
        }).ConfigureAwait(false);
        // What only this account could read goes from the disk.
        writer.Wake();
        return wasThere;
    }

    private static bool Change(SqliteConnection connection, string key, Func<Account, Account> change)
    {
        if (AccountRow.Find(connection, key) is not { } before)
            return false;
        AccountRow.Update(connection, before, change(before));
        return true;
    }
}
