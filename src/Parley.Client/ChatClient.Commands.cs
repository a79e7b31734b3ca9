using Parley.Client.Connections;
using Parley.Client.Files;
using Parley.Client.Messages;
using Parley.Client.Rooms;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Messages;

namespace Parley.Client;

public sealed partial class ChatClient
{
    // More than anybody types while a connection is away; a program shall see that it goes nowhere.
    private const int MaxWaiting = 1000;
    private const string NotConnected = "Not connected";

    /// <summary>Completes when it is in the room.</summary>
    /// <remarks>For a room of the options, or one that <see cref="Join"/> has asked for.</remarks>
    /// <exception cref="IOException">The server refused, or <see cref="RunAsync"/> ended before that; the message says why.</exception>
    public Task<ClientRoom> WhenJoinedAsync(string room, CancellationToken cancellation = default)
    {
        lock (Sync)
            return _conversations.WhenJoined(room).WaitAsync(cancellation);
    }

    /// <summary>Sends text to a room or a nickname: one message for each line, or part of a line that fits the protocol.</summary>
    /// <remarks>Before the client is online the messages wait for it. Empty lines are left out. Text is text: nothing in it is a command.</remarks>
    /// <returns>The messages, shown in their conversation at once; their state says what became of each.</returns>
    /// <param name="target">The room or the nickname.</param>
    /// <param name="text">What is said. A server that takes messages of several lines gets it as one, unless it is too long for that.</param>
    /// <param name="answered">The message that it answers; null: none.</param>
    public IReadOnlyList<ChatMessage> Send(string target, string text, ChatMessage? answered = null) => Send(target, text, MessageKind.Text, answered?.Id);

    /// <summary>Sends what this user does (<c>/me</c>).</summary>
    public IReadOnlyList<ChatMessage> SendAction(string target, string text) => Send(target, text, MessageKind.Action);

    /// <summary>Sends a message that failed again, as a new one in its stead at the end. Nothing happens to one that did not fail.</summary>
    public void Retry(Conversation conversation, ChatMessage message)
    {
        lock (Sync)
            if (message.Correction is { State: MessageState.Failed } correction)
                Edit(conversation, message, EditTag.TextOf(correction.Raw));
            else if (conversation.Messages.RemoveFailed(message))
                Send(message.Target, message.Raw, message.Kind, message.ReplyTo, message.Token);
    }

    /// <summary>Sends text and waits until the server has acknowledged all of it.</summary>
    /// <returns>Null when it has, else why not, for people to read.</returns>
    public async Task<string?> SendAsync(string target, string text, CancellationToken cancellation = default)
    {
        IReadOnlyList<ChatMessage> messages = Send(target, text);
        foreach (ChatMessage message in messages)
            await message.Settled.WaitAsync(cancellation);
        return messages.FirstOrDefault(message => message.State == MessageState.Failed)?.Failure;
    }

    /// <summary>Opens the direct conversation with that nickname, without sending anything.</summary>
    public Conversation OpenDirect(string nickname)
    {
        lock (Sync)
        {
            Conversation direct = _conversations.OpenDirect(nickname);
            Changed?.Invoke();
            return direct;
        }
    }

    /// <summary>Closes a direct conversation: it leaves <see cref="Directs"/>.</summary>
    public void CloseDirect(Conversation direct)
    {
        lock (Sync)
        {
            _conversations.Directs.Remove(direct);
            Changed?.Invoke();
        }
    }

    /// <summary>Whether the target is a room's name on this server.</summary>
    public bool IsRoom(string target) => Features.IsRoom(target);

    /// <summary>The room or direct conversation of that name, or null.</summary>
    public Conversation? Find(string name)
    {
        lock (Sync)
            return IsRoom(name) ? _conversations.FindRoom(name) : _conversations.FindDirect(name);
    }

    /// <summary>The member of a room with that nickname, or null.</summary>
    public Member? FindMember(ClientRoom room, string nickname)
    {
        lock (Sync)
            return room.Members.Find(_conversations.Fold(nickname));
    }

    /// <summary>Joins a room. It appears in <see cref="Rooms"/>; when the server refuses it leaves them again and <see cref="Notice"/> says why.</summary>
    /// <param name="room">The room's name.</param>
    /// <param name="key">The word that it wants of who comes in; null: none, or the one that was right before.</param>
    public void Join(string room, string? key = null)
    {
        lock (Sync)
        {
            Want(room);
            if (key is not null)
            {
                ForgetKey(room);
                RoomKeys[room] = key;
            }
            if (State == ConnectionState.Online && Session is { } session)
                SendJoin(session, room);
            Changed?.Invoke();
        }
    }

    private void SendJoin(Session session, string room)
    {
        // Which names are one is known only now: the server may have come after the key.
        if (RoomKeys.FirstOrDefault(known => IsSame(known.Key, room)).Value is { } key)
            session.Send("JOIN"u8, room, key);
        else
            session.Send("JOIN"u8, room);
    }

    private void ForgetKey(string room)
    {
        foreach (string known in RoomKeys.Keys.Where(known => IsSame(known, room)).ToArray())
            RoomKeys.Remove(known);
    }

