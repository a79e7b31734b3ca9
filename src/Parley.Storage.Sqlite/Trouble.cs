using Microsoft.Data.Sqlite;
using Parley.Core.Storage;
using SQLitePCL;

namespace Parley.Storage.Sqlite;

/// <summary>What SQLite complains of, in words that say what to do.</summary>
/// <remarks>Source: https://sqlite.org/rescode.html.</remarks>
internal static class Trouble
{
    /// <summary>Whether the disk or the file is to blame, and not what was asked of it.</summary>
    public static bool IsOfStorage(SqliteException e) => e.SqliteErrorCode is raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN
        or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_NOMEM or raw.SQLITE_PERM;

    /// <summary>Whether some page of the file is damaged: others may be read and written as before.</summary>
    public static bool IsDamage(SqliteException e) => e.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    public static StorageException Of(SqliteException e, string path) => new(Explain(e, path), e);

    private static string Explain(SqliteException e, string path) => e.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => $"The disk that holds {path} is full. Make room on it; the server goes on by itself.",
        raw.SQLITE_READONLY or raw.SQLITE_PERM => $"{path} cannot be written. Give the server's user the right to write it and its folder.",
        raw.SQLITE_CANTOPEN => $"{path} cannot be opened. Look whether its folder exists and the server's user may write there.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"Another program holds {path}. End it; the server goes on by itself.",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => $"{path} is damaged. Stop the server, run parley check-data, and restore a backup (parley restore).",
        raw.SQLITE_IOERR => $"The disk that holds {path} does not work as it should ({e.SqliteExtendedErrorCode}). Look into the system's log.",
        _ => $"{path}: {e.Message}",
    };
}
