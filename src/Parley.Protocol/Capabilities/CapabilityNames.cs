namespace Parley.Protocol.Capabilities;

/// <summary>The capabilities' names on the wire.</summary>
/// <remarks>Source: https://ircv3.net/registry#capabilities, and the page that <see cref="Capability"/> names for each.</remarks>
public static class CapabilityNames
{
    private static readonly (Capability Capability, string Name)[] Table =
    [
        (Capability.AccountNotify, "account-notify"),
        (Capability.AccountTag, "account-tag"),
        (Capability.AwayNotify, "away-notify"),
        (Capability.Batch, "batch"),
        (Capability.CapNotify, "cap-notify"),
        (Capability.ChgHost, "chghost"),
        (Capability.AccountRegistration, "draft/account-registration"),
        (Capability.AuthToken, "draft/authtoken"),
        (Capability.ChannelRename, "draft/channel-rename"),
        (Capability.ChatHistory, "draft/chathistory"),
        (Capability.EventPlayback, "draft/event-playback"),
        (Capability.ExtendedIsupport, "draft/extended-isupport"),
        (Capability.MessageRedaction, "draft/message-redaction"),
        (Capability.Multiline, "draft/multiline"),
        (Capability.NoImplicitNames, "draft/no-implicit-names"),
        (Capability.Persistence, "draft/persistence"),
        (Capability.Metadata2, "draft/metadata-2"),
        (Capability.Metadata3, "draft/metadata-3"),
        (Capability.PreAway, "draft/pre-away"),
        (Capability.ReadMarker, "draft/read-marker"),
        (Capability.RelayMsg, "draft/relaymsg"),
        (Capability.WebPush, "draft/webpush"),
        (Capability.EchoMessage, "echo-message"),
        (Capability.ExtendedJoin, "extended-join"),
        (Capability.ExtendedMonitor, "extended-monitor"),
        (Capability.InviteNotify, "invite-notify"),
        (Capability.LabeledResponse, "labeled-response"),
        (Capability.MessageTags, "message-tags"),
        (Capability.MultiPrefix, "multi-prefix"),
        (Capability.NoImplicitNames, "no-implicit-names"),
        (Capability.TimedBans, "parley.chat/bans"),
        (Capability.Devices, "parley.chat/devices"),
        (Capability.InviteLinks, "parley.chat/invites"),
        (Capability.Sasl, "sasl"),
        (Capability.ServerTime, "server-time"),
        (Capability.SetName, "setname"),
        (Capability.Search, "soju.im/search"),
        (Capability.WebPush, "soju.im/webpush"),
        (Capability.StandardReplies, "standard-replies"),
        (Capability.Sts, "sts"),
        (Capability.UserhostInNames, "userhost-in-names"),
        (Capability.ZncPlayback, "znc.in/playback"),
        (Capability.ZncSelfMessage, "znc.in/self-message"),
    ];

    /// <summary>Every capability with its name, sorted by name.</summary>
    public static IReadOnlyList<(Capability Capability, string Name)> All => Table;

    /// <summary>The capability of that name, or <see cref="Capability.None"/>. Names are compared exactly.</summary>
    public static Capability Find(string name)
    {
        foreach ((Capability capability, string known) in Table)
            if (known == name)
                return capability;
        return Capability.None;
    }

    /// <summary>The names of the set, sorted.</summary>
    public static IEnumerable<string> Of(Capability set) => Table.Where(row => set.HasFlag(row.Capability)).Select(row => row.Name);
}
