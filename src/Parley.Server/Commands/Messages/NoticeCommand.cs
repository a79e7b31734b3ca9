using Parley.Core.Messages;

namespace Parley.Server.Commands.Messages;

/// <summary><c>NOTICE &lt;targets&gt; :&lt;text&gt;</c>: as PRIVMSG, but never answered, not even by an error.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#notice-message. No reply.</remarks>
internal static class NoticeCommand
{
    public static CommandSpec Spec { get; } = new("NOTICE", MinParams: 0, Access.Registered, RunAsync);

    private static ValueTask RunAsync(CommandContext c)
        => BatchCommand.Takes(c, MessageKind.Notice) || c.ParamCount < 2 || c.Bytes(1).Length == 0 ? ValueTask.CompletedTask : MessageTargets.SendAsync(c, MessageKind.Notice);
}
