using System.Collections.Concurrent;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Parley.Core.History;
using Parley.Protocol.Names;

namespace Parley.Storage.Sqlite.History;

/// <summary>A history on disk.</summary>
internal sealed class SqliteHistory : IHistory, IDisposable
{
    // Those between two are looked up again when so many are remembered.
    private const int MostDirect = 50_000;

    // So many items go at once of what was forgotten: some milliseconds' work, for which a message may have to wait.
    private const int Slice = 500;

    private readonly ConcurrentDictionary<string, SqliteConversation> _rooms = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(Party, Party), DirectConversation> _direct = new();
    // The guests who have spoken with anybody: most never do, and nothing need be done when they go.
    private readonly ConcurrentDictionary<Party, bool> _guests = new();
    // What the owners of rooms have laid down, by the rooms' folded names.
    private readonly ConcurrentDictionary<string, Retention> _retained = new(StringComparer.Ordinal);
    private readonly Retention _retention;
    private readonly TimeProvider _time;
    private readonly ExpiredItems _expired;
    private readonly ITimer _wake;
    private long _lastId;

    public SqliteHistory(Database database, Writer writer, Retention retention, TimeProvider time)
    {
        (Database, Writer, _retention, _time) = (database, writer, retention, time);
        SqliteConnection connection = database.Writing;
        _lastId = connection.QuerySingle<long>(
            // No conversation gets the number of another of which something is left.
            "SELECT max(coalesce((SELECT max(id) FROM conversation), 0), coalesce((SELECT max(conversation) FROM place), 0))");
        foreach ((long id, string room, long number, long? said) in connection.Query<(long, string, long, long?)>(
            "SELECT id, room, last_number, last_message FROM conversation WHERE room IS NOT NULL"))
            _rooms[room] = new SqliteConversation(this, id) { Room = room }.LastSaid(number, said);
        connection.Execute(
            """
            UPDATE correspondent SET other = 'x' || substr(other, 2) WHERE other >= 'g:' AND other < 'g;';
            UPDATE correspondent SET party = 'x' || substr(party, 2) WHERE party >= 'g:' AND party < 'g;';
            """);
        connection.Execute(
            """
            UPDATE conversation SET is_forgotten = 1 WHERE id IN (SELECT conversation FROM correspondent WHERE party GLOB 'x:*' AND other GLOB 'x:*');
            DELETE FROM correspondent WHERE party GLOB 'x:*' AND other GLOB 'x:*';
            """);
        // Nothing is given an earlier time than what was before it, but for parts of a millisecond.
        long? latest = connection.QueryFirstOrDefault<long?>("SELECT at FROM item ORDER BY seq DESC LIMIT 1");
        Latest = latest is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at + 1) : DateTimeOffset.MinValue;
        writer.AddChore(Purge);
        _expired = new ExpiredItems(this, time);
        writer.AddChore(_expired.Delete);
        // Also where nobody says anything.
        _wake = time.CreateTimer(static writer => ((Writer)writer!).Wake(), writer, ExpiredItems.Every, ExpiredItems.Every);
    }

    public Database Database { get; }

    public Writer Writer { get; }

    /// <summary>So many items of a room at most are read from memory; when more have no place in the database yet, a reader waits for it.</summary>
    public int MostFresh { get; set; } = 256;

    /// <inheritdoc/>
    public DateTimeOffset Latest { get; }

    /// <inheritdoc/>
    public IConversation OfRoom(string name) => _rooms.GetOrAdd(Casemapping.Fold(name), static (room, self) => self.NewRoom(room), this);

    /// <summary>The number of the room's conversation, and since when it is kept if its owner has said so. Null: there is none.</summary>
    public (long Number, long? Oldest)? FindRoom(string name)
        => Casemapping.Fold(name) is var room && _rooms.TryGetValue(room, out SqliteConversation? conversation)
            ? (conversation.Id, _retained.ContainsKey(room) ? OldestOf(room) : null)
            : null;

    /// <inheritdoc/>
    public event Action<string>? FileForgotten;

    /// <summary>Tells that no message names the file any more.</summary>
    public void ForgetFile(string id) => FileForgotten?.Invoke(id);

    /// <inheritdoc/>
    public IEnumerable<string> RoomNames => _rooms.Keys;

    /// <summary>Whether anything is not kept for ever.</summary>
    public bool IsAnythingRetained => _retention != Retention.ForEver || !_retained.IsEmpty;

    /// <summary>What is kept of a conversation.</summary>
    /// <param name="room">The room's name, folded. Null or empty: it is none.</param>
    public Retention RetentionOf(string? room)
        => room is not null && _retained.TryGetValue(room, out Retention? retention) ? _retention.And(retention) : _retention;

    /// <summary>What is older than this is not shown any more, in milliseconds since 1970.</summary>
    /// <inheritdoc cref="RetentionOf"/>
    public long OldestOf(string? room) => RetentionOf(room).OldestAt(_time.GetUtcNow()).ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public void Retain(string room, Retention retention)
    {
        string folded = Casemapping.Fold(room);
        bool isNew = retention == Retention.ForEver
            ? _retained.TryRemove(folded, out _)
            : !_retained.TryGetValue(folded, out Retention? before) || before != retention;
        if (retention != Retention.ForEver)
            _retained[folded] = retention;
        if (!isNew)
            return;
        // What had no place yet would not be found until the next look.
        Writer.Post(_ => _expired.Restart(), needsPlaces: true);
        Writer.Wake();
    }

    /// <summary>Looks for nothing any more that is too old.</summary>
    public void Dispose() => _wake.Dispose();

    /// <inheritdoc/>
    public void RenameRoom(string from, string to)
    {
        string before = Casemapping.Fold(from), after = Casemapping.Fold(to);
        if (before == after)
            return;
        ForgetRoom(to);
        if (_retained.TryRemove(before, out Retention? retention))
            _retained[after] = retention;
        if (!_rooms.TryRemove(before, out SqliteConversation? conversation))
            return;
        conversation.Room = after;
        _rooms[after] = conversation;
        if (!conversation.IsNew)
            Writer.Post(connection => connection.Execute("UPDATE conversation SET room = @after WHERE id = @id", new { after, id = conversation.Id }));
    }

    /// <inheritdoc/>
    public void ForgetRoom(string name, bool onlyIfSilent = false)
    {
        string room = Casemapping.Fold(name);
        if (!_rooms.TryGetValue(room, out SqliteConversation? conversation) || (onlyIfSilent && conversation.LastMessage is not null)
            || !_rooms.TryRemove(new(room, conversation)))
            return;
        conversation.Forget();
        Writer.Post(connection => connection.Execute("UPDATE conversation SET room = NULL, is_forgotten = 1 WHERE id = @id", new { id = conversation.Id }));
        Writer.Wake();
    }

    /// <inheritdoc/>
    public void Append(Correspondent from, Correspondent to, HistoryItem item) => Between(from, to).Append(item);

    /// <inheritdoc/>
    public async ValueTask DisownAsync(string account, string? source) => await new Disowning(this, account, source).RunAsync();

    /// <inheritdoc/>
    public ValueTask SaveAsync() => Writer.SaveAsync();

    /// <inheritdoc/>
    public ValueTask PaceAsync() => Writer.PaceAsync();

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Correspondence>> OfPartyAsync(Party party)
    {
        await Writer.SettleAsync(Writer.Appended);
        var found = await Database.ReadAsync(connection => connection.Query<(string Other, string Nickname, long Conversation, long? LastMessage)>(
            """
            SELECT mine.other, theirs.nickname, mine.conversation, c.last_message
            FROM correspondent mine JOIN correspondent theirs ON theirs.party = mine.other AND theirs.other = mine.party JOIN conversation c ON c.id = mine.conversation
            WHERE mine.party = @party AND (c.last_message >= @oldest
                OR (c.last_message IS NULL AND EXISTS (SELECT 1 FROM place WHERE conversation = c.id AND at >= @oldest)))
            ORDER BY c.last_message
            """,
            new { party = KeyOf(party), oldest = OldestOf(null) }).AsList());
        return [.. found.Select(row => new Correspondence(
            new Correspondent(ToParty(row.Other), row.Nickname),
            row.LastMessage is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
            new SqliteConversation(this, row.Conversation)))];
    }

    /// <inheritdoc/>
    public async ValueTask<HistoryItem?> FindSentAsync(Party to, SentMark mark)
    {
        await SaveAsync();
        return await Database.ReadAsync(connection => ItemRow.ReadFirst(
            connection,
            "mark = $mark AND conversation IN (SELECT conversation FROM correspondent WHERE party = $party) ORDER BY seq",
            ("$mark", ItemRow.ToText(mark)),
            ("$party", KeyOf(to))));
    }

    /// <inheritdoc/>
    public void Forget(Party party)
    {
        if (party.IsGuest && !_guests.TryRemove(party, out _))
            return;
        foreach (((Party, Party) pair, _) in _direct)
            if (pair.Item1 == party || pair.Item2 == party)
                _direct.TryRemove(pair, out _);
        string key = KeyOf(party);
        Writer.Post(connection => Forget(connection, key));
        Writer.Wake();
    }

    /// <summary>What two say to each other.</summary>
    private DirectConversation Between(Correspondent from, Correspondent to)
    {
        if (_direct.Count > MostDirect)
            _direct.Clear();
        DirectConversation direct = _direct.GetOrAdd(InOrder(from.Party, to.Party), static (_, self) => new DirectConversation(self.NewConversation()), this);
        if (from.Party.IsGuest)
            _guests[from.Party] = true;
        if (to.Party.IsGuest)
            _guests[to.Party] = true;
        direct.Name(from, to, Writer);
        return direct;
    }

    private SqliteConversation NewRoom(string room)
    {
        SqliteConversation conversation = NewConversation();
        (conversation.Room, conversation.IsNew) = (room, true);
        return conversation;
    }

    /// <summary>The first item of a room is on its way: makes the database know the room, by the name that it has now.</summary>
    public void Introduce(SqliteConversation conversation)
    {
        (long id, string room) = (conversation.Id, conversation.Room);
        Writer.Post(connection => connection.Execute("INSERT OR IGNORE INTO conversation (id, room) VALUES (@id, @room)", new { id, room }));
        conversation.IsNew = false;
    }

    private SqliteConversation NewConversation() => new(this, Interlocked.Increment(ref _lastId));

    /// <summary>Somebody is no more. What others were told stays theirs; what two said to each other goes with the last of them.</summary>
    /// <param name="connection">The writer's.</param>
    /// <param name="key">Who, as <see cref="KeyOf"/> has it.</param>
    public static void Forget(SqliteConnection connection, string key)
        => connection.Execute(
            """
            UPDATE correspondent SET other = @gone WHERE other = @key AND party IN (SELECT other FROM correspondent WHERE party = @key);
            UPDATE correspondent SET party = @gone WHERE party = @key;
            UPDATE conversation SET is_forgotten = 1 WHERE id IN (SELECT conversation FROM correspondent WHERE party = @gone AND other GLOB 'x:*');
            DELETE FROM correspondent WHERE other = @gone AND party IN (SELECT other FROM correspondent WHERE party = @gone AND other GLOB 'x:*');
            DELETE FROM correspondent WHERE party = @gone AND other GLOB 'x:*';
            """,
            new { key, gone = $"x:{Guid.NewGuid():N}" });

    // Deletes what nobody can reach any more, a little at a time.
    private static bool Purge(SqliteConnection connection)
    {
        if (connection.QueryFirstOrDefault<long?>("SELECT id FROM conversation WHERE is_forgotten") is not { } id)
            return false;
        // What has no place yet would be left over.
        return connection.Execute(
            """
            BEGIN IMMEDIATE;
            DELETE FROM search WHERE rowid IN (SELECT seq FROM place WHERE conversation = @id LIMIT @Slice);
            DELETE FROM item WHERE seq IN (SELECT seq FROM place WHERE conversation = @id LIMIT @Slice);
            DELETE FROM place WHERE (conversation, content, at, seq) IN (SELECT conversation, content, at, seq FROM place WHERE conversation = @id LIMIT @Slice);
            DELETE FROM conversation WHERE id = @id AND NOT EXISTS (SELECT 1 FROM place WHERE conversation = @id)
                AND (SELECT value FROM state WHERE key = 'placed') >= (SELECT coalesce(max(seq), 0) FROM item);
            COMMIT;
            """,
            new { id, Slice }) > 0;
    }

    private static (Party, Party) InOrder(Party one, Party other) => string.CompareOrdinal(KeyOf(one), KeyOf(other)) <= 0 ? (one, other) : (other, one);

    public static string KeyOf(Party party) => party.Account is { } account ? $"a:{account}" : string.Create(CultureInfo.InvariantCulture, $"g:{party.Guest:N}");

    private static Party ToParty(string key) => key[0] == 'a' ? new Party(key[2..], default) : new Party(null, Guid.ParseExact(key.AsSpan(2), "N"));

    // The names are those of the last message, so that each finds the other by a name that it has seen.
    private sealed class DirectConversation(SqliteConversation conversation)
    {
        private readonly Lock _lock = new();
        private (Correspondent, Correspondent) _named;

        public void Append(HistoryItem item) => conversation.Append(item);

        public void Name(Correspondent from, Correspondent to, Writer writer)
        {
            lock (_lock)
            {
                if (_named == (from, to) || _named == (to, from))
                    return;
                _named = (from, to);
            }
            writer.Post(connection => Name(connection, from, to));
        }

        private void Name(SqliteConnection connection, Correspondent from, Correspondent to)
        {
            string one = KeyOf(from.Party), other = KeyOf(to.Party);
            if (connection.QuerySingleOrDefault<long?>("SELECT conversation FROM correspondent WHERE party = @one AND other = @other", new { one, other }) is { } known)
                conversation.Id = known;
            else
                connection.Execute("INSERT OR IGNORE INTO conversation (id) VALUES (@Id)", new { conversation.Id });
            connection.Execute(
                """
                INSERT INTO correspondent VALUES (@one, @other, @Id, @fromName) ON CONFLICT DO UPDATE SET nickname = excluded.nickname;
                INSERT INTO correspondent VALUES (@other, @one, @Id, @toName) ON CONFLICT DO UPDATE SET nickname = excluded.nickname;
                """,
                new { one, other, conversation.Id, fromName = from.Nickname, toName = to.Nickname });
        }
    }
}
