using Microsoft.Extensions.Logging;
using Parley.Core.History;
using Parley.Core.Storage;

namespace Parley.Server.Settings;

/// <summary>All that can be set, by section.</summary>
/// <remarks>Each value comes from the command line, <c>PARLEY__Section__Key</c>, the TOML file or its default here.
/// The text at each option is its only description: help, the printed file and the messages about bad values are made of it.</remarks>
public sealed record ParleyOptions
{
    /// <summary>Where the server listens and what it calls itself.</summary>
    public ServerOptions Server { get; init; } = new();

    /// <summary>Who speaks for others, and which pages may connect.</summary>
    public ConnectionOptions Connections { get; init; } = new();

    /// <summary>TLS.</summary>
    public TlsOptions Tls { get; init; } = new();

    /// <summary>What the server says about itself.</summary>
    public NetworkOptions Network { get; init; } = new();

    /// <summary>Rooms.</summary>
    public RoomOptions Rooms { get; init; } = new();

    /// <summary>What one client may do.</summary>
    public LimitOptions Limits { get; init; } = new();

    /// <summary>Accounts.</summary>
    public AccountOptions Accounts { get; init; } = new();

    /// <summary>What is kept of what was said.</summary>
    public HistoryOptions History { get; init; } = new();

    /// <summary>Who runs the server by IRC.</summary>
    public OperatorOptions Operators { get; init; } = new();

    /// <summary>Telling people by Web Push what is said to them while nobody looks.</summary>
    public PushOptions Push { get; init; } = new();

    /// <summary>Files.</summary>
    public UploadOptions Uploads { get; init; } = new();
}

/// <summary>Where the server listens and what it calls itself.</summary>
public sealed record ServerOptions
{
    /// <summary>The TCP port when none is named: CHAT on a telephone's keypad, and no browser blocks it as they do 6667.</summary>
    public const int DefaultPort = 2428;

    [EndPoints("Where to listen. Port 0 takes any free one.", Switch = "--listen")]
    public IReadOnlyList<string> Listen { get; init; } = ["0.0.0.0:2428", "[::]:2428"];

    [FolderPath("The folder that holds everything that is kept. Without it: the platform's folder for application data.",
        Switch = "--data")]
    public string? Data { get; init; }

    [WebAddress("The address by which people outside reach the server. Without it each client is told the one by which it came.",
        Switch = "--url")]
    public Uri? Url { get; init; }

    [HostName("The server's name on the wire.", Switch = "--name")]
    public string Name { get; init; } = "parley";

    [YesNo("Whether people see a name in place of others' addresses: of guests one made of the address, of those who have logged in one of the account.")]
    public bool HideAddresses { get; init; }

    [FilePath("A text file that is shown to everyone who joins. Without it: a short greeting.", Switch = "--motd")]
    public string? Motd { get; init; }

    [OneOf<LogLevel>("What is logged: this level and what is graver.", Switch = "--log-level")]
    public LogLevel LogLevel { get; init; } = LogLevel.Information;
}

/// <summary>Rooms.</summary>
public sealed record RoomOptions
{
    [RoomName("The room that exists always and belongs to the server.", Switch = "--room")]
    public string Default { get; init; } = "#lobby";

    [YesNo("Whether every client is put into the default room, and not only those that ask.")]
    public bool AutoJoin { get; init; }
}

/// <summary>Who runs the server by IRC.</summary>
public sealed record OperatorOptions
{
    [Operators("Who may become an operator of the server with /OPER NAME PASSWORD. \"parley hash-password\" makes of a password what stands "
        + "here; the password itself is kept nowhere.")]
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>The accounts as OPER compares them.</summary>
    internal OperatorAccount[] All => [.. Accounts.Select(OperatorAccount.Parse)];
}

/// <summary>What one client, or one address, may do. Clients on loopback are not counted.</summary>
public sealed record LimitOptions
{
    [WholeNumber("Connections at once from one address. 0: no limit. 64 lets a school behind one address in.", 0, 1_000_000)]
    public int ConnectionsPerAddress { get; init; } = 64;

    [WholeNumber("New connections a minute from one address. 0: no limit.", 0, 1_000_000)]
    public int ConnectionRate { get; init; } = 120;

    [WholeNumber("Commands a second that a session may send for long. 0: no limit.", 0, 1_000_000)]
    public int CommandRate { get; init; } = 10;

