using System.Collections.ObjectModel;
using Parley.Client.Connections;
using Parley.Client.Files;
using Parley.Client.History;
using Parley.Client.Messages;
using Parley.Client.People;
using Parley.Client.Rooms;
using Parley.Client.Searching;
using Parley.Client.Typing;
using Parley.Protocol.Names;

namespace Parley.Client;

/// <summary>A person's client: connects, stays connected, and knows what is in the person's rooms.</summary>
/// <remarks>
/// <para>All that changes here changes while <see cref="Sync"/> is held, and events are raised then too: keep handlers short, and never
/// wait in them. In a browser there is one thread, so nothing needs to be held there.</para>
/// <para>Nothing that a server sends makes a method here throw.</para>
/// </remarks>
public sealed partial class ChatClient : Observable, IAsyncDisposable
{
    private readonly Conversations _conversations;
    private ConnectionState _state;
    private string? _problem;
    private DateTimeOffset? _retryAt;
    private string _nickname;
    private string? _awayText;

    /// <summary>Makes a client that is not connected yet.</summary>
    public ChatClient(ChatClientOptions options)
    {
        Options = options;
        Started = options.Time.GetUtcNow();
        _nickname = WantedNickname = options.Nickname;
        ServerPassword = options.ServerPassword;
        Credentials = options.Credentials;
        _conversations = new Conversations(options);
        _conversations.Rekey(new ServerFeatures().Fold);
        Rooms = new(_conversations.Rooms);
        Directs = new(_conversations.Directs);
        Outgoing = new Outgoing();
        CatchUps = new CatchUps(this);
        History = new HistoryRequests(this);
        Typing = new TypingNews(this);
        _conversations.TypingBegan = Typing.Began;
        ReadMarkers = new ReadMarkers(this);
        _conversations.DirectOpened = ReadMarkers.Ask;
        Ignored = new IgnoreList(_conversations.Fold);
        foreach (string room in options.Rooms ?? [])
            Want(room);
    }

    /// <summary>When it was made.</summary>
    internal DateTimeOffset Started { get; }

    /// <summary>What it was made with.</summary>
    public ChatClientOptions Options { get; }

    /// <summary>Held while anything here changes. Hold it to read the collections from another thread.</summary>
    public Lock Sync { get; } = new();

    /// <summary>Where it stands with its server.</summary>
    public ConnectionState State { get => _state; private set => Set(ref _state, value); }

    /// <summary>Why it is not online, for people to read; null when it is, or was not started.</summary>
    public string? Problem { get => _problem; private set => Set(ref _problem, value); }

    /// <summary>When it will try again; null unless it is <see cref="ConnectionState.Waiting"/>.</summary>
    public DateTimeOffset? RetryAt { get => _retryAt; private set => Set(ref _retryAt, value); }

    /// <summary>The nickname that it has, or asks for.</summary>
    public string Nickname { get => _nickname; internal set => Set(ref _nickname, value); }

    /// <summary>What this user said when going away; null when here.</summary>
    public string? AwayText { get => _awayText; internal set => Set(ref _awayText, value); }

    /// <summary>What the server can do. Another one after each connection.</summary>
    public ServerFeatures Features => Session?.Features ?? new ServerFeatures();

    /// <summary>The room that everybody joins to whom nobody said which: the server's word for it, or <c>#lobby</c> while it has said none.</summary>
    public string DefaultRoom { get; private set; } = "#lobby";

    /// <summary>The rooms: those of the options, then others in the order they were joined.</summary>
    public ReadOnlyObservableCollection<ClientRoom> Rooms { get; }

    /// <summary>The direct conversations, in the order they began.</summary>
    public ReadOnlyObservableCollection<Conversation> Directs { get; }

    /// <summary>Where this client uploads files, by the address at which it reached the server; null: the server takes none.</summary>
    public Uri? UploadAddress => Features.FileHost is null ? null : new Uri(Options.Address.HttpBase, "uploads");

    /// <summary>Anything changed: raised once for each line of the server and each own act. For apps that draw all at once.</summary>
    public event Action? Changed;

    /// <summary>A message came into a conversation, or an own one was taken for sending.</summary>
    public event Action<Conversation, ChatMessage>? MessageAdded;

    /// <summary>Somebody has corrected a message that is here: by that message, which no conversation takes. For apps that cannot change what they have shown.</summary>
    public event Action<Conversation, ChatMessage>? Corrected;

    /// <summary>The server said something that belongs to no conversation.</summary>
    public event Action<ServerNotice>? Notice;

    /// <summary>Somebody has just said what they think of a message that is here: the conversation, the message, who, and what.</summary>
    public event Action<Conversation, ChatMessage, string, string>? Reacted;

    /// <summary>Somebody asks this user into a room.</summary>
    public event Action<Invitation>? Invited;

