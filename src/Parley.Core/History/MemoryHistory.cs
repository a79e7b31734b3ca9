using System.Collections.Concurrent;
using Parley.Protocol.Names;

namespace Parley.Core.History;

/// <summary>How much a history in memory keeps.</summary>
/// <param name="Items">The most items of one conversation.</param>
/// <param name="Age">How long an item is kept. Zero: as long as there is room.</param>
/// <param name="Bytes">The most memory for all items together, in bytes, about. Over it the oldest of all conversations go.</param>
public sealed record HistoryBounds(int Items, TimeSpan Age, long Bytes);

/// <summary>A history that ends with the process.</summary>
public sealed class MemoryHistory : IHistory, IDisposable
{
    // How often what has grown old is looked for. Nobody is shown it meanwhile.
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, MemoryConversation> _rooms = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Retention> _retained = new(StringComparer.Ordinal);
    private readonly Dictionary<Party, Dictionary<Party, DirectConversation>> _direct = [];
    private readonly TimeProvider _time;
    private readonly ITimer _sweeper;
    private long _bytes;
    private int _isSweeping;

    /// <param name="bounds">How much is kept.</param>
    /// <param name="time">The clock.</param>
    public MemoryHistory(HistoryBounds bounds, TimeProvider time)
    {
        (Bounds, _time) = (bounds, time);
        _sweeper = time.CreateTimer(static self => ((MemoryHistory)self!).Sweep(), this, SweepEvery, SweepEvery);
    }

    /// <summary>About how much memory everything takes now, in bytes.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    internal HistoryBounds Bounds { get; }

    /// <summary>Everything before this moment is too old.</summary>
    /// <param name="retention">What holds for the conversation besides.</param>
    internal DateTimeOffset OldestOf(Retention retention) => new Retention(Bounds.Age, 0).And(retention).OldestAt(_time.GetUtcNow());

    /// <inheritdoc/>
    public DateTimeOffset Latest => DateTimeOffset.MinValue;

    /// <inheritdoc/>
    public IConversation OfRoom(string name)
        => _rooms.GetOrAdd(Casemapping.Fold(name), static (folded, history) => history.NewRoom(folded), this);

    /// <inheritdoc/>
    /// <remarks>Never: what is in memory goes when there is no room for it, and files stay for as long as files are kept.</remarks>
    public event Action<string>? FileForgotten
    {
        add { }
        remove { }
    }

    /// <inheritdoc/>
    public IEnumerable<string> RoomNames => _rooms.Keys;

    /// <inheritdoc/>
    public void RenameRoom(string from, string to)
    {
        string before = Casemapping.Fold(from), after = Casemapping.Fold(to);
        if (before == after)
            return;
        ForgetRoom(to);
        if (_retained.TryRemove(before, out Retention? retention))
            _retained[after] = retention;
        if (_rooms.TryRemove(before, out MemoryConversation? conversation))
        {
            conversation.Key = after;
            _rooms[after] = conversation;
        }
    }

    /// <inheritdoc/>
    public void Retain(string room, Retention retention)
    {
        // Not only with the conversation: that goes when nothing is left in it.
        string folded = Casemapping.Fold(room);
        if (retention == Retention.ForEver)
            _retained.TryRemove(folded, out _);
        else
            _retained[folded] = retention;
        if (_rooms.TryGetValue(folded, out MemoryConversation? conversation))
            conversation.Retain(retention);
    }

    /// <inheritdoc/>
    public void ForgetRoom(string name, bool onlyIfSilent = false)
    {
        string folded = Casemapping.Fold(name);
        if (_rooms.TryGetValue(folded, out MemoryConversation? conversation) && !(onlyIfSilent && conversation.LastMessage is not null)
            && _rooms.TryRemove(new(folded, conversation)))
            conversation.Forget();
    }

    /// <inheritdoc/>
    public void Append(Correspondent from, Correspondent to, HistoryItem item)
    {
        DirectConversation direct;
        lock (_direct)
        {
            direct = Between(from.Party, to.Party);
            direct.Name(from);
            direct.Name(to);
        }
        direct.Conversation.Append(item);
    }

    /// <inheritdoc/>
    public ValueTask DisownAsync(string account, string? source)
    {
        MemoryConversation[] direct;
        lock (_direct)
            direct = [.. _direct.Values.SelectMany(others => others.Values).Select(one => one.Conversation).Distinct()];
        foreach (MemoryConversation conversation in direct.Concat(_rooms.Values))
            conversation.Disown(account, source);
        return default;
    }

    /// <inheritdoc/>
    public ValueTask SaveAsync() => default;

    /// <inheritdoc/>
    public ValueTask PaceAsync() => default;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Correspondence>> OfPartyAsync(Party party)
    {
        List<(Correspondent With, MemoryConversation Conversation)> found;
        lock (_direct)
            found = _direct.TryGetValue(party, out var others) ? [.. others.Select(pair => (pair.Value.Other(party), pair.Value.Conversation))] : [];
        DateTimeOffset oldest = OldestOf(Retention.ForEver);
        var told = new List<Correspondence>();
        foreach ((Correspondent with, MemoryConversation conversation) in found)
            if (conversation.First >= oldest || conversation.LastMessage is not null)
                told.Add(new Correspondence(with, conversation.LastMessage, conversation));
        return new([.. told.OrderBy(one => one.LastMessage)]);
    }

