using Parley.Client;
using Parley.Client.Connections;
using Parley.Client.Messages;
using Parley.Client.People;
using Parley.Client.Rooms;
using Parley.Web.Messages;
using Parley.Web.Moderation;
using Parley.Web.Rooms;
using Parley.Web.Settings;
using Parley.Web.Talking;

namespace Parley.Web.Shell;

/// <summary>What lies open in front of the person: the client, the conversation that is looked at, and what has come in the others.</summary>
public sealed class Desk : IAsyncDisposable
{
    private string? _awaited;
    private string? _awaitedMessage;
    private Jump? _jump;
    private string? _wanted;

    /// <summary>Puts a client on the desk. It is not started here.</summary>
    /// <param name="client">The client.</param>
    /// <param name="messageId">The message to turn to in the first room that it joins; null: none.</param>
    public Desk(ChatClient client, string? messageId = null)
    {
        (Client, _awaitedMessage) = (client, messageId);
        _awaited = client.Options.Rooms is [var first, ..] ? first : null;
        _wanted = _awaited;
        Toasts = new Toasts(client.Options.Time);
        Order = new Order(client, Toasts);
        client.Notice += OnNotice;
        client.Forwarded += OnForwarded;
        client.Invited += OnInvited;
        client.Knocked += OnKnocked;
        Shelf.Changed += () => Changed?.Invoke();
        client.NicknameRefused += OnNicknameRefused;
        client.Changed += OnChanged;
    }

    /// <summary>Something changed that is drawn.</summary>
    public event Action? Changed;

    /// <summary>The person wants to search, for these words if there are any.</summary>
    public event Action<string>? SearchAsked;

    /// <summary>The person wants to look at the image of a message.</summary>
    public event Action<ChatMessage>? ImageAsked;

    /// <summary>The person wants to see the settings, at a page of them.</summary>
    public event Action<SettingsPage>? SettingsAsked;

    /// <summary>The person wants to see something over the page.</summary>
    public event Action<Ask>? Asked;

    /// <summary>The person has logged out, and wants to be nobody here.</summary>
    public event Action? LoggedOut;

    /// <summary>The page is looked at again, or not any more: <see cref="IsInSight"/>.</summary>
    public event Action? SightChanged;

    /// <summary>What the person is about to say.</summary>
    public Talk Talk { get; } = new();

    /// <summary>The person's client.</summary>
    public ChatClient Client { get; }

    /// <summary>How the rooms are sorted, pinned and kept quiet.</summary>
    public RoomShelf Shelf { get; } = new();

    /// <summary>Who may come in where.</summary>
    public Doors Doors { get; } = new();

    /// <summary>Short words after something was done.</summary>
    public Toasts Toasts { get; }

    /// <summary>Keeps order in rooms.</summary>
    public Order Order { get; }

    /// <summary>The conversation that is looked at; null before the first one is there and after the last was left.</summary>
    public Conversation? Current { get; private set; }

    /// <summary>The last word of the server, or about a command, that belongs to no conversation; null when there is none to show.</summary>
    public ServerNotice? Notice { get; private set; }

    /// <summary>All messages that were not read.</summary>
    public int UnreadInAll => Client.Rooms.Concat(Client.Directs).Sum(one => Shelf.IsQuiet(one) ? one.Mentions : one.Unread);

    /// <summary>Turns to a conversation.</summary>
    public void Open(Conversation conversation)
    {
        string? message = _awaited is { } name && Client.Find(name) == conversation ? _awaitedMessage : null;
        (_awaited, _awaitedMessage) = (null, null);
        _wanted = null;
        Doors.Closed = null;
        Current = conversation;
        if (conversation is ClientRoom { IsJoined: true, Modes.IsKnown: false } room)
            _ = AskModesAsync(room);
        Client.ReleaseUnread(conversation);
        Notice = null;
        Changed?.Invoke();
        if (message is not null)
            _ = JumpAsync(conversation, message);
    }

    /// <summary>Turns to a room, and there to a message if one is given: at once when this client is in it, else joins it and turns to it when the server agrees.</summary>
    /// <param name="name">The room's name.</param>
    /// <param name="messageId">The message; null: none.</param>
    /// <param name="key">The word that the room wants of who comes in; null: none.</param>
    public void OpenRoom(string name, string? messageId = null, string? key = null)
    {
        (_awaited, _awaitedMessage) = (name, messageId);
        if (Client.Find(name) is ClientRoom { IsJoined: true } room)
            Open(room);
        else
        {
            _wanted = name;
            Client.Join(name, key);
        }
    }

    /// <summary>Leaves a room, or closes a direct conversation.</summary>
    public void Close(Conversation conversation)
    {
        if (conversation is ClientRoom)
            Client.Part(conversation.Name);
        else
            Client.CloseDirect(conversation);
    }

    /// <summary>Shows a word over the entry.</summary>
    public void Tell(ServerNotice? notice)
    {
        Notice = notice;
        Changed?.Invoke();
    }

    /// <summary>Asks for the dialog that searches.</summary>
    /// <param name="words">What is searched at once. Empty: the person has yet to say.</param>
    public void AskSearch(string words) => SearchAsked?.Invoke(words);

    /// <summary>Shows something over the page.</summary>
    public void Show(Ask ask) => Asked?.Invoke(ask);

