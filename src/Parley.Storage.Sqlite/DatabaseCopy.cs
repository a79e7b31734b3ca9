using Dapper;
using Microsoft.Data.Sqlite;
using Parley.Core.Storage;

namespace Parley.Storage.Sqlite;

/// <summary>Copies a database as it is at one moment, while a server writes it.</summary>
/// <remarks>Source: https://sqlite.org/backup.html. In WAL mode the copy is a long read: the writer does not wait for it.</remarks>
public static class DatabaseCopy
{
    /// <summary>Copies a database.</summary>
    /// <param name="from">The file, which exists.</param>
    /// <param name="to">The copy, which does not. It is for its owner alone.</param>
    /// <returns>The form it is in: the number of its last migration.</returns>
    /// <exception cref="StorageException">One of both cannot be used, or it is none of Parley's that this version knows.</exception>
    public static int Make(string from, string to)
    {
        // Before there is anything in it: SQLite would let others read what it creates.
        Database.CreateForOwner(to);
        try
        {
            using SqliteConnection source = Database.Connect(from, SqliteOpenMode.ReadWrite), copy = Database.Connect(to, SqliteOpenMode.ReadWrite);
            int form = Migration.FormOf(source);
            source.BackupDatabase(copy);
            // One file is what a backup wants: the copy is opened in WAL mode again when a server starts on it.
            copy.Execute("PRAGMA journal_mode = DELETE");
            return form;
        }
        catch (SqliteException e)
        {
            throw Trouble.Of(e, from);
        }
    }
}