    /// <inheritdoc/>
    public async ValueTask<HistoryItem?> FindSentAsync(Party to, SentMark mark)
    {
        MemoryConversation[] conversations;
        lock (_direct)
            conversations = _direct.TryGetValue(to, out var others) ? [.. others.Values.Select(direct => direct.Conversation)] : [];
        foreach (MemoryConversation conversation in conversations)
            if (await conversation.FindSentAsync(mark) is { } sent)
                return sent;
        return null;
    }

    /// <inheritdoc/>
    public void Forget(Party party)
    {
        lock (_direct)
        {
            if (!_direct.Remove(party, out var others))
                return;
            // What an account said with the party stays the account's; what a guest said, while that one is here.
            Party gone = party.IsGuest ? party : Party.Gone();
            foreach ((Party other, DirectConversation direct) in others)
                if (other == party || !_direct.TryGetValue(other, out var theirs) || !theirs.Remove(party))
                {
                    direct.Conversation.Forget();
                }
                else
                {
                    direct.Rename(party, gone);
                    theirs[gone] = direct;
                }
        }
    }

    /// <summary>Stops looking for what has grown old.</summary>
    public void Dispose() => _sweeper.Dispose();

    /// <summary>Counts memory taken or, less than zero, given back.</summary>
    internal void Count(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) > Bounds.Bytes && bytes > 0 && Interlocked.Exchange(ref _isSweeping, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(static history => history.MakeRoom(), this, preferLocal: false);
    }

    private MemoryConversation NewRoom(string folded)
    {
        var conversation = new MemoryConversation(this, Reopen) { Key = folded };
        conversation.Retain(_retained.GetValueOrDefault(folded, Retention.ForEver));
        return conversation;
    }

    private IConversation Reopen(MemoryConversation forgotten)
    {
        _rooms.TryRemove(new(forgotten.Key, forgotten));
        return OfRoom(forgotten.Key);
    }

    private DirectConversation Between(Party one, Party other)
    {
        if (!_direct.TryGetValue(one, out var ofOne))
            _direct[one] = ofOne = [];
        if (ofOne.TryGetValue(other, out DirectConversation? direct))
            return direct;
        direct = new DirectConversation(one, new MemoryConversation(this, _ => Reopen(one, other)));
        ofOne[other] = direct;
        if (!_direct.TryGetValue(other, out var ofOther))
            _direct[other] = ofOther = [];
        ofOther[one] = direct;
        return direct;
    }

    private MemoryConversation Reopen(Party one, Party other)
    {
        lock (_direct)
            return Between(one, other).Conversation;
    }

    // Drops what has grown old, and the conversations in which nothing is left.
    private void Sweep()
    {
        DateTimeOffset oldest = OldestOf(Retention.ForEver);
        foreach ((string name, MemoryConversation room) in _rooms)
            if (room.DropUntil(OldestOf(room.Retention)))
                _rooms.TryRemove(new(name, room));
        lock (_direct)
            foreach (Party party in _direct.Keys.ToArray())
                Sweep(party, oldest);
    }

    private void Sweep(Party party, DateTimeOffset oldest)
    {
        Dictionary<Party, DirectConversation> others = _direct[party];
        foreach ((Party other, DirectConversation direct) in others.ToArray())
            if (direct.Conversation.DropUntil(oldest))
                others.Remove(other);
        if (others.Count == 0)
            _direct.Remove(party);
    }

    // The oldest of all go first, until a tenth is free.
    private void MakeRoom()
    {
        var byAge = new PriorityQueue<MemoryConversation, DateTimeOffset>();
        lock (_direct)
            foreach (MemoryConversation conversation in _direct.Values.SelectMany(others => others.Values).Select(direct => direct.Conversation).Distinct())
                Enqueue(conversation);
        foreach ((_, MemoryConversation room) in _rooms)
            Enqueue(room);
        while (Bytes > Bounds.Bytes / 10 * 9 && byAge.TryDequeue(out MemoryConversation? conversation, out _))
        {
            byAge.TryPeek(out _, out DateTimeOffset next);
            conversation.DropSome(next);
            Enqueue(conversation);
        }
        Volatile.Write(ref _isSweeping, 0);

        void Enqueue(MemoryConversation conversation)
        {
            if (conversation.First is { } first)
                byAge.Enqueue(conversation, first);
        }
    }

    // The names are those of the last message, so that each finds the other by a name that it has seen.
    private sealed class DirectConversation(Party one, MemoryConversation conversation)
    {
        private Correspondent _one, _other;

        public MemoryConversation Conversation => conversation;

        public void Name(Correspondent who)
        {
            if (who.Party == one)
                _one = who;
            else
                _other = who;
        }

        public void Rename(Party from, Party to)
        {
            if (_one.Party == from)
                _one = _one with { Party = to };
            if (_other.Party == from)
                _other = _other with { Party = to };
        }

        public Correspondent Other(Party than) => than == one && _other.Nickname is not null ? _other : _one;
    }
}
