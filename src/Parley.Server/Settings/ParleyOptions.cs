namespace Parley.Server.Settings;

/// <summary>All that can be set, by section. Each value comes from the command line, <c>PARLEY__Section__Key</c>, the TOML file or its default here.</summary>
public sealed record ParleyOptions
{
    /// <summary>Where the server listens and what it calls itself.</summary>
    public ServerOptions Server { get; init; } = new();

    /// <summary>Rooms.</summary>
    public RoomOptions Rooms { get; init; } = new();

    /// <summary>What one client may do.</summary>
    public LimitOptions Limits { get; init; } = new();

    /// <summary>Files.</summary>
    public UploadOptions Uploads { get; init; } = new();
}

/// <summary>Where the server listens and what it calls itself.</summary>
public sealed record ServerOptions
{
    /// <summary>The TCP port when none is named: CHAT on a telephone's keypad.</summary>
    public const int DefaultPort = 2428;

    /// <summary>Addresses with ports, such as <c>0.0.0.0:2428</c> or <c>[::1]:2428</c>. Port 0 takes any free one.</summary>
    public IReadOnlyList<string> Listen { get; init; } = [];

    /// <summary>The folder that holds everything that is kept. Null: the platform's folder for application data.</summary>
    public string? Data { get; init; }

    /// <summary>The address by which people outside reach the server. Null: each client is told the address by which it came.</summary>
    public Uri? Url { get; init; }

    /// <summary>The server's name on the wire: a host name without spaces.</summary>
    public string Name { get; init; } = "parley";

    /// <summary>A text file that is shown to everyone who joins. Null: a short greeting.</summary>
    public string? Motd { get; init; }
}

/// <summary>Rooms.</summary>
public sealed record RoomOptions
{
    /// <summary>The room that exists always and belongs to the server.</summary>
    public string Default { get; init; } = "#lobby";

    /// <summary>Whether every client is put into the default room, and not only those that ask.</summary>
    public bool AutoJoin { get; init; }
}

/// <summary>What one client, or one address, may do. Clients on loopback are not counted.</summary>
public sealed record LimitOptions
{
    /// <summary>Connections at once from one address. 0: no limit. 64 lets a school behind one address in.</summary>
    public int ConnectionsPerAddress { get; init; } = 64;

    /// <summary>New connections a minute from one address. 0: no limit.</summary>
    public int ConnectionRate { get; init; } = 120;

    /// <summary>Commands a second that a session may send for long. 0: no limit. Also waived for loopback.</summary>
    public int CommandRate { get; init; } = 10;

    /// <summary>Commands that a session may send at once before <see cref="CommandRate"/> slows it.</summary>
    public int CommandBurst { get; init; } = 60;

    /// <summary>The most that may wait for one client that does not read, in bytes; over it that client is closed. 4 MiB holds some 30,000 lines.</summary>
    public int Outbox { get; init; } = 4 * 1024 * 1024;

    /// <summary>Rooms that one user may be in.</summary>
    public int RoomsPerUser { get; init; } = 200;

    /// <summary>The longest topic, in bytes of UTF-8 (ISUPPORT TOPICLEN).</summary>
    public int TopicBytes { get; init; } = 390;

    /// <summary>The longest away message, in bytes of UTF-8 (ISUPPORT AWAYLEN).</summary>
    public int AwayBytes { get; init; } = 390;

    /// <summary>The longest reason for a kick, in bytes of UTF-8 (ISUPPORT KICKLEN).</summary>
    public int KickBytes { get; init; } = 390;

    /// <summary>The longest real name, in bytes of UTF-8 (ISUPPORT NAMELEN).</summary>
    public int RealNameBytes { get; init; } = 150;

    /// <summary>Entries in a room's list of bans (ISUPPORT MAXLIST).</summary>
    public int Bans { get; init; } = 100;

    /// <summary>How long a new connection may say nothing, or not finish its registration.</summary>
    public TimeSpan Registration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The silence after which a client is asked whether it is still there (PING).</summary>
    public TimeSpan PingAfter { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>How long it may take to answer before it is closed.</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>Files.</summary>
public sealed record UploadOptions
{
    /// <summary>The largest file, in bytes. Default 1 GiB.</summary>
    public long MaxSize { get; init; } = 1L << 30;

    /// <summary>All files together, in bytes. Default 10 GiB.</summary>
    public long MaxTotal { get; init; } = 10L << 30;

    /// <summary>Whether anyone who reaches the server may upload, without being connected.</summary>
    public bool Anonymous { get; init; }

    /// <summary>How long a token for uploading is good.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromMinutes(10);
}