    [WholeNumber("Commands that a session may send at once before CommandRate slows it.", 1, 1_000_000)]
    public int CommandBurst { get; init; } = 60;

    [WholeNumber("The most that may wait for one client that does not read, in bytes; over it that client is closed. "
        + "4 MiB holds some 30,000 lines.", 64 * 1024, 1 << 30)]
    public int Outbox { get; init; } = 4 * 1024 * 1024;

    [WholeNumber("Rooms that one user may be in.", 1, 100_000)]
    public int RoomsPerUser { get; init; } = 200;

    [WholeNumber("The longest topic, in bytes of UTF-8 (ISUPPORT TOPICLEN).", 1, MaxTextBytes)]
    public int TopicBytes { get; init; } = 390;

    [WholeNumber("The longest away message, in bytes of UTF-8 (ISUPPORT AWAYLEN).", 1, MaxTextBytes)]
    public int AwayBytes { get; init; } = 390;

    [WholeNumber("The longest reason for a kick, in bytes of UTF-8 (ISUPPORT KICKLEN).", 1, MaxTextBytes)]
    public int KickBytes { get; init; } = 390;

    [WholeNumber("The longest real name, in bytes of UTF-8 (ISUPPORT NAMELEN).", 1, MaxTextBytes)]
    public int RealNameBytes { get; init; } = 150;

    [ClientTag("Client-only tags that are taken off messages, without their '+' (ISUPPORT CLIENTTAGDENY). * takes off all of them "
        + "but those that follow with a '-'.")]
    public IReadOnlyList<string> DeniedTags { get; init; } = [];

    [WholeNumber("Entries in each of a room's lists: bans, exceptions, invitations (ISUPPORT MAXLIST).", 0, 10_000)]
    public int Bans { get; init; } = 100;

    [WholeNumber("Keys of metadata that may be set for one user, or for one room.", 1, 1000)]
    public int MetadataKeys { get; init; } = 20;

    [WholeNumber("Keys of metadata that a session may follow.", 1, 1000)]
    public int MetadataSubscriptions { get; init; } = 50;

    [WholeNumber("The longest value of metadata, in bytes of UTF-8.", 1, 300)]
    public int MetadataBytes { get; init; } = 300;

    [WholeNumber("Nicknames that a session may watch (ISUPPORT MONITOR).", 1, 10_000)]
    public int Watched { get; init; } = 100;

    [WholeNumber("Nicknames that were given up and about which WHOWAS still tells. 0: none. 1,000 take some 300 kB.", 0, 1_000_000)]
    public int FormerNames { get; init; } = 1000;

    [Duration("How long a new connection may say nothing, or not finish its registration.")]
    public TimeSpan Registration { get; init; } = TimeSpan.FromSeconds(30);

    [Duration("The silence after which a client is asked whether it is still there (PING).")]
    public TimeSpan PingAfter { get; init; } = TimeSpan.FromSeconds(90);

    [Duration("How long it may take to answer before it is closed.")]
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(60);

    // What is left of a line's 512 bytes beside a numeric, the longest nickname and the longest room name in ASCII.
    private const int MaxTextBytes = 390;
}

/// <summary>What becomes of what an account has said when it is given up.</summary>
public enum DroppedMessages
{
    /// <summary>It stays, under a name that nobody can have.</summary>
    Keep,

    /// <summary>It goes, as if it had been taken back.</summary>
    Forget,
}

/// <summary>Accounts: names that belong to who knows the password.</summary>
public sealed record AccountOptions
{
    [YesNo("Whether people may register accounts.")]
    public bool Register { get; init; } = true;

    [YesNo("Whether they may do so while they connect, and not only afterwards.")]
    public bool RegisterBeforeConnect { get; init; } = true;

    [WholeNumber("Accounts that may be registered in an hour from one address. 0: no limit. Clients on loopback are not counted.", 0, 1_000_000)]
    public int RegistrationsPerHour { get; init; } = 10;

    [YesNo("Whether an e-mail address must be given. It is kept, but nothing is sent there.")]
    public bool EmailRequired { get; init; }

    [WholeNumber("The shortest password, in characters. NIST SP 800-63B asks for 8.", 1, 64)]
    public int PasswordLength { get; init; } = 8;

