using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;
using Parley.Core.Accounts;
using Parley.Core.Passkeys;
using Parley.Core.Storage;

namespace Parley.Storage.Sqlite.Accounts;

/// <summary>An account as the database has it, in the table <c>account</c> and those that belong to it.</summary>
internal sealed record AccountRow(string Name, string Verifier, long Created, string? Email, string? Suspended, long? AlwaysOn)
{
    private const string Columns = "SELECT name, verifier, created, email, suspended, always_on AS AlwaysOn FROM account ";

    private sealed record MetadataRow(string Key, string Value);

    private sealed record DeviceRow(string Name, string TokenHash, long Created, long Seen);

    private sealed record PasskeyRow(string Id, string Handle, string Host, string Origin, string PublicKey, string Name, long SignCount, long Created, long Used);

    /// <summary>The account of that key, or null.</summary>
    public static Account? Find(SqliteConnection connection, string key)
        => connection.QuerySingleOrDefault<AccountRow>(Columns + "WHERE key = @key", new { key })?.ToAccount(connection);

    /// <summary>The account whose name has that look, or null.</summary>
    public static Account? FindByLook(SqliteConnection connection, string look)
        => connection.QuerySingleOrDefault<AccountRow>(Columns + "WHERE look = @look", new { look })?.ToAccount(connection);

    /// <summary>The account that has a passkey of that handle, or null.</summary>
    public static Account? FindByHandle(SqliteConnection connection, string handle)
        => connection.QueryFirstOrDefault<string>("SELECT account FROM passkey WHERE handle = @handle", new { handle }) is { } key ? Find(connection, key) : null;

    /// <summary>Some of the accounts, in the order of their keys.</summary>
    public static IReadOnlyList<Account> List(SqliteConnection connection, string after, int most)
        => [.. connection.Query<AccountRow>(Columns + "WHERE key > @after ORDER BY key LIMIT @most", new { after, most }).Select(row => row.ToAccount(connection))];

    /// <summary>Adds an account; false when its key or its look is taken.</summary>
    public static bool TryInsert(SqliteConnection connection, Account account)
    {
        const string Insert = """
            INSERT INTO account (key, look, name, verifier, created, email, suspended, always_on)
            VALUES (@Key, @Look, @Name, @Verifier, @Created, @Email, @Suspended, @AlwaysOn)
            ON CONFLICT DO NOTHING
            """;
        if (connection.Execute(Insert, Parameters(account)) == 0)
            return false;
        InsertMetadata(connection, account);
        InsertDevices(connection, account);
        InsertPasskeys(connection, account);
        return true;
    }

    /// <summary>Brings an account to what it is now.</summary>
    public static void Update(SqliteConnection connection, Account before, Account now)
    {
        if (now.Key != before.Key)
            throw new ArgumentException("A change leaves the account's name alone.", nameof(now));
        connection.Execute(
            "UPDATE account SET name = @Name, verifier = @Verifier, created = @Created, email = @Email, suspended = @Suspended, always_on = @AlwaysOn WHERE key = @Key",
            Parameters(now));
        if (now.Metadata != before.Metadata)
        {
            connection.Execute("DELETE FROM account_metadata WHERE account = @Key", new { now.Key });
            InsertMetadata(connection, now);
        }
        if (now.Devices != before.Devices)
        {
            connection.Execute("DELETE FROM device WHERE account = @Key", new { now.Key });
            InsertDevices(connection, now);
        }
        if (now.Passkeys != before.Passkeys)
        {
            connection.Execute("DELETE FROM passkey WHERE account = @Key", new { now.Key });
            InsertPasskeys(connection, now);
        }
    }

    private static object Parameters(Account account) => new
    {
        account.Key,
        account.Look,
        account.Name,
        Verifier = account.Verifier?.ToString() ?? "",
        Created = account.Created.UtcTicks,
        account.Email,
        account.Suspended,
        account.AlwaysOn,
    };

    private static void InsertMetadata(SqliteConnection connection, Account account)
        => connection.Execute("INSERT INTO account_metadata (account, key, value) VALUES (@Account, @Key, @Value)",
            account.Metadata.Select(entry => new { Account = account.Key, entry.Key, entry.Value }));

    private static void InsertDevices(SqliteConnection connection, Account account)
        => connection.Execute("INSERT INTO device (account, place, name, token_hash, created, seen) VALUES (@Account, @Place, @Name, @TokenHash, @Created, @Seen)",
            account.Devices.Select((device, place) => new
            {
                Account = account.Key,
                Place = place,
                device.Name,
                device.TokenHash,
                Created = device.Created.UtcTicks,
                Seen = device.Seen.UtcTicks,
            }));

    private static void InsertPasskeys(SqliteConnection connection, Account account)
        => connection.Execute("""
            INSERT INTO passkey (account, place, id, handle, host, origin, public_key, name, sign_count, created, used)
            VALUES (@Account, @Place, @Id, @Handle, @Host, @Origin, @PublicKey, @Name, @SignCount, @Created, @Used)
            """,
            account.Passkeys.Select((passkey, place) => new
            {
                Account = account.Key,
                Place = place,
                passkey.Id,
                passkey.Handle,
                passkey.Host,
                passkey.Origin,
                passkey.PublicKey,
                passkey.Name,
                SignCount = (long)passkey.SignCount,
                Created = passkey.Created.UtcTicks,
                Used = passkey.Used.UtcTicks,
            }));

    private static Passkey[] PasskeysOf(SqliteConnection connection, string account)
        => [.. connection.Query<PasskeyRow>("""
            SELECT id, handle, host, origin, public_key AS PublicKey, name, sign_count AS SignCount, created, used FROM passkey WHERE account = @account ORDER BY place
            """, new { account })
            .Select(row => new Passkey
            {
                Id = row.Id,
                Handle = row.Handle,
                Host = row.Host,
                Origin = row.Origin,
                PublicKey = row.PublicKey,
                Name = row.Name,
                SignCount = (uint)row.SignCount,
                Created = Time(row.Created),
                Used = Time(row.Used),
            })];

    private Account ToAccount(SqliteConnection connection)
    {
        ScramVerifier? verifier = null;
        if (Verifier.Length > 0 && !ScramVerifier.TryParse(Verifier, out verifier))
            throw new StorageException($"What is kept of the password of {Name} cannot be read. Give the account another: parley account passwd {Name}");
        var account = new Account(Name, verifier, Time(Created)) { Email = Email, Suspended = Suspended, AlwaysOn = AlwaysOn is { } on ? on != 0 : null };
        return account with
        {
            Metadata = connection.Query<MetadataRow>("SELECT key, value FROM account_metadata WHERE account = @Key", new { account.Key })
                .ToImmutableSortedDictionary(row => row.Key, row => row.Value),
            Devices = [.. connection.Query<DeviceRow>("SELECT name, token_hash AS TokenHash, created, seen FROM device WHERE account = @Key ORDER BY place", new { account.Key })
                .Select(row => new Device(row.Name, row.TokenHash, Time(row.Created), Time(row.Seen)))],
            Passkeys = [.. PasskeysOf(connection, account.Key)],
        };
    }

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
