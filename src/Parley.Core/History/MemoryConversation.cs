namespace Parley.Core.History;

/// <summary>A conversation in memory: a ring that grows up to its bound, after which each new item takes the place of the oldest.</summary>
/// <param name="history">Whose bounds it keeps.</param>
/// <param name="reopen">Finds what stands in this one's place, which was forgotten.</param>
internal sealed class MemoryConversation(MemoryHistory history, Func<MemoryConversation, IConversation> reopen) : IConversation
{
    // Bytes are reported to the history in steps, so that busy rooms do not all write to one number: a sixteenth of what they have, or this.
    private const int MaxStep = 16 * 1024;

    // What a conversation takes besides its items.
    private const int Overhead = 400;

    // How many items go at once when memory is short.
    private const int Some = 64;

    private readonly Lock _lock = new();
    private readonly KeptTexts _texts = new();
    private KeptItem[] _ring = [];
    private Dictionary<SentMark, long>? _sent;
    private long _dropped;
    private int _start;
    private int _count;
    private int _unreported = Overhead;
    private long _reported;
    private DateTimeOffset? _lastMessage;
    private bool _isForgotten;

    /// <inheritdoc/>
    public long LastNumber { get; private set; }

    /// <summary>The folded name of the room whose conversation it is. Empty: it is direct.</summary>
    public string Key { get; set; } = "";

    /// <summary>What holds for it besides the history's bounds.</summary>
    public Retention Retention { get; private set; } = Retention.ForEver;

    /// <inheritdoc/>
    public DateTimeOffset? LastMessage
    {
        get
        {
            DateTimeOffset oldest = history.OldestOf(Retention);
            lock (_lock)
                return _lastMessage >= oldest ? _lastMessage : null;
        }
    }

    /// <summary>The time of the first item. Null: there is none.</summary>
    public DateTimeOffset? First
    {
        get
        {
            lock (_lock)
                return _count > 0 ? this[0].At : null;
        }
    }

    private int Most => Retention.Messages > 0 ? Math.Min(Retention.Messages, history.Bounds.Items) : history.Bounds.Items;

    private ref KeptItem this[int index] => ref _ring[(_start + index) & (_ring.Length - 1)];

    /// <inheritdoc/>
    public void Append(HistoryItem item)
    {
        lock (_lock)
        {
            if (!_isForgotten)
            {
                Add(item);
                return;
            }
        }
        reopen(this).Append(item);
    }

    /// <inheritdoc/>
    public ValueTask<HistoryPage> ReadAsync(HistoryQuery query)
    {
        DateTimeOffset oldest = history.OldestOf(Retention);
        lock (_lock)
            return new(Read(query, PlaceOf(HistoryPoint.Of(oldest)).Before));
    }

    /// <inheritdoc/>
    public ValueTask<HistoryItem?> FindAsync(Guid id)
    {
        DateTimeOffset oldest = history.OldestOf(Retention);
        lock (_lock)
            return new(IndexOf(id) is { } index && !this[index].IsVacant && this[index].At >= oldest ? this[index].Restore() : null);
    }

    /// <inheritdoc/>
    public ValueTask<HistoryItem?> FindSentAsync(SentMark mark)
    {
        DateTimeOffset oldest = history.OldestOf(Retention);
        lock (_lock)
            return new(_sent is not null && _sent.TryGetValue(mark, out long place) && this[(int)(place - _dropped)].At >= oldest ? this[(int)(place - _dropped)].Restore() : null);
    }

    /// <inheritdoc/>
    public ValueTask<bool> HasAsync(Guid id)
    {
        lock (_lock)
            return new(IndexOf(id) is not null);
    }

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset?> LastMessageAsync() => new(LastMessage);

    /// <inheritdoc/>
    public void Redact(Guid id, Happening redacted)
    {
        lock (_lock)
        {
            if (IndexOf(id) is { } index && !this[index].IsVacant)
            {
                int before = this[index].Size;
                this[index] = this[index].Vacate();
                Count(this[index].Size - before);
            }
        }
        Append(redacted);
    }

    /// <inheritdoc cref="IHistory.DisownAsync"/>
    public void Disown(string account, string? source)
    {
        lock (_lock)
            for (int i = 0; i < _count; i++)
            {
                if (this[i].IsVacant || !this[i].IsBy(account))
                    continue;
                int before = this[i].Size;
                this[i] = source is null ? this[i].Vacate() : this[i].Disown(source, _texts);
                Count(this[i].Size - before);
            }
    }

    /// <inheritdoc cref="IHistory.Retain"/>
    public void Retain(Retention retention)
    {
        lock (_lock)
        {
            Retention = retention;
            Drop(Math.Max(0, _count - Most));
        }
    }

