namespace Parley.Client.Rooms;

/// <summary>A room as this client sees it. It stays in <see cref="ChatClient.Rooms"/> while the connection is away.</summary>
public sealed class ClientRoom : Conversation
{
    private string _topic = "";
    private bool _isJoined;

    internal ClientRoom(string name, string key, int messagesKept)
        : base(name, key, messagesKept)
    {
    }

    /// <summary>The topic without formatting codes, or empty.</summary>
    public string Topic { get => _topic; internal set => Set(ref _topic, value); }

    /// <summary>Who is here. Empty while this client is not.</summary>
    public MemberList Members { get; } = new();

    /// <summary>Whether this client is in the room now.</summary>
    public bool IsJoined { get => _isJoined; internal set => Set(ref _isJoined, value); }

    /// <summary>What NAMES has told so far; null when no list is under way.</summary>
    internal Dictionary<string, Member>? Arriving { get; set; }
}
