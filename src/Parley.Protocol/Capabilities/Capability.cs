namespace Parley.Protocol.Capabilities;

/// <summary>The capabilities that Parley knows, as a set.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/capability-negotiation and the page that each member names.</remarks>
[Flags]
public enum Capability
{
    /// <summary>The empty set: a client of plain IRC.</summary>
    None = 0,

    /// <summary>https://ircv3.net/specs/extensions/message-tags, and with it the tag of message-ids.</summary>
    MessageTags = 1 << 0,

    /// <summary>https://ircv3.net/specs/extensions/server-time.</summary>
    ServerTime = 1 << 1,

    /// <summary>https://ircv3.net/specs/extensions/echo-message.</summary>
    EchoMessage = 1 << 2,

    /// <summary>https://ircv3.net/specs/extensions/batch.</summary>
    Batch = 1 << 3,

    /// <summary>https://ircv3.net/specs/extensions/labeled-response.</summary>
    LabeledResponse = 1 << 4,

    /// <summary>https://ircv3.net/specs/extensions/multi-prefix.</summary>
    MultiPrefix = 1 << 5,

    /// <summary>https://ircv3.net/specs/extensions/userhost-in-names.</summary>
    UserhostInNames = 1 << 6,

    /// <summary>https://ircv3.net/specs/extensions/extended-join.</summary>
    ExtendedJoin = 1 << 7,

    /// <summary>https://ircv3.net/specs/extensions/away-notify.</summary>
    AwayNotify = 1 << 8,

    /// <summary>https://ircv3.net/specs/extensions/setname.</summary>
    SetName = 1 << 9,

    /// <summary>https://ircv3.net/specs/extensions/capability-negotiation#cap-notify.</summary>
    CapNotify = 1 << 10,

    /// <summary>https://ircv3.net/specs/extensions/standard-replies.</summary>
    StandardReplies = 1 << 11,

    /// <summary>https://github.com/ircv3/ircv3-specifications/pull/602: short-lived tokens for the file host.</summary>
    AuthToken = 1 << 12,
}
