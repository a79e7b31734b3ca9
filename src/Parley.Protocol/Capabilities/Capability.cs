namespace Parley.Protocol.Capabilities;

/// <summary>The capabilities that Parley knows, as a set.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/capability-negotiation and the page that each member names.</remarks>
[Flags]
public enum Capability : long
{
    /// <summary>The empty set: a client of plain IRC.</summary>
    None = 0,

    /// <summary>https://ircv3.net/specs/extensions/message-tags, and with it the tag of message-ids.</summary>
    MessageTags = 1L << 0,

    /// <summary>https://ircv3.net/specs/extensions/server-time.</summary>
    ServerTime = 1L << 1,

    /// <summary>https://ircv3.net/specs/extensions/echo-message.</summary>
    EchoMessage = 1L << 2,

    /// <summary>https://ircv3.net/specs/extensions/batch.</summary>
    Batch = 1L << 3,

    /// <summary>https://ircv3.net/specs/extensions/labeled-response.</summary>
    LabeledResponse = 1L << 4,

    /// <summary>https://ircv3.net/specs/extensions/multi-prefix.</summary>
    MultiPrefix = 1L << 5,

    /// <summary>https://ircv3.net/specs/extensions/userhost-in-names.</summary>
    UserhostInNames = 1L << 6,

    /// <summary>https://ircv3.net/specs/extensions/extended-join.</summary>
    ExtendedJoin = 1L << 7,

    /// <summary>https://ircv3.net/specs/extensions/away-notify.</summary>
    AwayNotify = 1L << 8,

    /// <summary>https://ircv3.net/specs/extensions/setname.</summary>
    SetName = 1L << 9,

    /// <summary>https://ircv3.net/specs/extensions/capability-negotiation#cap-notify.</summary>
    CapNotify = 1L << 10,

    /// <summary>https://ircv3.net/specs/extensions/standard-replies.</summary>
    StandardReplies = 1L << 11,

    /// <summary>https://github.com/ircv3/ircv3-specifications/pull/602: short-lived tokens for the file host.</summary>
    AuthToken = 1L << 12,

    /// <summary>https://ircv3.net/specs/extensions/account-notify.</summary>
    AccountNotify = 1L << 13,

    /// <summary>https://ircv3.net/specs/extensions/account-tag.</summary>
    AccountTag = 1L << 14,

    /// <summary>https://ircv3.net/specs/extensions/chghost.</summary>
    ChgHost = 1L << 15,

    /// <summary>https://ircv3.net/specs/extensions/invite-notify.</summary>
    InviteNotify = 1L << 16,

    /// <summary>https://ircv3.net/specs/extensions/extended-monitor.</summary>
    ExtendedMonitor = 1L << 17,

    /// <summary>https://ircv3.net/specs/extensions/sasl-3.2.</summary>
    Sasl = 1L << 18,

    /// <summary>https://ircv3.net/specs/extensions/account-registration.</summary>
    AccountRegistration = 1L << 20,

    /// <summary>https://ircv3.net/specs/extensions/channel-rename.</summary>
    ChannelRename = 1L << 21,

    /// <summary>https://ircv3.net/specs/extensions/chathistory.</summary>
    ChatHistory = 1L << 22,

    /// <summary>https://ircv3.net/specs/extensions/chathistory: events besides messages in histories.</summary>
    EventPlayback = 1L << 23,

    /// <summary>https://ircv3.net/specs/extensions/extended-isupport.</summary>
    ExtendedIsupport = 1L << 24,

    /// <summary>https://ircv3.net/specs/extensions/message-redaction.</summary>
    MessageRedaction = 1L << 25,

    /// <summary>https://ircv3.net/specs/extensions/metadata.</summary>
    Metadata2 = 1L << 26,

    /// <summary>https://github.com/ircv3/ircv3-specifications/pull/613: the metadata draft that comes next.</summary>
    Metadata3 = 1L << 27,

    /// <summary>https://ircv3.net/specs/extensions/multiline.</summary>
    Multiline = 1L << 28,

    /// <summary>https://ircv3.net/specs/extensions/no-implicit-names.</summary>
    NoImplicitNames = 1L << 29,

    /// <summary>https://github.com/ircv3/ircv3-specifications/pull/503: staying in rooms without a connection.</summary>
    Persistence = 1L << 30,

    /// <summary>https://ircv3.net/specs/extensions/pre-away.</summary>
    PreAway = 1L << 31,

    /// <summary>https://ircv3.net/specs/extensions/read-marker.</summary>
    ReadMarker = 1L << 32,

    /// <summary>https://github.com/ircv3/ircv3-specifications/pull/417: messages relayed by bridges.</summary>
    RelayMsg = 1L << 33,

    /// <summary>https://wiki.znc.in/Playback: what was said since a moment, for clients without chathistory.</summary>
    ZncPlayback = 1L << 34,

    /// <summary>https://wiki.znc.in/Query_buffers: direct messages that other sessions of oneself have sent.</summary>
    ZncSelfMessage = 1L << 35,

    /// <summary>https://codeberg.org/emersion/soju/src/branch/master/doc/ext/search.md: messages by what they say.</summary>
    Search = 1L << 36,

    /// <summary>docs/irc.md: the command DEVICE, which gives clients tokens to log in with.</summary>
    Devices = 1L << 37,

    /// <summary>docs/irc.md: the command INVITELINK, which makes links into rooms.</summary>
    InviteLinks = 1L << 38,

    /// <summary>https://github.com/ircv3/ircv3-specifications/pull/471: being told by Web Push while no client is connected.</summary>
    WebPush = 1L << 39,

    /// <summary>docs/irc.md: the command TBAN, which bans with a reason and an end.</summary>
    TimedBans = 1L << 40,

    /// <summary>https://ircv3.net/specs/extensions/sts. Never asked for: it only says something.</summary>
    Sts = 1L << 41,
}
