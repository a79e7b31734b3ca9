using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Parley.Client.History;
using Parley.Client.Messages;
using Parley.Client.Rooms;
using Parley.Web.Languages;
using Parley.Web.Shell;

namespace Parley.Web.Messages;

/// <summary>The list of a conversation's messages: real rows for a part of it, which moves with its reader.</summary>
public sealed partial class MessageLog
{
    // A screen at first, as each row takes its time, and the rest when that was painted; more are added before the reader comes to an edge.
    private const int Page = 60;
    private const int MostRows = 240;

    private static readonly TimeSpan AnnouncePause = TimeSpan.FromSeconds(1);

    // The places above the messages are kept apart from them when rows come and go.
    private readonly object _startKey = new(), _olderKey = new();
    private readonly Announcer _announcer = new();
    private MessageWindow _window = null!;
    private UnreadLine _line = null!;
    private ElementReference _list;
    private DotNetObjectReference<MessageLog>? _self;
    private ITimer? _announcing;
    private string _announced = "";
    private ChatMessage? _attended;
    private bool _isAnnouncing;
    private bool _watched;
    private bool _atEnd = true;
    private bool _lineAbove;
    private int _unreadIndex = -1;
    private int _new;
    private bool _held;
    private EventCallback<ChatMessage> _retry;

    // What did not come when it was wanted last; null: it came.
    private Func<Task>? _again;

    /// <summary>What the person works at.</summary>
    [Parameter, EditorRequired] public required Desk Desk { get; set; }

    /// <summary>Whose messages are shown. Another conversation is another component (<c>@key</c>).</summary>
    [Parameter, EditorRequired] public required Conversation Conversation { get; set; }

    /// <summary>What one can do with a message, as buttons; null: nothing.</summary>
    [Parameter] public RenderFragment<ChatMessage>? Tools { get; set; }

    [Inject] private LogScript Script { get; set; } = null!;

    private bool IsEmpty => !_window.Any(message => message.IsSaid && !Conversation.IsHidden(message));

    // Whether there may be something to show soon.
    private bool IsComing => Conversation.IsCatchingUp || Desk.Client.State != Client.Connections.ConnectionState.Online || Conversation is ClientRoom { IsJoined: false, Messages.Count: 0 };

    private bool HasOlder => !_window.IsAtStart && !Conversation.IsCatchingUp && (_window.HasOlderHeld || Desk.Client.HasHistory);

    private bool HasNewer => !_window.IsAtEnd && (_window.HasNewerHeld || Desk.Client.HasHistory);

    // Who refuses once is not asked again and again: the person says when.
    private bool IsStuck => _again is not null && _window.Problem is not null;

    private bool IsLineAbove => _lineAbove || _line.IsAbove(_window, _window.IsAtStart);

    private string Beginning => string.Format(CultureInfo.CurrentCulture, Conversation is ClientRoom ? MessagesTexts.BeginningOfRoom : MessagesTexts.BeginningOfDirect, Conversation.Name);

