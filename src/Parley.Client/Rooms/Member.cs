namespace Parley.Client.Rooms;

/// <summary>Somebody who is in a room. What the server has not told is null.</summary>
public sealed class Member : Observable
{
    private string _nickname;
    private string? _username;
    private string? _host;
    private string? _account;
    private string? _realName;
    private string _prefixes = "";
    private bool _isAway;
    private string? _awayText;

    internal Member(string nickname) => _nickname = nickname;

    /// <summary>The nickname.</summary>
    public string Nickname { get => _nickname; internal set => Set(ref _nickname, value); }

    /// <summary>The user name, the part between <c>!</c> and <c>@</c>.</summary>
    public string? Username { get => _username; internal set => Set(ref _username, value); }

    /// <summary>The host that the server shows for them.</summary>
    public string? Host { get => _host; internal set => Set(ref _host, value); }

    /// <summary>The account; null also when they have none.</summary>
    public string? Account { get => _account; internal set => Set(ref _account, value); }

    /// <summary>The real name.</summary>
    public string? RealName { get => _realName; internal set => Set(ref _realName, value); }

    /// <summary>Their ranks in this room, highest first, such as <c>@+</c>. Empty for a plain member.</summary>
    public string Prefixes { get => _prefixes; internal set => Set(ref _prefixes, value); }

    /// <summary>The highest rank's sign, or empty.</summary>
    public string Prefix => _prefixes.Length > 0 ? _prefixes[..1] : "";

    /// <summary>Whether they are away, as far as the server told.</summary>
    public bool IsAway { get => _isAway; internal set => Set(ref _isAway, value); }

    /// <summary>What they said when they went away; null when they are here or it is not known.</summary>
    public string? AwayText { get => _awayText; internal set => Set(ref _awayText, value); }

    /// <summary>Whether it is a program. Source: https://ircv3.net/specs/extensions/bot-mode.</summary>
    public bool IsBot { get; internal set; }

    /// <summary>When they joined the room; null: before this client did.</summary>
    public DateTimeOffset? Since { get; internal set; }

    /// <summary>The key by which names are one.</summary>
    internal string Key { get; set; } = "";

    /// <summary>0 for the highest rank the server has, growing downwards.</summary>
    internal int Rank { get; set; } = int.MaxValue;
}
