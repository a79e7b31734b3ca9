using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Parley.Core.History;
using Parley.Core.Search;
using Parley.Core.Uploads;
using Parley.Storage.Sqlite.Search;

namespace Parley.Storage.Sqlite.History;

/// <summary>Deletes what is older, or more, than is to be kept: a chore of the writer, a little at a time.</summary>
/// <param name="history">Whose items they are.</param>
/// <param name="time">The clock.</param>
internal sealed class ExpiredItems(SqliteHistory history, TimeProvider time)
{
    /// <summary>How often all conversations are looked through.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    // So many items go at once: some milliseconds' work, for which a message may have to wait.
    private const int Slice = 500;

    // To look at one costs some 30 µs.
    private const int ConversationsAtOnce = 50;

    private static readonly HistoryContent[] Contents = [HistoryContent.None, HistoryContent.Messages, HistoryContent.Redactions, HistoryContent.Events];

    private bool _isLooking;
    private long _lookedAt;

    // The first that is kept of the conversation that is looked at: to count a million messages for each slice would take longer than to delete it.
    private (long Of, (long At, long Seq) Place) _first;
    private DateTimeOffset _next;
    private volatile bool _hasChanged = true;

    /// <summary>What is to be kept has changed: looks through all again.</summary>
    public void Restart() => _hasChanged = true;

    /// <summary>Does a little.</summary>
    /// <returns>Whether there is more to do.</returns>
    public bool Delete(SqliteConnection connection)
    {
        if (!history.IsAnythingRetained || (!_isLooking && !_hasChanged && time.GetUtcNow() < _next))
            return false;
        if (_hasChanged)
            (_lookedAt, _first) = (0, default);
        (_isLooking, _hasChanged) = (true, false);
        for (int n = 0; n < ConversationsAtOnce; n++)
        {
            (long conversation, string? room) = connection.QueryFirstOrDefault<(long, string?)>("SELECT id, room FROM conversation WHERE id > @_lookedAt ORDER BY id LIMIT 1", new { _lookedAt });
            if (conversation == 0)
            {
                (_isLooking, _lookedAt, _next) = (false, 0, time.GetUtcNow() + Every);
                return false;
            }
            if (DeleteSome(connection, conversation, history.RetentionOf(room)))
                return true;
            (_lookedAt, _first) = (conversation, default);
        }
        return true;
    }

    private bool DeleteSome(SqliteConnection connection, long conversation, Retention retention)
    {
        if (_first.Of != conversation)
            _first = (conversation, FirstKept(connection, conversation, retention));
        (long at, long seq) = _first.Place;
        foreach (HistoryContent content in Contents)
        {
            List<(long At, long Seq)> old = connection.Query<(long, long)>(
                "SELECT at, seq FROM place WHERE conversation = @conversation AND content = @content AND (at, seq) < (@at, @seq) ORDER BY at, seq LIMIT @Slice",
                new { conversation, content = (int)content, at, seq, Slice }).AsList();
            if (old.Count == 0)
                continue;
            string[] files = content == HistoryContent.Messages ? FilesOf(connection, old) : [];
            Delete(connection, conversation, content, old);
            foreach (string file in files)
                if (!IsNamed(connection, file))
                    history.ForgetFile(file);
            return true;
        }
        return false;
    }

    private static string[] FilesOf(SqliteConnection connection, List<(long At, long Seq)> items)
        => [.. connection.Query<string>(
                "SELECT text FROM item WHERE seq IN (SELECT value FROM json_each(@items)) AND instr(text, @path)",
                new { items = ToJson(items), path = Encoding.UTF8.GetString(Upload.LinkPath) })
            .SelectMany(text => SearchText.FilesOf(Encoding.UTF8.GetBytes(text))).Distinct()];

    // By the index of words, in which an id is one, and in what is not there yet.
    private static bool IsNamed(SqliteConnection connection, string file)
        => connection.QuerySingle<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM search WHERE search MATCH @match)
                OR EXISTS (SELECT 1 FROM item WHERE seq > (SELECT value FROM state WHERE key = 'indexed') AND instr(text, @file))
            """,
            new { match = $"extra:{SearchIndex.File} AND words:{file}", file });

    private static string ToJson(List<(long At, long Seq)> items) => $"[{string.Join(',', items.Select(one => one.Seq))}]";

    private (long At, long Seq) FirstKept(SqliteConnection connection, long conversation, Retention retention)
    {
        (long, long) byAge = (retention.OldestAt(time.GetUtcNow()).ToUnixTimeMilliseconds(), 0);
        return retention.Messages == 0 ? byAge : Later(byAge, connection.QueryFirstOrDefault<(long, long)>(
            "SELECT at, seq FROM place WHERE conversation = @conversation AND content = 1 ORDER BY at DESC, seq DESC LIMIT 1 OFFSET @Last",
            new { conversation, Last = retention.Messages - 1 }));
    }

    private static (long, long) Later((long, long) one, (long, long) other) => one.CompareTo(other) < 0 ? other : one;

    private static void Delete(SqliteConnection connection, long conversation, HistoryContent content, List<(long At, long Seq)> old)
    {
        using SqliteTransaction all = connection.BeginTransaction();
        connection.Execute(
            """
            DELETE FROM search WHERE rowid IN (SELECT value FROM json_each(@items));
            DELETE FROM item WHERE seq IN (SELECT value FROM json_each(@items));
            DELETE FROM place WHERE conversation = @conversation AND content = @content AND (at, seq) <= (@At, @Seq);
            UPDATE conversation SET last_message = (SELECT max(at) FROM place WHERE conversation = @conversation AND content = 1) WHERE id = @conversation;
            """,
            new { items = ToJson(old), conversation, content = (int)content, old[^1].At, old[^1].Seq },
            all);
        all.Commit();
    }
}
