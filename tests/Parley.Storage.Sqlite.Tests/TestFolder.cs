using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Core.History;
using Parley.Core.Messages;
using Parley.Core.Storage;

namespace Parley.Storage.Sqlite.Tests;

/// <summary>A data folder for one test, with a store that can be closed and opened again.</summary>
internal sealed class TestFolder : IAsyncDisposable
{
    private readonly TimeProvider? _time;
    private readonly Retention? _retention;

    /// <param name="time">The clock. Null: the system's.</param>
    /// <param name="retention">How long what is said is kept. Null: for ever.</param>
    public TestFolder(TimeProvider? time = null, Retention? retention = null)
    {
        (_time, _retention) = (time, retention);
        Store = Open();
    }

    /// <summary>The folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("parley-store-").FullName;

    /// <summary>The database's file.</summary>
    public string File => System.IO.Path.Combine(Path, SqliteStore.FileName);

    /// <summary>The store that is open now.</summary>
    public SqliteStore Store { get; private set; }

    /// <summary>Closes the store and opens it again, as a server does that is started anew.</summary>
    public async Task<SqliteStore> ReopenAsync()
    {
        await Store.DisposeAsync();
        return Store = Open();
    }

    /// <summary>Has everything that was said until now be found by the index of words.</summary>
    public async Task FillIndexAsync()
    {
        // The index waits until there is enough to fill in; and so much is said that it is.
        await Store.History.SaveAsync();
        using var connection = new SqliteConnection($"Data Source={File}");
        long said = connection.QuerySingle<long>("SELECT coalesce(max(seq), 0) FROM item");
        for (int n = 0; n < 1000; n++)
            Store.History.OfRoom("#else").Append(new Happening(new(MessageId.New(default), default, "a!b@c", null), HappeningKind.Parted, ""));
        while (connection.QuerySingle<long>("SELECT value FROM state WHERE key = 'indexed'") < said)
            await Store.History.SaveAsync();
    }

    /// <summary>Runs a statement on the writer's connection outside of its transactions, also while it cannot write.</summary>
    public async Task ChoreAsync(string sql)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Store.Writer.AddChore(connection =>
        {
            if (!done.Task.IsCompleted)
                connection.Execute(sql);
            done.TrySetResult();
            return false;
        });
        await done.Task;
    }

    /// <summary>Ends what keeps the writer from writing, and waits until it has noticed.</summary>
    public async Task LiftAsync(string pragma)
    {
        await ChoreAsync(pragma);
        await RecoverAsync();
    }

    /// <summary>Waits until the writer writes again: it tries each second.</summary>
    public async Task RecoverAsync()
    {
        while (true)
        {
            try
            {
                await Store.History.SaveAsync();
                return;
            }
            catch (StorageException)
            {
                await Task.Yield();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Directory.Delete(Path, recursive: true);
    }

    private SqliteStore Open() => SqliteStore.Open(Path, Durability.Process, NullLogger.Instance, _retention, _time);
}
