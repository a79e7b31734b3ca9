using System.Collections;
using System.Collections.Specialized;

namespace Parley.Client.Messages;

/// <summary>The newest messages of a conversation in the server's order, oldest first; own ones that are still being sent stand at the end.</summary>
/// <remarks>Changes only while <see cref="ChatClient.Sync"/> is held; hold it too to read from another thread.</remarks>
public sealed class MessageList : IReadOnlyList<ChatMessage>, INotifyCollectionChanged
{
    private readonly List<ChatMessage> _messages = [];
    private readonly Dictionary<string, ChatMessage> _ids = [];
    // Own messages come back when they are safe, and others' that were said later may be here before; but never by much.
    private static readonly TimeSpan MostAhead = TimeSpan.FromSeconds(10);

    private readonly int _max;
    private int _sending;

    internal MessageList(int max) => _max = max;

    /// <inheritdoc/>
    public event NotifyCollectionChangedEventHandler? CollectionChanged;

    /// <inheritdoc/>
    public int Count => _messages.Count;

    /// <inheritdoc/>
    public ChatMessage this[int index] => _messages[index];

    /// <inheritdoc/>
    public IEnumerator<ChatMessage> GetEnumerator() => _messages.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether the message with that id is here already.</summary>
    internal bool Contains(string id) => _ids.ContainsKey(id);

    /// <summary>The message with that id, or null.</summary>
    internal ChatMessage? Find(string id) => _ids.GetValueOrDefault(id);

    /// <summary>Where the message with that id stands; -1: it is not here.</summary>
    internal int IndexOf(string id) => _ids.TryGetValue(id, out ChatMessage? message) ? _messages.LastIndexOf(message) : -1;

    /// <summary>Where a message stands; -1: it is not here.</summary>
    internal int IndexOf(ChatMessage message) => message.Id is { } id && _ids.GetValueOrDefault(id) != message ? -1 : _messages.LastIndexOf(message);

    /// <summary>Whether the message that is taken out now is the oldest, which goes because there are too many.</summary>
    internal bool IsDropping { get; private set; }

    /// <summary>Whether some went because there were too many.</summary>
    internal bool HasDropped { get; private set; }

    internal void Add(ChatMessage message)
    {
        bool sending = message.State == MessageState.Sending;
        Insert(sending ? _messages.Count : PlaceOf(message, _messages.Count - _sending), message);
        if (sending)
            _sending++;
        if (message.Id is { } id)
            _ids.TryAdd(id, message);
        if (_messages.Count > _max)
            RemoveOldest();
    }

    /// <summary>Puts what was said between, oldest first, behind the message at that place.</summary>
    internal void Fill(int place, IReadOnlyList<ChatMessage> between)
    {
        foreach (ChatMessage message in between)
        {
            Insert(++place, message);
            if (message.Id is { } id)
                _ids.TryAdd(id, message);
        }
        while (_messages.Count > _max)
            RemoveOldest();
    }

    /// <summary>Takes out the mark of a gap.</summary>
    internal void RemoveGap(ChatMessage gap)
    {
        if (_messages.IndexOf(gap) is >= 0 and var place)
            RemoveAt(place);
    }

    /// <summary>Takes out what is of an earlier visit.</summary>
    internal void ForgetRecalled()
    {
        foreach (ChatMessage message in _messages.Where(message => message.IsRecalled))
            if (message.Id is { } id)
                _ids.Remove(id);
        if (_messages.RemoveAll(message => message.IsRecalled) > 0)
            CollectionChanged?.Invoke(this, new(NotifyCollectionChangedAction.Reset));
    }

    /// <summary>Takes out an own message that was not sent.</summary>
    internal bool RemoveFailed(ChatMessage message)
    {
        int index = message.State == MessageState.Failed ? _messages.LastIndexOf(message) : -1;
        if (index < 0)
            return false;
        RemoveAt(index);
        return true;
    }

    /// <summary>Gives a message its final state and its place behind all that came before it.</summary>
    internal void Settle(ChatMessage message, string? failure)
    {
        if (message.State != MessageState.Sending)
            return;
        int from = _messages.LastIndexOf(message);
        message.Settle(failure);
        if (from < 0)
            return;
        // It may have come from another session of ours, which broke off, before its echo.
        if (message.Id is { } id && !_ids.TryAdd(id, message) && _messages.FindLastIndex(one => one.Id == id && one != message) is >= 0 and var copy)
        {
            RemoveAt(copy);
            _ids[id] = message;
            from--;
        }
        int to = PlaceOf(message, _messages.Count - _sending--);
        if (to == from)
            return;
        _messages.RemoveAt(from);
        _messages.Insert(to, message);
        CollectionChanged?.Invoke(this, new(NotifyCollectionChangedAction.Move, message, to, from));
    }

    private void Insert(int index, ChatMessage message)
    {
        _messages.Insert(index, message);
        CollectionChanged?.Invoke(this, new(NotifyCollectionChangedAction.Add, message, index));
    }

    private void RemoveOldest()
    {
        ChatMessage oldest = _messages[0];
        if (oldest.State == MessageState.Sending)
            _sending--;
        if (oldest.Id is { } id)
            _ids.Remove(id);
        IsDropping = HasDropped = true;
        RemoveAt(0);
        IsDropping = false;
    }

    private void RemoveAt(int index)
    {
        ChatMessage message = _messages[index];
        _messages.RemoveAt(index);
        CollectionChanged?.Invoke(this, new(NotifyCollectionChangedAction.Remove, message, index));
    }

    // Before those at the end that come later in the room's order, and before what happened after it was said.
    private int PlaceOf(ChatMessage message, int end)
    {
        int place = end;
        for (int i = end - 1; i >= 0 && MayFollow(_messages[i], message); i--)
        {
            if (_messages[i] == message)
                continue;
            if (IsEvent(_messages[i]))
            {
                place = _messages[i].Time > message.Time ? i : place;
                continue;
            }
            if (message.Order is null)
                break;
            if (_messages[i].Order is not { } other)
                continue;
            if (string.CompareOrdinal(other, message.Order) < 0 || _messages[i].Time - message.Time > MostAhead)
                break;
            place = i;
        }
        return place;
    }

    private static bool MayFollow(ChatMessage other, ChatMessage message)
        => (message.Order is not null && message.Time + MostAhead > other.Time - MostAhead) || (message.IsSaid && IsEvent(other) && other.Time > message.Time);

    private static bool IsEvent(ChatMessage message) => message is { IsSaid: false, Kind: not MessageKind.Gap };
}
