using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Server;

/// <summary><c>LINKS</c>: the servers of the network, which is this one.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#links-message. Replies 364, 365.</remarks>
internal static class LinksCommand
{
    public static CommandSpec Spec { get; } = new("LINKS", MinParams: 0, Access.Registered, RunAsync);

    private static ValueTask RunAsync(CommandContext c)
    {
        c.Reply.Numeric(Numeric.RplLinks, c.Server.Name, c.Server.Name, $"0 {c.Server.Options.Network.Description}");
        c.Reply.Numeric(Numeric.RplEndOfLinks, "*", "End of /LINKS list");
        return ValueTask.CompletedTask;
    }
}
