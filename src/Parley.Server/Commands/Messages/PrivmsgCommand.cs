using Parley.Core.Messages;
using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Messages;

/// <summary><c>PRIVMSG &lt;targets&gt; :&lt;text&gt;</c>: says something to rooms and users.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#privmsg-message. Replies 301; 401, 403, 404, 407, 411, 412.</remarks>
internal static class PrivmsgCommand
{
    public static CommandSpec Spec { get; } = new("PRIVMSG", MinParams: 0, Access.Registered, RunAsync);

    private static ValueTask RunAsync(CommandContext c)
    {
        if (BatchCommand.Takes(c, MessageKind.Privmsg))
            return ValueTask.CompletedTask;
        if (c.ParamCount == 0)
            c.Reply.Numeric(Numeric.ErrNoRecipient, "No recipient given (PRIVMSG)");
        else if (c.ParamCount == 1 || c.Bytes(1).Length == 0)
            c.Reply.Numeric(Numeric.ErrNoTextToSend, "No text to send");
        else
            return MessageTargets.SendAsync(c, MessageKind.Privmsg);
        return ValueTask.CompletedTask;
    }
}
