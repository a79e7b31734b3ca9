using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Server;

/// <summary><c>LINKS</c>: the links between the servers of the network; there is one server, and so there are none.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#links-message. Replies 365.</remarks>
internal static class LinksCommand
{
    public static CommandSpec Spec { get; } = new("LINKS", MinParams: 0, Access.Registered, RunAsync);

    private static ValueTask RunAsync(CommandContext c)
    {
        c.Reply.Numeric(Numeric.RplEndOfLinks, "*", "End of /LINKS list");
        return ValueTask.CompletedTask;
    }
}
