using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Parley.Core.Search;
using Parley.Protocol.Names;

namespace Parley.Storage.Sqlite.Search;

/// <summary>Fills the index of words behind the writer, as a chore of its thread.</summary>
/// <remarks>How far it has come is committed with what it has done: a server that was killed goes on there. It is content to be a little
/// behind, since each of its commits costs the disk as much as a message's; who searches reads the rest.</remarks>
internal sealed class SearchIndex
{
    /// <summary>What an item of the index says for a message with a file.</summary>
    public const string File = "file";

    // A slice is some milliseconds' work, for which a message may have to wait.
    private const int Slice = 1000;

    private const int PagesOfMerge = 64;

    private const long MillisecondsOfHour = 3_600_000;

    private const string Messages = "kind IN (0, 1)";

    private static readonly string[] Values = ["$seq", "$words", "$place", "$sender", "$extra"];

    private TaskCompletionSource _slice = NewSignal();
    private long _behind;
    private bool _isMerging = true;

    /// <param name="writer">Whose chore it is.</param>
    public SearchIndex(Writer writer) => writer.AddChore(Work);

    /// <summary>Completes when there are at most so many items left to fill in.</summary>
    public async Task CatchUpAsync(int mostBehind, CancellationToken stop)
    {
        Task slice = Volatile.Read(ref _slice).Task;
        while (Interlocked.Read(ref _behind) > mostBehind)
        {
            await slice.WaitAsync(stop);
            slice = Volatile.Read(ref _slice).Task;
        }
    }

    /// <summary>How a name stands in the index: names have letters that would end a word.</summary>
    public static string ToWord(string name) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Casemapping.Fold(name)));

    /// <summary>The hour of a time, since 1970.</summary>
    public static long HourOf(DateTimeOffset at) => HourOf(at.ToUnixTimeMilliseconds());

    // A slice becomes a segment of the index; segments are merged in steps between the slices, as SQLite itself would now and then merge for a second.
    private bool Work(SqliteConnection connection)
    {
        _isMerging = _isMerging ? Merge(connection) : Fill(connection);
        return _isMerging || Interlocked.Read(ref _behind) >= Slice;
    }

    // https://sqlite.org/fts5.html#the_merge_command: less than two changes say that there was nothing to do.
    private static bool Merge(SqliteConnection connection)
        => Changes(connection) is var before && connection.Execute($"INSERT INTO search (search, rank) VALUES ('merge', {PagesOfMerge})") >= 0 && Changes(connection) - before > 1;

    private static long Changes(SqliteConnection connection) => connection.QuerySingle<long>("SELECT total_changes()");

    private bool Fill(SqliteConnection connection)
    {
        // What was deleted at the end gives its numbers to others.
        (long indexed, long last) = connection.QuerySingle<(long, long)>(
            "SELECT min(value, (SELECT coalesce(max(seq), 0) FROM item)), (SELECT coalesce(max(seq), 0) FROM item) FROM state WHERE key = 'indexed'");
        Interlocked.Exchange(ref _behind, last - indexed);
        if (last - indexed < Slice)
            return false;
        connection.Run("BEGIN IMMEDIATE");
        try
        {
            long upTo = Fill(connection, indexed);
            connection.Execute("UPDATE state SET value = @upTo WHERE key = 'indexed'", new { upTo });
            connection.Run("COMMIT");
            Interlocked.Exchange(ref _behind, last - upTo);
        }
        catch
        {
            if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
                connection.Run("ROLLBACK");
            throw;
        }
        finally
        {
            Interlocked.Exchange(ref _slice, NewSignal()).SetResult();
        }
        return true;
    }

    /// <summary>Puts messages whose sender is another now into the index anew. What is not in it yet will come there by itself. Only in a change that runs.</summary>
    public static void Refill(SqliteConnection connection, IReadOnlyCollection<long> seqs)
    {
        connection.Execute("DELETE FROM search WHERE rowid IN @seqs", new { seqs });
        Fill(connection, 0, $"seq IN ({string.Join(',', seqs)}) AND seq <= (SELECT value FROM state WHERE key = 'indexed')");
    }

    private static long Fill(SqliteConnection connection, long after) => Fill(connection, after, "seq > $after");

    private static long Fill(SqliteConnection connection, long after, string where)
    {
        using SqliteCommand read = connection.CreateCommand(), write = connection.CreateCommand();
        read.CommandText = $"SELECT seq, conversation, at, source, account, text, {Messages} FROM item WHERE {where} ORDER BY seq LIMIT {Slice}";
        read.Parameters.AddWithValue("$after", after);
        write.CommandText = $"INSERT INTO search (rowid, words, place, sender, extra) VALUES ({string.Join(", ", Values)})";
        SqliteParameter[] values = [.. Values.Select(name => write.Parameters.Add(new SqliteParameter { ParameterName = name }))];
        var hours = new Dictionary<long, (long First, long Last)>();
        long last = after;
        using (SqliteDataReader row = read.ExecuteReader())
            while (row.Read())
            {
                last = row.GetInt64(0);
                if (!row.GetBoolean(6))
                    continue;
                string nickname = ToWord(SourceMask.Parse(row.GetString(3)).Nickname);
                string? account = row.IsDBNull(4) ? null : ToWord(row.GetString(4));
                byte[] text = Encoding.UTF8.GetBytes(row.GetString(5));
                values[0].Value = last;
                values[1].Value = SearchText.Fold(text);
                values[2].Value = row.GetInt64(1);
                values[3].Value = account is null || account == nickname ? nickname : $"{nickname} {account}";
                values[4].Value = SearchText.HasFile(text) ? File : "";
                write.ExecuteNonQuery();
                long hour = HourOf(row.GetInt64(2));
                hours[hour] = (hours.TryGetValue(hour, out (long First, long) known) ? known.First : last, last);
            }
        foreach ((long hour, (long first, long newest)) in hours)
            connection.Execute(
                "INSERT INTO search_hour VALUES (@hour, @first, @newest) ON CONFLICT DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last)",
                new { hour, first, newest });
        return last;
    }

    private static long HourOf(long milliseconds) => milliseconds / MillisecondsOfHour;

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
