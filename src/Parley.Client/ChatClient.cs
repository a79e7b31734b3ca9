using System.Collections.ObjectModel;
using Parley.Client.Connections;
using Parley.Client.Messages;
using Parley.Client.Rooms;

namespace Parley.Client;

/// <summary>A person's client: connects, stays connected, and knows what is in the person's rooms.</summary>
/// <remarks>
/// <para>All that changes here changes while <see cref="Sync"/> is held, and events are raised then too: keep handlers short, and never
/// wait in them. In a browser there is one thread, so nothing needs to be held there.</para>
/// <para>Nothing that a server sends makes a method here throw.</para>
/// </remarks>
public sealed class ChatClient : Observable, IAsyncDisposable
{
    /// <summary>Makes a client that is not connected yet.</summary>
    public ChatClient(ChatClientOptions options) => Options = options;

    /// <summary>What it was made with.</summary>
    public ChatClientOptions Options { get; }

    /// <summary>Held while anything here changes. Hold it to read the collections from another thread.</summary>
    public Lock Sync { get; } = new();

    /// <summary>Where it stands with its server.</summary>
    public ConnectionState State => throw new NotImplementedException();

    /// <summary>Why it is not online, for people to read; null when it is, or was not started.</summary>
    public string? Problem => throw new NotImplementedException();

    /// <summary>When it will try again; null unless it is <see cref="ConnectionState.Waiting"/>.</summary>
    public DateTimeOffset? RetryAt => throw new NotImplementedException();

    /// <summary>The nickname that it has, or asks for.</summary>
    public string Nickname => throw new NotImplementedException();

    /// <summary>What this user said when going away; null when here.</summary>
    public string? AwayText => throw new NotImplementedException();

    /// <summary>What the server can do. Another one after each connection.</summary>
    public ServerFeatures Features => throw new NotImplementedException();

    /// <summary>The rooms, in the order they were joined.</summary>
    public ReadOnlyObservableCollection<ClientRoom> Rooms => throw new NotImplementedException();

    /// <summary>The direct conversations, in the order they began.</summary>
    public ReadOnlyObservableCollection<Conversation> Directs => throw new NotImplementedException();

    /// <summary>Where this client uploads files, by the address at which it reached the server; null: the server takes none.</summary>
    public Uri? UploadAddress => throw new NotImplementedException();

    /// <summary>Anything changed: raised once for each line of the server and each own act. For apps that draw all at once.</summary>
    public event Action? Changed;

    /// <summary>A message came into a conversation, or an own one was taken for sending.</summary>
    public event Action<Conversation, ChatMessage>? MessageAdded;

    /// <summary>The server said something that belongs to no conversation.</summary>
    public event Action<ServerNotice>? Notice;

    /// <summary>The nickname was refused: which one, and why. While <see cref="ConnectionState.NicknameNeeded"/>, choose another.</summary>
    public event Action<string, string>? NicknameRefused;

    /// <summary>Connects, and stays connected until the cancellation, <see cref="QuitAsync"/> or, without <see cref="ChatClientOptions.Reconnect"/>, the first break.</summary>
    /// <remarks>Call it once. Does not throw for what servers and networks do: <see cref="Problem"/> says how it ended.</remarks>
    public Task RunAsync(CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Completes when it is <see cref="ConnectionState.Online"/>.</summary>
    /// <exception cref="IOException"><see cref="RunAsync"/> ended before that; the message says why.</exception>
    public Task WhenOnlineAsync(CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Completes when it is in the room.</summary>
    /// <exception cref="IOException">The server refused, or <see cref="RunAsync"/> ended before that; the message says why.</exception>
    public Task<ClientRoom> WhenJoinedAsync(string room, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Tries to connect now instead of at <see cref="RetryAt"/>.</summary>
    public void RetryNow() => throw new NotImplementedException();

    /// <summary>Sends text to a room or a nickname: one message for each line, or part of a line that fits the protocol.</summary>
    /// <remarks>Before the client is online the messages wait for it. Empty lines are left out. Text is text: nothing in it is a command.</remarks>
    /// <returns>The messages, shown in their conversation at once; their state says what became of each.</returns>
    public IReadOnlyList<ChatMessage> Send(string target, string text) => throw new NotImplementedException();

    /// <summary>Sends what this user does (<c>/me</c>).</summary>
    public IReadOnlyList<ChatMessage> SendAction(string target, string text) => throw new NotImplementedException();

    /// <summary>Sends text and waits until the server has acknowledged all of it.</summary>
    /// <returns>Null when it has, else why not, for people to read.</returns>
    public Task<string?> SendAsync(string target, string text, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Opens the direct conversation with that nickname, without sending anything.</summary>
    public Conversation OpenDirect(string nickname) => throw new NotImplementedException();

    /// <summary>Closes a direct conversation: it leaves <see cref="Directs"/>.</summary>
    public void CloseDirect(Conversation direct) => throw new NotImplementedException();

    /// <summary>Whether the target is a room's name on this server.</summary>
    public bool IsRoom(string target) => throw new NotImplementedException();

    /// <summary>The room or direct conversation of that name, or null.</summary>
    public Conversation? Find(string name) => throw new NotImplementedException();

    /// <summary>Joins a room. It appears in <see cref="Rooms"/> when the server agrees; else <see cref="Notice"/> says why not.</summary>
    public void Join(string room) => throw new NotImplementedException();

    /// <summary>Leaves a room; it leaves <see cref="Rooms"/> then.</summary>
    public void Part(string room, string reason = "") => throw new NotImplementedException();

    /// <summary>Asks for another nickname, or answers <see cref="NicknameRefused"/>.</summary>
    public void ChangeNickname(string nickname) => throw new NotImplementedException();

    /// <summary>Sets a room's topic; empty clears it.</summary>
    public void SetTopic(string room, string topic) => throw new NotImplementedException();

    /// <summary>Says that this user is away; empty: that they are back.</summary>
    public void SetAway(string text) => throw new NotImplementedException();

    /// <summary>Gets a short-lived token that allows uploading.</summary>
    /// <returns>The token, or null when the server has none to give: uploading may still be open to anyone.</returns>
    /// <exception cref="IOException">The server refused, did not answer, or is not connected; the message says why.</exception>
    public Task<string?> RequestUploadTokenAsync(CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Says goodbye and ends <see cref="RunAsync"/>; waits until what was sent before has left.</summary>
    public Task QuitAsync(string reason = "") => throw new NotImplementedException();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await QuitAsync();
        Changed?.Invoke();
        MessageAdded?.Invoke(null!, null!);
        Notice?.Invoke(null!);
        NicknameRefused?.Invoke("", "");
    }
}
