using Microsoft.Extensions.Logging.Abstractions;
using Parley.Core.Storage;

namespace Parley.Storage.Sqlite.Tests;

/// <summary>A data folder for one test, with a store that can be closed and opened again.</summary>
internal sealed class TestFolder : IAsyncDisposable
{
    public TestFolder() => Store = Open();

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

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Directory.Delete(Path, recursive: true);
    }

    private SqliteStore Open() => SqliteStore.Open(Path, Durability.Process, NullLogger.Instance);
}
