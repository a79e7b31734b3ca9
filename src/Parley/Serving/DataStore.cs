using Parley.Core.Storage;
using Parley.Server.Settings;
using Parley.Storage.Sqlite;

namespace Parley.Serving;

/// <summary>The store of a data folder whose lock is held.</summary>
internal static class DataStore
{
    /// <summary>Opens it, or founds it.</summary>
    /// <returns>Null: by the settings all is in memory.</returns>
    /// <exception cref="StorageException">It cannot be used. The message says why, and what to do.</exception>
    public static IStore? Open(ParleyOptions options, ILoggerFactory logs) => options.History.Durability == Durability.None
        ? null
        : SqliteStore.Open(options.Server.Data!, options.History.Durability, logs.CreateLogger<SqliteStore>(), options.History.ToRetention());
}
