using System.Collections.Specialized;
using Microsoft.JSInterop;
using Parley.Client;
using Parley.Client.History;
using Parley.Client.Messages;
using Parley.Client.Rooms;

namespace Parley.Web.Returning;

/// <summary>Keeps the ends of the last conversations in the browser, so that who comes back sees them at once, with or without a connection.</summary>
/// <remarks>See <c>wwwroot/ends.js</c>. What is shown is replaced by what the server says: <see cref="ChatClient.Recall"/>.</remarks>
internal sealed class KeptEnds(IJSRuntime browser) : IDisposable
{
    /// <summary>The most messages of one conversation.</summary>
    public const int MostMessages = 100;

    /// <summary>The most conversations.</summary>
    public const int MostConversations = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private readonly HashSet<Conversation> _changed = [];
    private readonly List<Conversation> _recent = [];
    private Task<IJSObjectReference>? _script;
    private ChatClient? _client;
    private ITimer? _timer;
    private string _person = "";
    private bool _isOneLeft;

    /// <summary>Shows what was kept for that name, and keeps from now on what comes.</summary>
    /// <param name="client">The client, not yet started.</param>
    /// <param name="name">The account or the nickname with which the person comes.</param>
    public async Task OpenAsync(ChatClient client, string name)
    {
        Close();
        (_client, _person) = (client, name.ToUpperInvariant());
        string[] kept = await (await ScriptAsync()).InvokeAsync<string[]>("load", _person);
        foreach (KeptConversation one in kept.Take(MostConversations).Select(KeptText.Read).OfType<KeptConversation>())
        {
            client.Recall(one);
            if (client.Find(one.Name) is { } conversation)
                _recent.Add(conversation);
        }
        _timer = client.Options.Time.CreateTimer(_ => _ = SaveAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        client.MessageAdded += OnMessage;
        ((INotifyCollectionChanged)client.Rooms).CollectionChanged += OnOpenChanged;
        ((INotifyCollectionChanged)client.Directs).CollectionChanged += OnOpenChanged;
    }

    /// <summary>Keeps what has changed, at once.</summary>
    public async Task SaveAsync()
    {
        if (_client is not { } client || (_changed.Count == 0 && !_isOneLeft))
            return;
        _isOneLeft = false;
        Conversation[] open = [.. _recent.Where(one => one is ClientRoom room ? client.Rooms.Contains(room) : client.Directs.Contains(one)).Take(MostConversations)];
        string[][] changed = [.. open.Where(_changed.Contains).Select(one => new[] { one.Name, KeptText.Write(client.Keep(one, MostMessages)) })];
        _changed.Clear();
        await (await ScriptAsync()).InvokeVoidAsync("save", _person, open.Select(one => one.Name).ToArray(), changed);
    }

    /// <summary>Forgets all: the person is not to be known here any more.</summary>
    public async Task ForgetAsync()
    {
        Close();
        await (await ScriptAsync()).InvokeVoidAsync("forget");
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private void Close()
    {
        if (_client is { } client)
        {
            client.MessageAdded -= OnMessage;
            ((INotifyCollectionChanged)client.Rooms).CollectionChanged -= OnOpenChanged;
            ((INotifyCollectionChanged)client.Directs).CollectionChanged -= OnOpenChanged;
        }
        _timer?.Dispose();
        (_client, _timer, _isOneLeft) = (null, null, false);
        _changed.Clear();
        _recent.Clear();
    }

    private void OnMessage(Conversation conversation, ChatMessage message)
    {
        if (!message.IsSaid)
            return;
        if (_recent.Count == 0 || _recent[0] != conversation)
        {
            _recent.Remove(conversation);
            _recent.Insert(0, conversation);
        }
        if (_changed.Count == 0)
            _timer?.Change(Pause, Timeout.InfiniteTimeSpan);
        _changed.Add(conversation);
    }

    // What was left must not be joined again at the next visit.
    private void OnOpenChanged(object? sender, NotifyCollectionChangedEventArgs change)
    {
        if (change.Action != NotifyCollectionChangedAction.Remove)
            return;
        _isOneLeft = true;
        _timer?.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private Task<IJSObjectReference> ScriptAsync() => _script ??= browser.InvokeAsync<IJSObjectReference>("import", "./ends.js").AsTask();
}
