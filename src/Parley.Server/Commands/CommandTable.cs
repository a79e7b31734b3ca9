using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Parley.Server.Commands.Accounts;
using Parley.Server.Commands.Bots;
using Parley.Server.Commands.Files;
using Parley.Server.Commands.History;
using Parley.Server.Commands.Messages;
using Parley.Server.Commands.Metadata;
using Parley.Server.Commands.Operators;
using Parley.Server.Commands.Push;
using Parley.Server.Commands.Registration;
using Parley.Server.Commands.Rooms;
using Parley.Server.Commands.Server;
using Parley.Server.Commands.Users;

namespace Parley.Server.Commands;

/// <summary>Every verb there is. What is not here is unknown: 421.</summary>
internal static class CommandTable
{
    private static readonly FrozenDictionary<string, CommandSpec> ByVerb = new[]
    {
        AuthenticateCommand.Spec,
        AcceptCommand.Spec,
        AdminCommand.Spec,
        AwayCommand.Spec,
        BatchCommand.Spec,
        CapCommand.Spec,
        ChanServCommand.Spec,
        ChanServCommand.Short,
        ChatHistoryCommand.Spec,
        DeviceCommand.Spec,
        ErrorCommand.Spec,
        HelpCommand.HelpopSpec,
        HelpCommand.Spec,
        InfoCommand.Spec,
        InviteCommand.Spec,
        InviteLinkCommand.Spec,
        IsonCommand.Spec,
        IsupportCommand.Spec,
        JoinCommand.Spec,
        KickCommand.Spec,
        KillCommand.Spec,
        KnockCommand.Spec,
        LinksCommand.Spec,
        ListCommand.Spec,
        LusersCommand.Spec,
        MarkReadCommand.Spec,
        MetadataCommand.Spec,
        ModeCommand.Spec,
        MonitorCommand.Spec,
        MotdCommand.Spec,
        NamesCommand.Spec,
        NickCommand.Spec,
        NickServCommand.Spec,
        NickServCommand.Short,
        NoticeCommand.Spec,
        OperCommand.Spec,
        PartCommand.Spec,
        PersistenceCommand.Spec,
        PassCommand.Spec,
        PasskeyCommand.Spec,
        PingCommand.Spec,
        PongCommand.Spec,
        PrivmsgCommand.Spec,
        QuitCommand.Spec,
        RedactCommand.Spec,
        RegisterCommand.Spec,
        RelayMsgCommand.Spec,
        RenameCommand.Spec,
        RehashCommand.Spec,
        SearchCommand.Spec,
        SetNameCommand.Spec,
        StatsCommand.Spec,
        TagMsgCommand.Spec,
        TbanCommand.Spec,
        TimeCommand.Spec,
        TokenCommand.Spec,
        TopicCommand.Spec,
        UserCommand.Spec,
        UserhostCommand.Spec,
        VerifyCommand.Spec,
        VersionCommand.Spec,
        WallopsCommand.Spec,
        WebIrcCommand.Spec,
        WebPushCommand.Spec,
        WhoCommand.Spec,
        WhoisCommand.Spec,
        WhowasCommand.Spec,
        ZncCommand.Spec,
    }.ToFrozenDictionary(spec => spec.Verb, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, CommandSpec>.AlternateLookup<ReadOnlySpan<char>> Lookup
        = ByVerb.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>All rows.</summary>
    public static IEnumerable<CommandSpec> All => ByVerb.Values;

    /// <summary>The row of a verb, in any case.</summary>
    public static bool TryFind(ReadOnlySpan<byte> verb, [NotNullWhen(true)] out CommandSpec? spec)
    {
        Span<char> name = stackalloc char[16];
        spec = null;
        return verb.Length <= name.Length && Lookup.TryGetValue(name[..Encoding.ASCII.GetChars(verb, name)], out spec);
    }
}
