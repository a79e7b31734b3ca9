using Dapper;
using Microsoft.Data.Sqlite;
using Parley.Core.History;
using Parley.Core.Messages;

namespace Parley.Storage.Sqlite.History;

/// <summary>A conversation on disk.</summary>
/// <param name="history">The history that it belongs to.</param>
/// <param name="id">Its number. Of one between two it may turn out another when they have spoken before; the writer finds out.</param>
internal sealed class SqliteConversation(SqliteHistory history, long id) : IConversation
{
    private readonly Lock _lock = new();
    private readonly FreshItems _fresh = new();
    // What must have its place before anybody reads: items of before it were changed, or are not remembered.
    private long _changed;
    private long _appended;

    /// <summary>Its number in the database. The writer's thread may change it until the first item is written.</summary>
    public long Id { get; set; } = id;

    /// <summary>The room's folded name. Empty: it is between two.</summary>
    public string Room { get; set; } = "";

    /// <summary>Whether the database does not know it yet.</summary>
    public bool IsNew { get; set; }

    /// <summary>Whether what is kept of it is on its way out.</summary>
    public bool IsForgotten { get; private set; }

    /// <inheritdoc/>
    public DateTimeOffset? LastMessage { get; private set; }

    /// <inheritdoc/>
    public long LastNumber { get; private set; }

    /// <summary>Of a room that the database knows: what it said last.</summary>
    public SqliteConversation LastSaid(long number, long? at)
    {
        (LastNumber, LastMessage) = (number, at is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null);
        return this;
    }

    /// <inheritdoc/>
    public void Append(HistoryItem item)
    {
        lock (_lock)
        {
            if (!IsForgotten)
            {
                if (IsNew)
                    history.Introduce(this);
                if (item is Message message)
                    LastNumber = Math.Max(LastNumber, message.Number);
                if (item.Content == HistoryContent.Messages && !(item.At < LastMessage))
                    LastMessage = item.At;
                _appended = history.Writer.Append(this, item);
                if (Room.Length > 0 && !_fresh.TryAdd(_appended, item, history.Writer.PlacedNumber, history.MostFresh))
                    _changed = _appended;
                return;
            }
        }
        history.OfRoom(Room).Append(item);
    }

    /// <inheritdoc/>
    public async ValueTask<HistoryPage> ReadAsync(HistoryQuery query)
    {
        Fresh fresh = await FreshAsync();
        return await history.Database.ReadAsync(connection => new ConversationReader(connection, Id, fresh, history.OldestOf(Room)).Read(query));
    }

    /// <inheritdoc/>
    public async ValueTask<HistoryItem?> FindAsync(Guid id)
    {
        Fresh fresh = await FreshAsync();
        return await history.Database.ReadAsync(connection => new ConversationReader(connection, Id, fresh, history.OldestOf(Room)).Find(id));
    }

    /// <inheritdoc/>
    public async ValueTask<bool> HasAsync(Guid id)
    {
        Fresh fresh = await FreshAsync();
        return await history.Database.ReadAsync(connection => new ConversationReader(connection, Id, fresh).Has(id));
    }

    /// <inheritdoc/>
    public async ValueTask<HistoryItem?> FindSentAsync(SentMark mark)
    {
        await history.SaveAsync();
        return await history.Database.ReadAsync(connection => new ConversationReader(connection, Id, Fresh.None).FindSent(mark));
    }

    /// <inheritdoc/>
    public async ValueTask<DateTimeOffset?> LastMessageAsync()
    {
        if (Room.Length > 0)
            return LastMessage?.ToUnixTimeMilliseconds() >= history.OldestOf(Room) ? LastMessage : null;
        await SettleAsync();
        long? at = await history.Database.ReadAsync(connection
            => connection.QuerySingleOrDefault<long?>("SELECT last_message FROM conversation WHERE id = @id", new { id = Id }));
        return at is null ? null : DateTimeOffset.FromUnixTimeMilliseconds(at.Value);
    }

    /// <inheritdoc/>
    public void Redact(Guid id, Happening redacted)
    {
        history.Writer.Post(connection => Erase(connection, id), needsPlaces: true);
        Append(redacted);
        lock (_lock)
            _changed = _appended;
    }

    /// <summary>From now on it is another's, or nobody's; what is appended goes where it belongs now.</summary>
    public void Forget()
    {
        lock (_lock)
            IsForgotten = true;
    }

    // What the database cannot be asked for yet. What two said may have been forgotten without this object's knowing, so that is waited for.
    private async ValueTask<Fresh> FreshAsync()
    {
        if (Room.Length == 0)
        {
            await SettleAsync();
            return Fresh.None;
        }
        (Fresh fresh, long settled) = TakeFresh();
        if (settled > history.Writer.PlacedNumber)
        {
            await history.Writer.SettleAsync(settled);
            (fresh, _) = TakeFresh();
        }
        if (fresh.Items.Length > 0)
            history.Writer.ThrowIfNotKept(_appended);
        return fresh;
    }

    private (Fresh Fresh, long Settled) TakeFresh()
    {
        lock (_lock)
        {
            return (IsForgotten ? Fresh.None : _fresh.Since(history.Writer.Placed), _changed);
        }
    }

    private ValueTask SettleAsync() => history.Writer.SettleAsync(history.Writer.Appended);

    private void Erase(SqliteConnection connection, Guid id)
    {
        if ((new ConversationReader(connection, Id, Fresh.None).SeqOf(id) ?? SeqOfUnplaced(connection, id)) is not { } found)
            return;
        Erase(connection, found.Seq, Id, found.At, (HistoryContent)found.Content);
    }

    // Where the index of places is damaged nothing gets its place until the next start.
    private ConversationReader.Found? SeqOfUnplaced(SqliteConnection connection, Guid id)
        => connection.QueryFirstOrDefault<(long Seq, long At, int Kind)?>(
            "SELECT seq, at, kind FROM item WHERE seq > (SELECT value FROM state WHERE key = 'placed') AND conversation = @Id AND id = @id",
            new { Id, id = id.ToByteArray(bigEndian: true) }) is { } item
            ? new(item.Seq, item.At, (int)ItemRow.ContentOf(item.Kind))
            : null;

    /// <summary>Leaves nothing of an item but its place.</summary>
    public static void Erase(SqliteConnection connection, long seq, long conversation, long at, HistoryContent content)
        => connection.Execute(
            """
            UPDATE item SET kind = -1, source = '', account = NULL, sender = NULL, text = NULL, tags = NULL, lines = NULL, relayed_by = NULL WHERE seq = @seq;
            UPDATE place SET content = 0 WHERE conversation = @conversation AND content = @content AND at = @at AND seq = @seq;
            DELETE FROM search WHERE rowid = @seq;
            """,
            new { seq, conversation, at, content });
}