    /// <summary>The person has answered an invitation.</summary>
    public void Dismiss(Invitation invitation)
    {
        Doors.Remove(invitation.Room);
        Changed?.Invoke();
    }

    /// <summary>The person does not let somebody in.</summary>
    public void Dismiss(Knock knock)
    {
        Doors.Remove(knock);
        Changed?.Invoke();
    }

    /// <summary>Lets somebody in who has knocked.</summary>
    public void LetIn(Knock knock)
    {
        Client.Invite(knock.Room, knock.From);
        Dismiss(knock);
    }

    /// <summary>Shows who is in the room.</summary>
    public void AskWho()
    {
        if (Current is ClientRoom room)
            Show(new AskRoom(room, OfMembers: true));
    }

    /// <summary>Asks for the viewer of images.</summary>
    public void AskImage(ChatMessage message) => ImageAsked?.Invoke(message);

    /// <summary>Asks for the settings.</summary>
    public void AskSettings() => SettingsAsked?.Invoke(SettingsPage.Looks);

    /// <summary>Asks for what can be done with the own account.</summary>
    public void AskAccount() => SettingsAsked?.Invoke(SettingsPage.Account);

    /// <summary>Logs this browser out.</summary>
    public async Task LogOutAsync()
    {
        await Client.LogOutAsync();
        Forget();
    }

    /// <summary>Logs all devices of the account out.</summary>
    /// <exception cref="IOException">The server refused; the message says why.</exception>
    public async Task LogOutEverywhereAsync()
    {
        await Client.LogOutEverywhereAsync();
        Forget();
    }

    /// <summary>Nobody is here any more.</summary>
    public void Forget() => LoggedOut?.Invoke();

    /// <summary>Whether the page can be seen.</summary>
    public bool IsInSight { get; private set; } = true;

    /// <summary>Says whether the page can be seen.</summary>
    public void SetInSight(bool inSight)
    {
        if (IsInSight == inSight)
            return;
        IsInSight = inSight;
        SightChanged?.Invoke();
        Changed?.Invoke();
    }

    /// <summary>Turns to a message, in its conversation: it is brought into sight with what stands about it, and pointed out.</summary>
    /// <returns>False: the server does not have it any more, or cannot be asked now; the person was told.</returns>
    public async Task<bool> JumpAsync(Conversation conversation, string messageId)
    {
        _jump?.Replace();
        var jump = _jump = new Jump(conversation, messageId);
        if (Current != conversation)
            Open(conversation);
        Changed?.Invoke();
        bool isThere = await jump.Ended;
        if (!isThere && !jump.IsReplaced)
            Tell(new ServerNotice(ServerNoticeKind.Info, MessagesTexts.MessageGone, null, null));
        return isThere;
    }

    /// <summary>What <see cref="JumpAsync"/> wants of that conversation, for who shows it; null: nothing. Given once.</summary>
    internal Jump? TakeJump(Conversation conversation)
    {
        if (_jump is not { } jump || jump.Conversation != conversation || (conversation.IsCatchingUp && conversation.Find(jump.MessageId) is null))
            return null;
        _jump = null;
        return jump;
    }

    /// <summary>What the person says of a message that is to stay unread, and all after it.</summary>
    public void MarkUnread(Conversation conversation, ChatMessage from) => Client.MarkUnread(conversation, from);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Client.DisposeAsync();

    private void OnNotice(ServerNotice notice)
    {
        // The greeting would cover what the person came for, and how long things are kept stands on the room's page.
        if (notice.Kind == ServerNoticeKind.Motd || notice is { Code: "RETENTION", Kind: ServerNoticeKind.Info } || Order.IsChange(notice) || Doors.Take(notice, _wanted, Client))
            return;
        if (notice.Code is "341" or "711")
            Toasts.Show(RefusalWords.Tell(notice).Text);
        else
            Notice = RefusalWords.Tell(notice);
    }

    // Who may speak is said before somebody tries in vain.
    private async Task AskModesAsync(ClientRoom room)
    {
        try
        {
            await Client.AskModesAsync(room.Name);
        }
        catch (IOException)
        {
            // Without them all is as if everybody might.
        }
    }

    private void OnForwarded(string room, string other)
    {
        _awaited = other;
        Toasts.Show(Isolate.Into(RoomsTexts.SentOn, room, other));
    }

    private void OnInvited(Invitation invitation)
    {
        if (Doors.Closed is { } closed && Client.IsSame(closed.Room, invitation.Room))
        {
            // The person stands before that very door.
            OpenRoom(invitation.Room);
            return;
        }
        Doors.Add(invitation);
    }

    private void OnKnocked(Knock knock) => Doors.Add(knock);

    private void OnNicknameRefused(string nickname, string reason)
    {
        // Before one is online the prompt for the name says so.
        if (Client.State == ConnectionState.Online)
            Notice = new ServerNotice(ServerNoticeKind.Error, reason, nickname, null);
    }

    private void OnChanged()
    {
        Doors.Settle(Client);
        if (_awaited is { } name && Client.Find(name) is ClientRoom { IsJoined: true } room)
            Open(room);
        if (Current is null || !IsOpen(Current))
            Current = Client.Rooms.FirstOrDefault() ?? Client.Directs.FirstOrDefault();
        Changed?.Invoke();
    }

    private bool IsOpen(Conversation conversation) => conversation is ClientRoom room ? Client.Rooms.Contains(room) : Client.Directs.Contains(conversation);
}