    /// <summary>Somebody asks to be let into a room that this user runs.</summary>
    public event Action<Knock>? Knocked;

    /// <summary>The first room is not open to this user, who is let into the second instead.</summary>
    public event Action<string, string>? Forwarded;

    /// <summary>Whom the person does not want to hear.</summary>
    public IgnoreList Ignored { get; }

    /// <summary>The nickname was refused: which one, and why. While <see cref="ConnectionState.NicknameNeeded"/>, choose another.</summary>
    public event Action<string, string>? NicknameRefused;

    /// <summary>The connection of now; null while there is none.</summary>
    internal Session? Session { get; private set; }

    internal Conversations Conversations => _conversations;

    internal Outgoing Outgoing { get; }

    internal CatchUps CatchUps { get; }

    internal ReadMarkers ReadMarkers { get; }

    internal HistoryRequests History { get; }

    internal TypingNews Typing { get; }

    internal TokenRequests Tokens { get; } = new();

    internal SearchRequests Searches { get; } = new();

    internal Questions Questions { get; } = new();

    /// <summary>The words that rooms want of who comes in, by the rooms' names as they were asked for.</summary>
    internal Dictionary<string, string> RoomKeys { get; } = [];

    /// <summary>The nickname that the person asked for, while another may be in use.</summary>
    internal string WantedNickname { get; set; }

    /// <summary>The rooms to join at each connection, by the names they were asked for.</summary>
    internal List<string> WantedRooms { get; } = [];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await QuitAsync();

    internal bool Concerns(Conversation conversation, ChatMessage message)
        => message is { IsSaid: true, IsOwn: false } && (conversation is not ClientRoom || Mention.Names(message.Text, Nickname));

    internal bool IsMe(string nickname) => _conversations.Fold(nickname) == _conversations.Fold(_nickname);

    internal void Tell(ServerNotice notice) => Notice?.Invoke(notice);

    internal void Tell(Invitation invitation)
    {
        if (!Ignored.Contains(invitation.From, null))
            Invited?.Invoke(invitation);
    }

    internal void Tell(Knock knock)
    {
        if (!Ignored.Contains(knock.From, null))
            Knocked?.Invoke(knock);
    }

    internal void TellForwarded(string room, string other) => Forwarded?.Invoke(room, other);

    internal void TellRefusedNickname(string nickname, string reason) => NicknameRefused?.Invoke(nickname, reason);

    /// <summary>Adds a message, behind what the conversation has missed if that is not there yet.</summary>
    internal void Add(Conversation conversation, ChatMessage message)
    {
        if (CatchUps.Of(conversation) is { } catchUp)
            catchUp.Hold(() => AddNow(conversation, message), message.Id);
        else
            AddNow(conversation, message);
    }

    /// <summary>Adds a message that is not here yet.</summary>
    internal void AddNow(Conversation conversation, ChatMessage message)
    {
        message.Annotations = conversation.Annotations;
        if (message.IsIgnored)
            return;
        if (conversation.IsFolded(message))
        {
            if (!message.IsOld)
                Corrected?.Invoke(conversation, message);
            return;
        }
        if (message.Id is { } id ? conversation.Messages.Contains(id) : message.State == MessageState.Received && conversation.Repeated == (message.From, message.Time))
        {
            conversation.Repeated = (message.From, message.Time);
            return;
        }
        message.IsMention = Concerns(conversation, message);
        conversation.Messages.Add(message);
        conversation.Reading.Take(message, conversation.Messages);
        conversation.Recount();
        MessageAdded?.Invoke(conversation, message);
    }

    /// <summary>Adds what happened in a room.</summary>
    internal void AddEvent(Conversation conversation, MessageKind kind, Lines.Incoming line, string text = "", string? about = null)
        => Add(conversation, new ChatMessage(kind, line.From, conversation.Name, text, line.Time, MessageState.Received)
        {
            About = about,
            Id = line.Id,
            IsOwn = IsMe(line.From.Nickname),
        });

    internal ClientRoom? Want(string room)
    {
        if (!IsWanted(room))
            WantedRooms.Add(room);
        return _conversations.Open(room);
    }

    /// <summary>Whether it joins the room at each connection: not one that it left, was put out of, or was refused.</summary>
    public bool ComesInto(ClientRoom room)
    {
        lock (Sync)
            return IsWanted(room.Name);
    }

    private bool IsWanted(string room) => WantedRooms.Exists(name => _conversations.Fold(name) == _conversations.Fold(room));

    internal void Unwant(string room) => WantedRooms.RemoveAll(name => _conversations.Fold(name) == _conversations.Fold(room));

    private SourceMask Me => Session?.Mask is { Host: not null } mask ? mask : new SourceMask(_nickname, null, null);
}
