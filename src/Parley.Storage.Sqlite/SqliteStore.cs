using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Parley.Core.Accounts;
using Parley.Core.History;
using Parley.Core.Push;
using Parley.Core.Rooms;
using Parley.Core.Search;
using Parley.Core.Storage;
using Parley.Core.Users;
using Parley.Storage.Sqlite.Accounts;
using Parley.Storage.Sqlite.History;
using Parley.Storage.Sqlite.Push;
using Parley.Storage.Sqlite.Search;

namespace Parley.Storage.Sqlite;

/// <summary>A store in one SQLite database.</summary>
public sealed class SqliteStore : IStore
{
    /// <summary>The name of the database's file in the data folder.</summary>
    public const string FileName = "parley.db";

    private readonly SqliteHistory _history;

    private SqliteStore(Database database, ILogger logger, Retention retention, TimeProvider time)
    {
        Database = database;
        Writer = new Writer(database, logger);
        _history = new SqliteHistory(database, Writer, retention, time);
        Search = new SqliteSearch(_history, new SearchIndex(Writer));
        Rooms = new SqliteRooms(database, Writer);
        ReadMarkers = new SqliteReadMarkers(database.Writing, Writer);
        Residents = new SqliteResidents(database, Writer);
        Accounts = new SqliteAccounts(database, Writer);
        Push = new SqlitePush(database, Writer);
        FailedLogins = new SqliteFailedLogins(database, Writer);
        Writer.Start();
    }

    /// <summary>The database.</summary>
    internal Database Database { get; }

    /// <summary>What changes it.</summary>
    internal Writer Writer { get; }

    /// <inheritdoc/>
    public IHistory History => _history;

    /// <inheritdoc/>
    public IMessageSearch Search { get; }

    /// <inheritdoc/>
    public IRoomStore Rooms { get; }

    /// <inheritdoc/>
    public IReadMarkers ReadMarkers { get; }

    /// <inheritdoc/>
    public IResidentStore Residents { get; }

    /// <inheritdoc/>
    public IAccountStore Accounts { get; }

    /// <inheritdoc/>
    public IPushStore Push { get; }

    /// <inheritdoc/>
    public IFailedLogins FailedLogins { get; }

    /// <summary>Opens the store of a data folder, or founds it. One process at a time may: the folder's lock is the caller's.</summary>
    /// <param name="folder">The folder, which exists.</param>
    /// <param name="durability">What an acknowledged message survives.</param>
    /// <param name="logger">Is told when something is wrong with the disk.</param>
    /// <param name="retention">How long what is said is kept. Null: for ever.</param>
    /// <param name="time">The clock. Null: the system's.</param>
    /// <exception cref="StorageException">It cannot be used, or a newer Parley wrote it.</exception>
    public static SqliteStore Open(string folder, Durability durability, ILogger logger, Retention? retention = null, TimeProvider? time = null)
    {
        Database database = Database.Open(Path.Combine(folder, FileName), durability, logger);
        try
        {
            return new SqliteStore(database, logger, retention ?? Retention.ForEver, time ?? TimeProvider.System);
        }
        catch (SqliteException e)
        {
            database.Dispose();
            throw database.Explain(e);
        }
    }

    /// <summary>Writes what waits, and closes.</summary>
    public ValueTask DisposeAsync()
    {
        _history.Dispose();
        Writer.Dispose();
        Database.Dispose();
        return default;
    }
}
