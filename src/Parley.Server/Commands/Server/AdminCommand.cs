using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Server;

/// <summary><c>ADMIN [&lt;server&gt;]</c>: who runs the server.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#admin-message. Replies 256 to 259; 423 when the settings do not say, 402.</remarks>
internal static class AdminCommand
{
    private static readonly Numeric[] Lines = [Numeric.RplAdminLoc1, Numeric.RplAdminLoc2, Numeric.RplAdminEmail];

    public static CommandSpec Spec { get; } = new("ADMIN", MinParams: 0, Access.Registered, static c => ServerTarget.IfHere(c, 0, Send));

    private static void Send(CommandContext c)
    {
        IReadOnlyList<string> admin = c.Server.Options.Network.Admin;
        if (admin.Count == 0)
        {
            c.Reply.Numeric(Numeric.ErrNoAdminInfo, c.Server.Name, "No administrative info available");
            return;
        }
        c.Reply.Numeric(Numeric.RplAdminMe, c.Server.Name, "Administrative info");
        foreach ((Numeric numeric, string line) in Lines.Zip(admin))
            c.Reply.Numeric(numeric, line);
    }
}
