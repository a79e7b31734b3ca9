using System.Collections;
using System.Collections.Specialized;
using Parley.Client.Connections;
using Parley.Client.Messages;
using Parley.Client.Rooms;

namespace Parley.Client.History;

/// <summary>The part of a conversation that lies open: at its end, where what is said comes in, or anywhere in what was said before.</summary>
/// <remarks>
/// <para>Older and newer pages are got when they are wanted, from what the conversation still has or from the server, and what is then too much
/// at the other side is let go. So it never holds more than <see cref="Most"/> messages, however far somebody reads.</para>
/// <para>Changes only while <see cref="ChatClient.Sync"/> is held, and then raises <see cref="ChatClient.Changed"/>; hold it too to read from another thread.</para>
/// </remarks>
public sealed partial class MessageWindow : IReadOnlyList<ChatMessage>, IDisposable
{
    private readonly ChatClient _client;
    private readonly MessageList _live;
    private readonly int _first;

    // At the end it shows _older, which the conversation does not have any more, and then what it has from _from on; elsewhere only _apart.
    private readonly List<ChatMessage> _older = [];
    private int _from;
    private List<ChatMessage>? _apart;
    private bool _startReached;
    private bool _follows = true;
    private int _turn;
    private string? _problem;
    private Session? _troubled;

    internal MessageWindow(ChatClient client, Conversation conversation, int first, int page, int most)
    {
        (_client, Conversation, _live, _first, Page, Most) = (client, conversation, conversation.Messages, first, page, most);
        _live.CollectionChanged += OnLiveChanged;
        conversation.Windows.Add(this);
        ShowEnd();
    }

    /// <summary>Whose messages.</summary>
    public Conversation Conversation { get; }

    /// <summary>How many messages are got at once.</summary>
    public int Page { get; }

    /// <summary>The most messages that it holds.</summary>
    public int Most { get; }

    /// <summary>Whether the newest message is here, and others come in as they are said.</summary>
    public bool IsAtEnd => _apart is null;

    /// <summary>Whether the first message of the conversation is here: there is nothing older.</summary>
    public bool IsAtStart => _startReached || (_apart is null && _older.Count == 0 && _from == 0 && Conversation.IsWhole);

    /// <summary>Whether older or newer messages are on their way.</summary>
    public bool IsLoading { get; private set; }

    /// <summary>Why older or newer ones did not come, for people to read; null when they did, or when another connection may have them come.</summary>
    public string? Problem => _client.Session is { } session && session != _troubled ? null : _problem;

    /// <summary>Whether the conversation has older messages that are not here, so that nobody needs to be asked for them.</summary>
    public bool HasOlderHeld => Held > 0;

    /// <summary>Whether the conversation has newer messages that are not here, so that nobody needs to be asked for them.</summary>
    public bool HasNewerHeld => _apart is [.., var last] && _live.IndexOf(last) >= 0;

    /// <summary>Whether the reader is at the end: then the oldest messages go as new ones come. Else the new ones wait when it is full.</summary>
    public bool Follows
    {
        get => _follows;
        set
        {
            _follows = value;
            if (value)
                lock (_client.Sync)
                    DropOldest(Math.Max(Page, Most / 2));
        }
    }

    /// <inheritdoc/>
    public int Count => _apart?.Count ?? _older.Count + _live.Count - _from;

    /// <inheritdoc/>
    public ChatMessage this[int index] => _apart is { } apart ? apart[index] : index < _older.Count ? _older[index] : _live[_from + index - _older.Count];

    /// <inheritdoc/>
    public IEnumerator<ChatMessage> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The message of that id here, or null.</summary>
    public ChatMessage? Find(string id) => this.FirstOrDefault(message => message.Id == id);

    /// <summary>Turns to the newest messages.</summary>
    public void ToEnd()
    {
        lock (_client.Sync)
        {
            ShowEnd();
            _client.TellChanged();
        }
    }

    /// <summary>Lets it go.</summary>
    public void Dispose()
    {
        lock (_client.Sync)
        {
            Turn();
            Conversation.Windows.Remove(this);
            _live.CollectionChanged -= OnLiveChanged;
        }
    }

    private void ShowEnd()
    {
        Turn();
        _older.Clear();
        (_apart, _startReached, _follows) = (null, false, true);
        _from = Math.Max(0, _live.Count - _first);
    }

    private int Held => _apart switch
    {
        { Count: > 0 } apart => _live.IndexOf(apart[0]),
        null when _older.Count == 0 => _from,
        _ => 0,
    };

    private void Settle() => (IsLoading, _problem, _troubled) = (false, null, null);

    // Whatever is on its way is not wanted any more.
    private int Turn()
    {
        Settle();
        return ++_turn;
    }

    private void Show(IReadOnlyList<ChatMessage> messages)
    {
        _older.Clear();
        (_apart, _startReached, _follows) = ([.. messages], false, false);
        if (_apart is [.., var last] && last == (_live.Count > 0 ? _live[^1] : null))
            Attach();
        _client.TellChanged();
    }

    // It has come to the end: from now on it shows what is said.
    private void Attach()
    {
        if (_apart is not { } apart)
            return;
        int joint = apart.FindIndex(message => _live.IndexOf(message) >= 0);
        _apart = null;
        _from = joint >= 0 ? _live.IndexOf(apart[joint]) : apart.Count == 0 ? 0 : _live.TakeWhile(message => message.Time <= apart[^1].Time).Count();
        _older.Clear();
        _older.AddRange(joint >= 0 ? apart.Take(joint) : apart);
    }

    private void Detach()
    {
        _apart ??= [.. this];
        _older.Clear();
    }

    private void DropNewest()
    {
        if (Count <= Most)
            return;
        Detach();
        _apart!.RemoveRange(Most, _apart.Count - Most);
        _follows = false;
    }

    private void DropOldest(int keep)
    {
        int more = Count - keep;
        if (more <= 0)
            return;
        _startReached = false;
        if (_apart is { } apart)
        {
            apart.RemoveRange(0, more);
            return;
        }
        int older = Math.Min(more, _older.Count);
        _older.RemoveRange(0, older);
        _from += more - older;
    }

    private void OnLiveChanged(object? sender, NotifyCollectionChangedEventArgs change)
    {
        if (_apart is not null)
        {
            if (change.Action == NotifyCollectionChangedAction.Remove && !_live.IsDropping)
                _apart.Remove((ChatMessage)change.OldItems![0]!);
            // Of an empty part nobody could tell what stands before or behind it.
            if (_apart.Count == 0)
                (_apart, _from) = (null, Math.Max(0, _live.Count - _first));
            return;
        }
        switch (change.Action)
        {
            case NotifyCollectionChangedAction.Add when change.NewStartingIndex < _from:
                _from++;
                break;
            case NotifyCollectionChangedAction.Remove when change.OldStartingIndex < _from:
                _from--;
                break;
            case NotifyCollectionChangedAction.Remove when _live.IsDropping && !_follows:
                _older.Add((ChatMessage)change.OldItems![0]!);
                break;
            case NotifyCollectionChangedAction.Reset:
                _older.Clear();
                _from = Math.Max(0, _live.Count - Math.Max(Page, Count));
                break;
        }
        if (Count <= Most)
            return;
        if (_follows)
            DropOldest(Math.Max(Page, Most / 2));
        else
            DropNewest();
    }
}
