using Microsoft.JSInterop;
using Parley.Client.Messages;
using Parley.Client.Rooms;
using Parley.Web.Settings;
using Parley.Web.Shell;

namespace Parley.Web.Notifications;

/// <summary>Makes messages heard and seen while the person looks elsewhere.</summary>
internal sealed class Notifier : IDisposable
{
    private const int MaxText = 240;

    // So long another device of the person may take to say that it has shown the message.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // A room in which everybody talks at once shall not sound like a machine, nor what was said in a night come up line by line.
    private static readonly TimeSpan BetweenCalls = TimeSpan.FromSeconds(3);

    private readonly Desk _desk;
    private readonly KeptPreferences _kept;
    private readonly NotificationScript _script;
    private readonly TimeProvider _time;
    private readonly DotNetObjectReference<Notifier> _self;
    private readonly Dictionary<Conversation, long> _shown = [];
    private readonly PushLink _push;
    private long? _sounded;
    private (int, int) _marked;

    public Notifier(Desk desk, KeptPreferences kept, NotificationScript script, TimeProvider time)
    {
        (_desk, _kept, _script, _time) = (desk, kept, script, time);
        _push = new PushLink(desk.Client, kept, script);
        _self = DotNetObjectReference.Create(this);
        desk.Client.MessageAdded += OnMessage;
        desk.Changed += OnChanged;
        kept.Changed += OnChanged;
    }

    /// <summary>Begins to listen for clicks on notifications.</summary>
    public Task WatchAsync() => _script.WatchAsync(_self);

    /// <summary>A notification was clicked.</summary>
    [JSInvokable]
    public void NotificationOpened(string conversation, string? id)
    {
        if (_desk.Client.Find(conversation) is not { } found)
            return;
        if (id is null)
            _desk.Open(found);
        else
            _ = _desk.JumpAsync(found, id);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _desk.Client.MessageAdded -= OnMessage;
        _desk.Changed -= OnChanged;
        _kept.Changed -= OnChanged;
        _self.Dispose();
    }

    private void OnMessage(Conversation conversation, ChatMessage message)
    {
        if (NotificationRule.Calls(_kept.Current, conversation, message, _desk.Shelf.IsQuiet(conversation), TimeOnly.FromTimeSpan(_time.GetLocalNow().TimeOfDay)))
            _ = CallAsync(conversation, message);
    }

    private async Task CallAsync(Conversation conversation, ChatMessage message)
    {
        await Task.Delay(Patience, _time);
        // Read meanwhile: here, because it is looked at, or on another device.
        if (!conversation.IsUnread(message))
            return;
        if (_kept.Current.Sounds && (_sounded is not { } sounded || _time.GetElapsedTime(sounded) >= BetweenCalls))
        {
            _sounded = _time.GetTimestamp();
            await _script.SoundAsync();
        }
        if (_kept.Current.Desktop && !_desk.IsInSight && (!_shown.TryGetValue(conversation, out long shown) || _time.GetElapsedTime(shown) >= BetweenCalls))
        {
            _shown[conversation] = _time.GetTimestamp();
            await _script.ShowAsync(conversation.Name, message.Id, Title(conversation, message), Short(message.Text));
        }
    }

    private void OnChanged()
    {
        _ = _push.CheckAsync();
        foreach (Conversation read in _shown.Keys.Where(static conversation => conversation.Unread == 0).ToArray())
        {
            _shown.Remove(read);
            _ = _script.CloseAsync(read.Name);
        }
        var now = (_desk.UnreadInAll, _desk.Client.Rooms.Sum(static room => room.Mentions) + _desk.Client.Directs.Sum(static direct => direct.Mentions));
        if (now == _marked)
            return;
        _marked = now;
        _ = _script.MarkAsync(now.Item1, now.Item2);
    }

    private static string Title(Conversation conversation, ChatMessage message)
        => conversation is ClientRoom ? $"{message.Sender} · {conversation.Name}" : message.Sender;

    private static string Short(string text) => text.Length <= MaxText ? text : string.Concat(text.AsSpan(0, MaxText), "…");
}