    [WholeNumber("How often a new password's hash is repeated (PBKDF2 with SHA-256): what guessing one costs. OWASP asks for 600,000; passwords that "
        + "are there already keep theirs.", Core.Accounts.ScramVerifier.MinIterations, Core.Accounts.ScramVerifier.MaxIterations)]
    public int PasswordIterations { get; init; } = Core.Accounts.ScramVerifier.DefaultIterations;

    [YesNo("Whether those who have logged in stay in their rooms without a connection, unless they choose otherwise (PERSISTENCE SET).")]
    public bool AlwaysOn { get; init; }

    [OneOf<DroppedMessages>("What becomes of what an account has said when it is given up. keep: it stays, but nobody knows any more who said it. forget: it goes.")]
    public DroppedMessages DroppedMessages { get; init; }

    [WholeNumber("Days without a connection after which such a one leaves the rooms all the same. 0: never.", 0, 36_500)]
    public int AlwaysOnDays { get; init; } = 30;

    [WholeNumber("Rooms that one account may own (CHANSERV REGISTER). They stay when everyone has left.", 0, 100_000)]
    public int RoomsPerAccount { get; init; } = 20;

    [YesNo("Whether an account's name is a nickname for its owner alone.")]
    public bool ReserveNicknames { get; init; } = true;

    [YesNo("Whether only those may connect who have logged in to an account (ISUPPORT draft/ACCOUNTREQUIRED).")]
    public bool Required { get; init; }
}

/// <summary>What is kept of what was said.</summary>
public sealed record HistoryOptions
{
    [OneOf<Durability>("What an acknowledged message survives. power: loss of power, as each commit waits for the disk. process: whatever ends the server, "
        + "but loss of power may take the last moments. none: nothing; accounts and rooms are then in memory too.")]
    public Durability Durability { get; init; } = Durability.Power;

    [WholeNumber("Messages and events that are kept in memory of each room, and of what two say to each other, when durability is none.", 1, 1_000_000)]
    public int Items { get; init; } = 10_000;

    [WholeNumber("Days for which what was said and happened is kept. 0: for ever, in memory for as long as there is room.", 0, 36_500)]
    public int Days { get; init; }

    [WholeNumber("Messages that are kept of each room, and of what two say to each other. 0: all.", 0, 1_000_000_000)]
    public int Messages { get; init; }

    [OneOf<HistoryReach>("What members of a room may read and search. all: all that is kept. joined: what was said since they came in. A room's owner may "
        + "say otherwise (CHANSERV SET QUERY-CUTOFF).")]
    public HistoryReach Reach { get; init; }

    /// <summary>How long what is said is kept.</summary>
    public Retention ToRetention() => new(TimeSpan.FromDays((double)Days), Messages);

    [WholeNumber("The most memory for all of them when durability is none, in bytes; over it the oldest go. 64 MiB holds some 200,000 short messages.", 64 * 1024, 1L << 40)]
    public long Memory { get; init; } = 64 << 20;

    [WholeNumber("Messages of a room that are sent to a client that comes in, knows server-time, and cannot ask for them (draft/chathistory). "
        + "0: none.", 0, Commands.History.ChatHistoryCommand.MaxLimit)]
    public int Replay { get; init; } = 50;

    [WholeNumber("Minutes for which people may take their own messages back (draft/message-redaction). 0: without end.", 0, 1_000_000)]
    public int RedactMinutes { get; init; }
}

/// <summary>How much of a room's history its members may read.</summary>
public enum HistoryReach
{
    /// <summary>All of it.</summary>
    All,

    /// <summary>What was said since each came in.</summary>
    Joined,
}

/// <summary>Files.</summary>
public sealed record UploadOptions
{
    [WholeNumber("The largest file, in bytes. The default is 1 GiB. 0: nobody may send files.", 0, long.MaxValue)]
    public long MaxSize { get; init; } = 1L << 30;

    [WholeNumber("All files together, in bytes. The default is 10 GiB.", 0, long.MaxValue)]
    public long MaxTotal { get; init; } = 10L << 30;

    [WholeNumber("Days for which files are kept. 0: for ever.", 0, 36_500)]
    public int Days { get; init; }

    [YesNo("Whether anyone who reaches the server may upload, without being connected.")]
    public bool Anonymous { get; init; }

    [Duration("How long a token for uploading is good.")]
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromMinutes(10);
}
