using System.Runtime.InteropServices;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Parley.Core.History;
using Parley.Core.Messages;

namespace Parley.Storage.Sqlite.History;

/// <summary>The table of items as the writer's thread sees it: rows are added at its end, and put into their places in steps.</summary>
/// <remarks>With the index kept for each commit, a commit of ten messages to ten rooms would write ten pages more.</remarks>
internal sealed class ItemTable : IDisposable
{
    /// <summary>How long an item may wait for its place while nobody asks for it.</summary>
    public static readonly TimeSpan PlaceEvery = TimeSpan.FromSeconds(1);

    // So many are put into their places at once without being asked for.
    private const int MostUnplaced = 64_000;

    private readonly SqliteConnection _connection;
    private readonly Statement _insert, _place, _said;
    private readonly List<Unplaced> _unplaced = [];
    private long _last, _lastKept;
    private long _oldest;
    private int _placed;
    private bool _isPlacing = true;

    public ItemTable(SqliteConnection connection)
    {
        _connection = connection;
        _last = _lastKept = connection.QuerySingle<long>(
            // A number of what was deleted is never another's: what was done up to it is done.
            "SELECT max(coalesce((SELECT max(seq) FROM item), 0), (SELECT max(value) FROM state WHERE key IN ('placed', 'indexed')))");
        _insert = new Statement(connection, "INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        _place = new Statement(connection, "INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?)");
        _said = new Statement(connection,
            "UPDATE conversation SET last_number = max(last_number, ?2), last_message = max(coalesce(last_message, ?3), coalesce(?3, last_message)) WHERE id = ?1");
        Recover();
    }

    /// <summary>The last row that is committed.</summary>
    public long LastKept => _lastKept;

    /// <summary>How many items have no place yet.</summary>
    public int UnplacedCount => _unplaced.Count;

    /// <summary>Whether it is time to give them their places.</summary>
    public bool IsPlacingDue => _unplaced.Count >= MostUnplaced || (_unplaced.Count > 0 && Environment.TickCount64 - _oldest >= PlaceEvery.TotalMilliseconds);

    /// <summary>Adds a row.</summary>
    public void Add(SqliteConversation conversation, HistoryItem item)
    {
        long at = item.At.ToUnixTimeMilliseconds();
        _insert.Bind(1, ++_last);
        _insert.Bind(2, conversation.Id);
        _insert.Bind(3, item.Id);
        _insert.Bind(4, at);
        _insert.Bind(7, item.Source);
        _insert.Bind(8, item.Account);
        long number = item is Message message ? Bind(message) : Bind((Happening)item);
        _insert.Run();
        if (!_isPlacing)
            return;
        if (_unplaced.Count == 0)
            _oldest = Environment.TickCount64;
        _unplaced.Add(new Unplaced(conversation.Id, item.Content, at, _last, number));
    }

    /// <summary>Puts all items into their places.</summary>
    public void Place()
    {
        ReadOnlySpan<Unplaced> items = CollectionsMarshal.AsSpan(_unplaced)[_placed..];
        if (items.IsEmpty)
            return;
        // Those of a conversation together, in their order: neighbours in the index.
        var order = new ulong[items.Length];
        for (int i = 0; i < order.Length; i++)
            order[i] = ((((ulong)items[i].Conversation << 3) | (ulong)items[i].Content) << 24) | (uint)i;
        Array.Sort(order);
        long conversation = 0, number = 0, said = 0;
        foreach (ulong one in order)
        {
            ref readonly Unplaced item = ref items[(int)(one & 0xFFFFFF)];
            if (item.Conversation != conversation)
            {
                Said(conversation, number, said);
                (conversation, number, said) = (item.Conversation, 0, 0);
            }
            number = Math.Max(number, item.Number);
            if (item.Content == HistoryContent.Messages)
                said = item.At;
            _place.Bind(1, item.Conversation);
            _place.Bind(2, (int)item.Content);
            _place.Bind(3, item.At);
            _place.Bind(4, item.Seq);
            _place.Run();
        }
        Said(conversation, number, said);
        _connection.Execute("UPDATE state SET value = @last WHERE key = 'placed'", new { last = _last });
        _placed = _unplaced.Count;
    }

    /// <summary>No item gets a place any more, until the next start finds those that have none.</summary>
    public void StopPlacing()
    {
        _isPlacing = false;
        _unplaced.Clear();
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
        _said.Dispose();
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
        _insert.Bind(5, (int)message.Kind);
        _insert.Bind(6, message.Number);
        _insert.Bind(9, message.Target);
        _insert.Bind(10, message.Sender);
        Bind(11, message.Text.Span);
        Bind(12, message.ClientTags.Span);
        _insert.Bind(13, message.Lines is null ? null : ItemRow.ToText(message.Lines));
        _insert.Bind(14, message.RelayedBy);
        _insert.Bind(15, message.IsBot ? 1 : 0);
        _insert.Bind(16, message.ClientTags.IsEmpty || SentMark.Of(message) is not { } mark ? null : ItemRow.ToText(mark));
        return message.Number;
    }

    private long Bind(Happening happening)
    {
        _insert.Bind(5, ItemRow.FirstHappening + (int)happening.Kind);
        _insert.Bind(6, 0);
        _insert.Bind(11, JsonSerializer.Serialize(happening.Words));
        _insert.Bind(15, happening.Stamp.IsBot ? 1 : 0);
        foreach (int column in (ReadOnlySpan<int>)[9, 10, 12, 13, 14, 16])
            _insert.BindNull(column);
        return 0;
    }

    private void Bind(int place, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            _insert.BindNull(place);
        else
            _insert.Bind(place, text);
    }

    private void Said(long conversation, long number, long at)
    {
        if (conversation == 0)
            return;
        _said.Bind(1, conversation);
        _said.Bind(2, number);
        if (at == 0)
            _said.BindNull(3);
        else
            _said.Bind(3, at);
        _said.Run();
    }

    private readonly record struct Unplaced(long Conversation, HistoryContent Content, long At, long Seq, long Number);
}