    /// <summary>Drops everything; what is appended from now on goes where it belongs now.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            Drop(_count);
            BeForgotten();
        }
    }

    /// <summary>Drops what is older.</summary>
    /// <returns>Whether nothing is left; it is then forgotten.</returns>
    public bool DropUntil(DateTimeOffset oldest)
    {
        lock (_lock)
        {
            Drop(PlaceOf(HistoryPoint.Of(oldest)).Before);
            if (_count == 0)
                BeForgotten();
            return _isForgotten;
        }
    }

    /// <summary>Drops a few of the oldest, but at least one and none that is younger than <paramref name="until"/> besides.</summary>
    public void DropSome(DateTimeOffset until)
    {
        lock (_lock)
        {
            int drop = 1;
            while (drop < Math.Min(Some, _count) && (until == default || this[drop].At <= until))
                drop++;
            Drop(Math.Min(drop, _count));
            Report();
        }
    }

    private void BeForgotten()
    {
        if (!_isForgotten)
            _unreported -= Overhead;
        _isForgotten = true;
        Report();
    }

    private void Add(HistoryItem item)
    {
        if (_count == Most)
            Drop(1);
        if (_count == _ring.Length)
            Grow();
        this[_count] = KeptItem.Of(item, _texts);
        if (_count > 0)
            this[_count].PutAfter(this[_count - 1].At);
        if (this[_count].Mark is { } mark)
            (_sent ??= []).TryAdd(mark, _dropped + _count);
        if (item.Content == HistoryContent.Messages)
            _lastMessage = item.At;
        if (item is Messages.Message message)
            LastNumber = message.Number;
        Count(this[_count++].Size);
    }

    private void Grow()
    {
        var larger = new KeptItem[Math.Max(8, _ring.Length * 2)];
        for (int i = 0; i < _count; i++)
            larger[i] = this[i];
        (_ring, _start) = (larger, 0);
    }

    private void Drop(int count)
    {
        int bytes = 0;
        for (int i = 0; i < count; i++)
        {
            bytes += this[i].Size;
            if (this[i].Mark is { } mark && _sent!.TryGetValue(mark, out long place) && place == _dropped + i)
                _sent.Remove(mark);
            this[i] = default;
        }
        (_start, _count, _dropped) = (_start + count, _count - count, _dropped + count);
        if (_count == 0)
            (_ring, _start, _lastMessage, _sent) = ([], 0, null, null);
        Count(-bytes);
    }

    private void Count(int bytes)
    {
        _unreported += bytes;
        if (Math.Abs(_unreported) > Math.Min(MaxStep, _reported / 16))
            Report();
    }

    private void Report()
    {
        history.Count(_unreported);
        (_reported, _unreported) = (_reported + _unreported, 0);
    }

    private HistoryPage Read(HistoryQuery query, int from)
    {
        (int Before, int After) first = query.First is { } one ? PlaceOf(one) : (from, from), second = query.Second is { } two ? PlaceOf(two) : first;
        return query.Window switch
        {
            HistoryWindow.Latest => Newest(Math.Max(from, first.After), _count, query),
            HistoryWindow.Before => Newest(from, first.Before, query),
            HistoryWindow.After => Oldest(Math.Max(from, first.After), _count, query),
            HistoryWindow.Between when first.Before <= second.Before => Oldest(Math.Max(from, first.After), second.Before, query),
            HistoryWindow.Between => Newest(Math.Max(from, second.After), first.Before, query),
            _ => HistoryPage.Around(Newest(from, first.Before, query), Oldest(first.Before, _count, query), query.Limit),
        };
    }

    private HistoryPage Oldest(int from, int to, HistoryQuery query)
    {
        var found = new List<HistoryItem>();
        int left = query.Limit;
        for (int i = from; i < to; i++)
            if (!TryTake(this[i], query.Content, found, ref left))
                return new HistoryPage(found, IsEnd: false);
        return new HistoryPage(found, IsEnd: true);
    }

    private HistoryPage Newest(int from, int to, HistoryQuery query)
    {
        var found = new List<HistoryItem>();
        int left = query.Limit;
        bool isEnd = true;
        for (int i = to - 1; i >= from && isEnd; i--)
            isEnd = TryTake(this[i], query.Content, found, ref left);
        found.Reverse();
        return new HistoryPage(found, isEnd);
    }

    /// <returns>False when the item is wanted but there is no room left for it.</returns>
    private static bool TryTake(in KeptItem item, HistoryContent wanted, List<HistoryItem> to, ref int left)
    {
        if ((item.Content & wanted) == 0)
            return true;
        if (left == 0)
            return false;
        // https://ircv3.net/specs/extensions/message-redaction#chat-history: not counted.
        if (item.Content != HistoryContent.Redactions)
            left--;
        to.Add(item.Restore());
        return true;
    }

    // How many items come before the point, and before what follows it.
    private (int Before, int After) PlaceOf(HistoryPoint point)
    {
        if (point.Id is { } id && IndexOf(id) is { } index)
            return (index, index + 1);
        int before = CountBefore(Milliseconds(point.At));
        return (before, point.Id is null ? CountBefore(Milliseconds(point.At) + 1) : before);
    }

    // Ids hold their time to the millisecond, and items come in the order of their times.
    private int? IndexOf(Guid id)
    {
        long time = Milliseconds(HistoryPoint.Of(id).At);
        for (int i = CountBefore(time); i < _count && Milliseconds(this[i].At) == time; i++)
            if (this[i].Id == id)
                return i;
        return null;
    }

    private int CountBefore(long milliseconds)
    {
        int low = 0, high = _count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (Milliseconds(this[middle].At) < milliseconds)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static long Milliseconds(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerMillisecond;
}
