using Parley.Storage.Sqlite;

namespace Parley.Operating;

/// <summary>Whether a folder is one in which a server keeps something. A wrong one must not be taken for one that is whole.</summary>
internal static class DataFolders
{
    /// <summary>Why it is none, as a sentence. Null: a server has kept something there.</summary>
    public static string? WhyNone(string folder)
        => !Directory.Exists(folder) ? $"There is no data folder {folder}: no server has been started with it. Name the right one with --data."
            : !File.Exists(Path.Combine(folder, SqliteStore.FileName)) ? $"No server has kept anything in {folder}. Name the right folder with --data."
            : null;
}
