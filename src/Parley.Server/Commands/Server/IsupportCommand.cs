using Parley.Protocol.Capabilities;
using Parley.Protocol.Numerics;
using Parley.Server.Replies;

namespace Parley.Server.Commands.Server;

/// <summary><c>ISUPPORT</c>: says once more what the server can, also before registration.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/extended-isupport. Replies 005; 451 before registration without the capability.</remarks>
internal static class IsupportCommand
{
    public static CommandSpec Spec { get; } = new("ISUPPORT", MinParams: 0, Access.Anyone, RunAsync, Cost: 2);

    private static ValueTask RunAsync(CommandContext c)
    {
        if (c.Session.User is null && !c.Session.Has(Capability.ExtendedIsupport))
            c.Reply.Numeric(Numeric.ErrNotRegistered, "You have not registered");
        else
            Isupport.Send(c);
        return ValueTask.CompletedTask;
    }
}
