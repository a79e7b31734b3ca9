using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Parley.Core.History;
using Parley.Core.Messages;
using SQLitePCL;

namespace Parley.Storage.Sqlite.History;

/// <summary>The table of items as the writer's thread sees it: rows are added at its end, and put into their places in steps.</summary>
/// <remarks>Measured: with the index kept for each commit, a commit of ten messages to ten rooms writes ten pages more. The statements of
/// this path are SQLite's own calls: Microsoft.Data.Sqlite's take as long again for each row.</remarks>
internal sealed class ItemTable : IDisposable
{
    /// <summary>How long an item may wait for its place while nobody asks for it.</summary>
    public static readonly TimeSpan PlaceEvery = TimeSpan.FromSeconds(1);

    // So many are put into their places at once without being asked for.
    private const int MostUnplaced = 8000;

    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _insert, _place;
    private readonly List<Unplaced> _unplaced = [];
    private long _last, _lastKept;
    private long _oldest;
    private int _placed;

    public ItemTable(SqliteConnection connection)
    {
        _connection = connection;
        _last = _lastKept = connection.QuerySingle<long>("SELECT coalesce(max(seq), 0) FROM item");
        _insert = Prepare("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        _place = Prepare("INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?)");
        Recover();
    }

    /// <summary>How many items have no place yet.</summary>
    public int UnplacedCount => _unplaced.Count;

    /// <summary>Whether it is time to give them their places.</summary>
    public bool IsPlacingDue => _unplaced.Count >= MostUnplaced || (_unplaced.Count > 0 && Environment.TickCount64 - _oldest >= PlaceEvery.TotalMilliseconds);

    /// <summary>Adds a row.</summary>
    public void Add(SqliteConversation conversation, HistoryItem item)
    {
        long at = item.At.ToUnixTimeMilliseconds();
        Bind(1, ++_last);
        Bind(2, conversation.Id);
        Bind(3, item.Id);
        Bind(4, at);
        Bind(7, item.Source);
        Bind(8, item.Account);
        long number = item is Message message ? Bind(message) : Bind((Happening)item);
        Step(_insert);
        if (_unplaced.Count == 0)
            _oldest = Environment.TickCount64;
        _unplaced.Add(new Unplaced(conversation.Id, item.Content, at, _last, number));
    }

    /// <summary>Puts all items into their places.</summary>
    public void Place()
    {
        Span<Unplaced> items = CollectionsMarshal.AsSpan(_unplaced)[_placed..];
        if (items.IsEmpty)
            return;
        items.Sort();
        foreach (ref readonly Unplaced item in items)
        {
            raw.sqlite3_bind_int64(_place, 1, item.Conversation);
            raw.sqlite3_bind_int64(_place, 2, (int)item.Content);
            raw.sqlite3_bind_int64(_place, 3, item.At);
            raw.sqlite3_bind_int64(_place, 4, item.Seq);
            Step(_place);
        }
        foreach (IGrouping<long, Unplaced> conversation in _unplaced.Skip(_placed).GroupBy(item => item.Conversation))
            _connection.Execute(
                "UPDATE conversation SET last_number = max(last_number, @number), last_message = max(coalesce(last_message, @said), coalesce(@said, last_message)) WHERE id = @id",
                new
                {
                    id = conversation.Key,
                    number = conversation.Max(item => item.Number),
                    said = conversation.Where(item => item.Content == HistoryContent.Messages).Max(item => (long?)item.At),
                });
        _connection.Execute("UPDATE state SET value = @last WHERE key = 'placed'", new { last = _last });
        _placed = _unplaced.Count;
    }

    /// <summary>What was done since the last commit is committed.</summary>
    public void Keep()
    {
        _unplaced.RemoveRange(0, _placed);
        (_lastKept, _placed) = (_last, 0);
    }

    /// <summary>What was done since the last commit is not.</summary>
    public void TakeBack()
    {
        _unplaced.RemoveAll(item => item.Seq > _lastKept);
        (_last, _placed) = (_lastKept, 0);
    }

    public void Dispose()
    {
        _insert.Dispose();
        _place.Dispose();
    }

    // What a server that was killed had not put into places.
    private void Recover()
    {
        const string Sql = "SELECT conversation, kind, at, seq, number FROM item WHERE seq > (SELECT value FROM state WHERE key = 'placed')";
        foreach ((long conversation, int kind, long at, long seq, long number) in _connection.Query<(long, int, long, long, long)>(Sql))
            _unplaced.Add(new Unplaced(conversation, ItemRow.ContentOf(kind), at, seq, number));
        _connection.Run("BEGIN IMMEDIATE");
        Place();
        _connection.Run("COMMIT");
        Keep();
    }

    private long Bind(Message message)
    {
        Bind(5, (int)message.Kind);
        Bind(6, message.Number);
        Bind(9, message.Target);
        Bind(10, message.Sender);
        BindText(11, message.Kind == MessageKind.TagMsg ? default : message.Text.Span, isNull: message.Kind == MessageKind.TagMsg);
        BindText(12, message.ClientTags.Span, isNull: message.ClientTags.IsEmpty);
        Bind(13, message.Lines is null ? null : ItemRow.ToText(message.Lines));
        Bind(14, message.RelayedBy);
        Bind(15, message.IsBot ? 1 : 0);
        Bind(16, message.ClientTags.IsEmpty || SentMark.Of(message) is not { } mark ? null : ItemRow.ToText(mark));
        return message.Number;
    }

    private long Bind(Happening happening)
    {
        Bind(5, ItemRow.FirstHappening + (int)happening.Kind);
        Bind(6, 0);
        Bind(9, null);
        raw.sqlite3_bind_null(_insert, 10);
        Bind(11, JsonSerializer.Serialize(happening.Words));
        Bind(12, null);
        Bind(13, null);
        Bind(14, null);
        Bind(15, happening.Stamp.IsBot ? 1 : 0);
        Bind(16, null);
        return 0;
    }

    private void Bind(int place, long value) => raw.sqlite3_bind_int64(_insert, place, value);

    private void Bind(int place, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        raw.sqlite3_bind_blob(_insert, place, bytes);
    }

    private void Bind(int place, string? value)
    {
        Span<byte> utf8 = stackalloc byte[256];
        if (value is null)
            raw.sqlite3_bind_null(_insert, place);
        else if (Encoding.UTF8.TryGetBytes(value, utf8, out int length))
            BindText(place, utf8[..length], isNull: false);
        else
            BindText(place, Encoding.UTF8.GetBytes(value), isNull: false);
    }

    private void BindText(int place, ReadOnlySpan<byte> utf8, bool isNull)
    {
        if (isNull)
            raw.sqlite3_bind_null(_insert, place);
        else
            raw.sqlite3_bind_text(_insert, place, utf8);
    }

    private sqlite3_stmt Prepare(string sql)
    {
        int result = raw.sqlite3_prepare_v3(_connection.Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out sqlite3_stmt statement);
        SqliteException.ThrowExceptionForRC(result, _connection.Handle);
        return statement;
    }

    private void Step(sqlite3_stmt statement)
    {
        int result = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        if (result != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(result, _connection.Handle);
    }

    private readonly record struct Unplaced(long Conversation, HistoryContent Content, long At, long Seq, long Number) : IComparable<Unplaced>
    {
        public int CompareTo(Unplaced other)
            => (Conversation, (int)Content, At, Seq).CompareTo((other.Conversation, (int)other.Content, other.At, other.Seq));
    }
}