    private string UnreadWords
    {
        get
        {
            int count = Conversation.Messages.Count(message => message is { IsSaid: true, IsOwn: false } && message.Time > _line.After);
            return count > 0 ? Plural.Text(MessagesTexts.ResourceManager, "NewSince", count) : MessagesTexts.NewSinceYouLeft;
        }
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _window = Desk.Client.OpenWindow(Conversation, Page, MostRows, Script.RowsOnScreen);
        _retry = EventCallback.Factory.Create<ChatMessage>(this, Retry);
        _line = new UnreadLine(Conversation);
        _announcing = Desk.Client.Options.Time.CreateTimer(_ => _ = InvokeAsync(Announce), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Desk.Client.MessageAdded += OnMessage;
        Desk.SightChanged += OnSight;
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _line.Follow();
        _unreadIndex = _line.IndexIn(_window, _window.IsAtStart);
        if (_watched && Desk.TakeJump(Conversation) is { } jump)
            _ = JumpAsync(jump);
        bool wasHeld = _held;
        _held = Conversation.IsHeldUnread;
        if (_watched && wasHeld && !_held)
            _ = Script.TellAgainAsync(_list);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        await Script.WatchAsync(_self = DotNetObjectReference.Create(this), _list);
        _watched = true;
        if (Desk.TakeJump(Conversation) is { } jump)
            await JumpAsync(jump);
    }

    /// <summary>The reader left the end of the list, or came back to it.</summary>
    [JSInvokable]
    public void EndReached(bool atEnd)
    {
        _atEnd = atEnd;
        _window.Follows = atEnd && _window.IsAtEnd;
        _new = 0;
        Redraw();
    }

    /// <summary>What stands down to that message is in sight, or was.</summary>
    /// <param name="key">The line's key.</param>
    /// <param name="lineAbove">Whether the line "New since you left" is above what is in sight.</param>
    [JSInvokable]
    public void Seen(string key, bool lineAbove)
    {
        if (_lineAbove != lineAbove)
        {
            _lineAbove = lineAbove;
            Redraw();
        }
        if (!Desk.IsInSight)
            return;
        int index = IndexOf(key);
        while (index >= 0 && _window[index] is not { IsSaid: true, State: MessageState.Received or MessageState.Sent })
            index--;
        if (index >= 0)
            MarkRead(_window[index]);
    }

    /// <summary>The reader nears the oldest message that is here.</summary>
    [JSInvokable]
    public async Task Older()
    {
        await _window.OlderAsync();
        _again = _window.Problem is null ? null : Older;
        Redraw();
    }

    /// <summary>The reader nears the newest message that is here.</summary>
    [JSInvokable]
    public async Task Newer()
    {
        await _window.NewerAsync();
        _again = _window.Problem is null ? null : Newer;
        Redraw();
    }

    /// <summary>A mark of something that is missing is in sight.</summary>
    [JSInvokable]
    public async Task GapSeen(string key)
    {
        if (IndexOf(key) is >= 0 and var index)
            await Desk.Client.FillAsync(Conversation, _window[index]);
    }

    /// <summary>The pointer or the focus is on a message now; null: on none.</summary>
    [JSInvokable]
    public void Attend(string? key)
    {
        int index = key is null ? -1 : IndexOf(key);
        _attended = index < 0 ? null : _window[index];
        Redraw();
    }

    /// <summary>The person wants the newest message.</summary>
    [JSInvokable] public Task ToEnd() => ToEndAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Desk.Client.MessageAdded -= OnMessage;
        Desk.SightChanged -= OnSight;
        _window.Dispose();
        _announcing?.Dispose();
        if (_watched)
            await Script.LeaveAsync(_list);
        _self?.Dispose();
    }

    private async Task ToEndAsync()
    {
        if (!_window.IsAtEnd)
            _window.ToEnd();
        Redraw();
        await Script.ToEndAsync(_list);
    }

    private async Task ToUnreadAsync()
    {
        if (_line.After is not { } after)
            return;
        if (_unreadIndex < 0)
            await _window.AroundAsync(after);
        Redraw();
        if (_unreadIndex >= 0)
            await Script.ShowAsync(_list, LogLine.KeyOf(_window[_unreadIndex]), lit: false);
    }

    private async Task JumpAsync(Jump jump)
    {
        bool isThere = await _window.AroundAsync(jump.MessageId);
        Redraw();
        jump.Done(isThere && await Script.ShowAsync(_list, jump.MessageId, lit: true));
    }

    private void Redraw()
    {
        OnParametersSet();
        StateHasChanged();
    }

    private int IndexOf(string key)
    {
        for (int i = _window.Count - 1; i >= 0; i--)
            if (LogLine.KeyOf(_window[i]) == key)
                return i;
        return -1;
    }

    private void MarkRead(ChatMessage message)
    {
        if (Conversation.IsHeldUnread)
            return;
        _line.Seen(message.Time);
        Desk.Client.MarkRead(Conversation, message);
    }

    private void OnSight()
    {
        if (!Desk.IsInSight)
            _line.Leave();
    }

    private void OnMessage(Conversation conversation, ChatMessage message)
    {
        if (conversation != Conversation)
            return;
        if (message is { IsOwn: true, State: MessageState.Sending })
        {
            _line.Answered();
            _ = ToEndAsync();
        }
        else if (!_atEnd || !_window.IsAtEnd)
            _new += message.IsSaid ? 1 : 0;
        else if (Desk.IsInSight && !message.IsOld)
        {
            MarkRead(message);
            Read(message);
        }
    }

    private void Read(ChatMessage message)
    {
        if (message.IsOwn || !message.IsSaid)
            return;
        _announcer.Take(message);
        if (_isAnnouncing)
            return;
        _isAnnouncing = true;
        _announcing?.Change(AnnouncePause, Timeout.InfiniteTimeSpan);
    }

    private void Announce()
    {
        _isAnnouncing = false;
        _announced = _announcer.Say();
        StateHasChanged();
    }

    private void Retry(ChatMessage message) => Desk.Client.Retry(Conversation, message);
}