    private bool IsSame(string room, string other) => _conversations.Fold(room) == _conversations.Fold(other);

    /// <summary>Leaves a room; it leaves <see cref="Rooms"/> then.</summary>
    public void Part(string room, string reason = "")
    {
        lock (Sync)
        {
            Unwant(room);
            if (_conversations.FindRoom(room) is { IsJoined: false } away)
                _conversations.Rooms.Remove(away);
            else
                Session?.SendText("PART"u8, [room], reason);
            Changed?.Invoke();
        }
    }

    /// <summary>Asks for another nickname, or answers <see cref="NicknameRefused"/>.</summary>
    public void ChangeNickname(string nickname)
    {
        lock (Sync)
        {
            if (State == ConnectionState.Online)
            {
                Session?.Send("NICK"u8, nickname);
                return;
            }
            Nickname = WantedNickname = nickname;
            if (State == ConnectionState.NicknameNeeded && Session is { } session)
            {
                State = ConnectionState.Connecting;
                session.OwesNickname = false;
                session.Send("NICK"u8, nickname);
                EndNegotiation(session);
            }
            _goOn.TrySetResult();
            Changed?.Invoke();
        }
    }

    /// <summary>Sets a room's topic; empty clears it.</summary>
    public void SetTopic(string room, string topic)
    {
        lock (Sync)
            Session?.SendText("TOPIC"u8, [room], topic);
    }

    /// <summary>Says that this user is away; empty: that they are back.</summary>
    public void SetAway(string text)
    {
        lock (Sync)
        {
            AwayText = text.Length > 0 ? text : null;
            if (text.Length > 0)
                Session?.SendText("AWAY"u8, [], text);
            else
                Session?.Send("AWAY"u8);
            Changed?.Invoke();
        }
    }

    /// <summary>Gets a short-lived token that allows uploading.</summary>
    /// <returns>The token, or null when the server has none to give: uploading may still be open to anyone.</returns>
    /// <exception cref="IOException">The server refused, did not answer, or is not connected; the message says why.</exception>
    /// <remarks>Source: https://github.com/ircv3/ircv3-specifications/pull/602.</remarks>
    public async Task<string?> RequestUploadTokenAsync(CancellationToken cancellation = default)
    {
        Task<string?> token;
        lock (Sync)
        {
            if (State != ConnectionState.Online || Session is not { } session)
                throw new NoAnswerException(NotConnected);
            if (!session.Has(Capability.AuthToken))
                return null;
            token = Tokens.Add();
            session.Send("TOKEN"u8, "GENERATE", "FILEHOST");
        }
        try
        {
            return await token.WaitAsync(Options.PingTimeout, Options.Time, cancellation);
        }
        catch (TimeoutException)
        {
            throw new IOException("The server gave no token for uploading");
        }
    }

    private List<ChatMessage> Send(string target, string text, MessageKind kind, string? answered = null, string? token = null)
    {
        lock (Sync)
        {
            Conversation conversation = !IsRoom(target)
                ? _conversations.OpenDirect(target)
                : (Conversation?)_conversations.FindRoom(target) ?? _conversations.New(target);
            var messages = new List<ChatMessage>();
            foreach (string part in Parts(target, text, kind))
                messages.Add(Take(conversation, target, part, kind, messages.Count == 0 ? answered : null, part == text ? token : null));
            Typing.Sent();
            FlushOutgoing();
            Changed?.Invoke();
            return messages;
        }
    }

    private IEnumerable<string> Parts(string target, string text, MessageKind kind)
    {
        int bytes = Session.TextBytes(Me, target);
        return kind == MessageKind.Action ? MessageSplitter.Split(text, bytes - "\u0001ACTION \u0001".Length)
            : _multiline is { } limits ? MultilineSplitter.Split(text, bytes, limits)
            : MessageSplitter.Split(text, bytes);
    }

    private void FlushOutgoing()
    {
        // The connection may have broken just now.
        if (State == ConnectionState.Online && Session is { } session)
            Outgoing.Flush(session, Me);
    }

    private ChatMessage Take(Conversation conversation, string target, string text, MessageKind kind, string? answered, string? token)
    {
        var message = new ChatMessage(kind, Me, target, text, Options.Time.GetUtcNow(), MessageState.Sending)
        {
            IsOwn = true,
            Account = Account,
            ReplyTo = answered,
            File = FileOf(text),
            Token = token ?? MessageToken.New(),
        };
        AddNow(conversation, message);
        Post(conversation, message);
        return message;
    }

    private void Post(Conversation conversation, ChatMessage message)
    {
        if (_ended.Task.IsCompleted || (State != ConnectionState.Online && Outgoing.WaitingCount >= MaxWaiting))
            conversation.Messages.Settle(message, NotConnected);
        else
            Outgoing.Add(conversation, message);
    }

    /// <summary>The file that a text announces: only on a server that takes files is a link one of its own.</summary>
    internal FileLink? FileOf(string text) => Features.FileHost is not null && FileLink.TryParse(text, out FileLink? link) ? link : null;
}
