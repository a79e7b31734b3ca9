using Dapper;
using Microsoft.Data.Sqlite;
using Parley.Core.Storage;

namespace Parley.Storage.Sqlite;

/// <summary>Looks whether a database is whole. Changes nothing, and a server may run meanwhile.</summary>
public static class DatabaseCheck
{
    private const int MostComplaints = 20;

    // What must not be there, in words, and how many of it there are.
    private static readonly (string Problem, string Sql)[] Rules =
    [
        ("messages are found by their rooms and are not there", "SELECT count(*) FROM place WHERE seq NOT IN (SELECT seq FROM item)"),
        ("messages are there and not found by their rooms",
            """
            SELECT count(*) FROM item i WHERE seq <= (SELECT value FROM state WHERE key = 'placed') AND NOT EXISTS
            (SELECT 1 FROM place p WHERE p.conversation = i.conversation AND p.content IN (0, 1, 2, 4) AND p.at = i.at AND p.seq = i.seq)
            """),
        ("messages belong to no conversation", "SELECT count(*) FROM item WHERE conversation NOT IN (SELECT id FROM conversation)"),
        ("messages have the id of another", "SELECT count(*) FROM (SELECT 1 FROM item WHERE kind >= 0 GROUP BY conversation, id HAVING count(*) > 1)"),
    ];

    /// <summary>Looks at a database.</summary>
    /// <param name="path">The file, which exists.</param>
    /// <param name="isInUse">Whether a server has it. The index of words is then left out: looking at it would hold up the server.</param>
    /// <returns>What is wrong with it, each a sentence. Empty: nothing.</returns>
    /// <exception cref="StorageException">It cannot be read, or it is none of Parley's that this version knows.</exception>
    public static IReadOnlyList<string> Run(string path, bool isInUse)
    {
        try
        {
            using SqliteConnection connection = Database.Connect(path, SqliteOpenMode.ReadWrite);
            int form = Migration.FormOf(connection);
            string[] damages = [.. connection.Query<string>($"PRAGMA integrity_check({MostComplaints})").Where(line => line != "ok")];
            if (damages.Length > 0)
                return [.. damages.Select(damage => $"{path} is damaged: {damage}")];
            int loose = connection.Query("PRAGMA foreign_key_check").Count();
            string[] references = loose > 0 ? [$"{loose} rows refer to others that are not there."] : [];
            // Rules are for the form that this version writes: an older one is brought to it when a server starts.
            return form < Migration.All[^1].Number ? references : [.. references, .. Rules.SelectMany(rule => Broken(connection, rule.Problem, rule.Sql)), .. isInUse ? [] : Index(connection)];
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            return [$"{path} is damaged: {e.Message}"];
        }
        catch (SqliteException e)
        {
            throw Trouble.Of(e, path);
        }
    }

    // It counts as a write, though it writes nothing: https://sqlite.org/fts5.html#the_integrity_check_command.
    private static IEnumerable<string> Index(SqliteConnection connection)
    {
        try
        {
            connection.Run("INSERT INTO search (search, rank) VALUES ('integrity-check', 0)");
            return [];
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SQLitePCL.raw.SQLITE_CORRUPT)
        {
            return ["The index of words is damaged."];
        }
    }

    private static IEnumerable<string> Broken(SqliteConnection connection, string problem, string sql)
        => connection.QuerySingle<long>(sql) is > 0 and var count ? [$"{count} {problem}."] : [];
}
