using Parley.Core.Rooms;
using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Server;

/// <summary>The parameter by which a command may be meant for another server: there is only this one.</summary>
internal static class ServerTarget
{
    /// <summary>Runs the command when the parameter is missing, or names this server or somebody on it; else 402.</summary>
    public static ValueTask IfHere(CommandContext c, int parameter, Action<CommandContext> run)
    {
        if (parameter >= c.ParamCount || Glob.Matches(c.Text(parameter), c.Server.Name) || c.Users.TryFind(c.Text(parameter), out _))
            run(c);
        else
            c.Reply.Numeric(Numeric.ErrNoSuchServer, c.Text(parameter), "No such server");
        return ValueTask.CompletedTask;
    }
}
