using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Parley.Core.Storage;

namespace Parley.Storage.Sqlite;

/// <summary>The database file of a data folder: how it is opened, and the connections that read it.</summary>
/// <remarks>WAL (https://sqlite.org/wal.html): readers see the last commit and wait for nobody; one connection writes.</remarks>
internal sealed partial class Database : IDisposable
{
    // For another program that looks into the file while the server runs.
    private const int BusySeconds = 5;

    private readonly ConcurrentBag<SqliteConnection> _readers = [];
    private readonly SemaphoreSlim _reading = new(Math.Max(2, Environment.ProcessorCount));
    private readonly string _path;
    private readonly ILogger _logger;

    // What was last complained of: once is enough, however many ask.
    private string? _trouble;
    private volatile bool _isDisposed;

    // No connection is used by two threads at once, and nobody asks how much memory SQLite uses: https://sqlite.org/c3ref/c_config_covering_index_scan.html.
    static Database()
    {
        SQLitePCL.Batteries_V2.Init();
        _ = SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MULTITHREAD);
        _ = SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    private Database(string path, SqliteConnection writing, ILogger logger) => (_path, Writing, _logger) = (path, writing, logger);

    /// <summary>The connection that writes: the writer's alone.</summary>
    public SqliteConnection Writing { get; }

    /// <summary>Opens or creates the file, and brings it to this version's form.</summary>
    /// <param name="path">The file. Its folder exists.</param>
    /// <param name="durability">What a commit survives.</param>
    /// <param name="logger">Is told when it cannot be read.</param>
    /// <exception cref="StorageException">It cannot be used, or a newer Parley wrote it.</exception>
    public static Database Open(string path, Durability durability, ILogger logger)
    {
        try
        {
            if (!File.Exists(path))
                CreateForOwner(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{path} cannot be created: {e.Message}", e);
        }
        var connection = new SqliteConnection(ToConnect(path, SqliteOpenMode.ReadWrite));
        try
        {
            connection.Open();
            connection.Run($"""
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = {(durability == Durability.Power ? "FULL" : "NORMAL")};
                PRAGMA busy_timeout = {BusySeconds * 1000};
                PRAGMA foreign_keys = ON;
                PRAGMA secure_delete = ON;
                PRAGMA temp_store = MEMORY;
                PRAGMA cache_size = -16000;
                PRAGMA wal_autocheckpoint = 4000;
                PRAGMA journal_size_limit = 67108864;
                """);
            Migration.RunAll(connection);
            return new Database(path, connection, logger);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw Trouble.Of(e, path);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Reads, on the thread pool.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public async Task<T> ReadAsync<T>(Func<SqliteConnection, T> read)
    {
        await _reading.WaitAsync().ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Read(read)).ConfigureAwait(false);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Reads here and now.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public T Read<T>(Func<SqliteConnection, T> read)
    {
        SqliteConnection? reader = null;
        try
        {
            if (!_readers.TryTake(out reader))
                reader = OpenReader();
            T found = read(reader);
            if (_trouble is not null)
                _trouble = null;
            return found;
        }
        catch (SqliteException e)
        {
            StorageException trouble = Explain(e);
            if (Trouble.IsOfStorage(e) && Interlocked.Exchange(ref _trouble, trouble.Message) != trouble.Message)
                LogUnreadable(_logger, trouble.Message);
            throw trouble;
        }
        finally
        {
            if (reader is not null)
                GiveBack(reader);
        }
    }

    /// <summary>What is wrong, in words for who runs the server.</summary>
    public StorageException Explain(SqliteException e) => Trouble.Of(e, _path);

    public void Dispose()
    {
        _isDisposed = true;
        while (_readers.TryTake(out SqliteConnection? reader))
            reader.Dispose();
        Writing.Dispose();
    }

    /// <summary>A connection of one's own, for who looks at the file beside the server.</summary>
    /// <exception cref="SqliteException">The file cannot be opened.</exception>
    internal static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(ToConnect(path, mode));
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Creates an empty file that only its owner may read: what SQLite puts beside it is as the file is.</summary>
    /// <exception cref="IOException">It is there already, or cannot be created.</exception>
    internal static void CreateForOwner(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(path, options).Dispose();
    }

    private void GiveBack(SqliteConnection reader)
    {
        _readers.Add(reader);
        if (_isDisposed && _readers.TryTake(out SqliteConnection? last))
            last.Dispose();
    }

    private SqliteConnection OpenReader()
    {
        var reader = new SqliteConnection(ToConnect(_path, SqliteOpenMode.ReadWrite));
        reader.Open();
        reader.Run("PRAGMA query_only = ON; PRAGMA cache_size = -4000; PRAGMA temp_store = MEMORY;");
        return reader;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Something cannot be read, and who asked is told so: {Trouble}")]
    private static partial void LogUnreadable(ILogger logger, string trouble);

    private static string ToConnect(string path, SqliteOpenMode mode)
        => new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = BusySeconds }.ToString();
}

/// <summary>Runs statements.</summary>
internal static class Statements
{
    /// <summary>Runs statements that return nothing.</summary>
    public static void Run(this SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
