namespace Parley.Client.Rooms;

/// <summary>A room as this client sees it. It stays in <see cref="ChatClient.Rooms"/> while the connection is away.</summary>
public sealed class ClientRoom : Conversation
{
    private string _topic = "";
    private string _rules = "";
    private bool _isJoined;
    private Dictionary<string, Member>? _arriving;

    internal ClientRoom(string name, string key, ChatClientOptions options)
        : base(name, key, options)
    {
    }

    /// <summary>The topic without formatting codes, or empty.</summary>
    public string Topic { get => _topic; internal set => Set(ref _topic, value); }

    /// <summary>Who has set the topic, and when; null: it is not known.</summary>
    public (string By, DateTimeOffset? At)? TopicSet { get; internal set; }

    /// <summary>What the room is like. Empty while this client is not in it.</summary>
    public RoomModes Modes { get; } = new();

    /// <summary>When it was made; null: it is not known.</summary>
    public DateTimeOffset? Created { get; internal set; }

    /// <summary>What those who run it ask of its members; empty: nothing. See <see cref="RoomRules"/>.</summary>
    public string Rules { get => _rules; internal set => Set(ref _rules, value); }

    /// <summary>For how long what is said is kept, in the server's words; null: it has said nothing.</summary>
    public string? Retention { get; internal set; }

    /// <summary>Who is here. Empty while this client is not.</summary>
    public MemberList Members { get; } = new();

    /// <summary>Whether this client is in the room now.</summary>
    public bool IsJoined { get => _isJoined; internal set => Set(ref _isJoined, value); }

    internal void Enter(Member member)
    {
        Members.Add(member);
        _arriving?[member.Key] = member;
    }

    internal void Exit(string key)
    {
        Members.Remove(key);
        Typing.Stopped(key);
        _arriving?.Remove(key);
    }

    /// <summary>This client is not in the room any more.</summary>
    internal void Leave()
    {
        IsJoined = false;
        Modes.Clear();
        _arriving = null;
        Members.Replace([]);
    }

    internal void Rename(Member member, string nickname, string key)
    {
        if (_arriving?.Remove(member.Key) == true)
            _arriving[key] = member;
        Members.Update(member, one => (one.Nickname, one.Key) = (nickname, key));
    }

    internal void SetPrefixes(Member member, string prefixes, int rank)
        => Members.Update(member, one => (one.Prefixes, one.Rank) = (prefixes, rank));

    /// <summary>One name of a list that NAMES is telling; what was known of them stays known.</summary>
    internal void Arrive(Member member)
    {
        if (Members.Find(member.Key) is { } known)
        {
            member.Username ??= known.Username;
            member.Host ??= known.Host;
            (member.Account, member.RealName) = (known.Account, known.RealName);
            member.IsBot = known.IsBot;
            (member.IsAway, member.AwayText, member.Since) = (known.IsAway, known.AwayText, known.Since);
        }
        _arriving ??= [];
        _arriving[member.Key] = member;
    }

    /// <summary>The list is complete: those and only those are here.</summary>
    internal void AllArrived()
    {
        if (_arriving is not null)
            Members.Replace(_arriving.Values);
        _arriving = null;
    }
}
