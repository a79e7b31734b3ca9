using Parley.Protocol.Numerics;
using Parley.Server.Replies;

namespace Parley.Server.Commands.Server;

/// <summary><c>VERSION</c>: which program this is, and once more what it can.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#version-message. Replies 351, 005; 402.</remarks>
internal static class VersionCommand
{
    public static CommandSpec Spec { get; } = new("VERSION", MinParams: 0, Access.Registered, static c => ServerTarget.IfHere(c, 0, Send));

    private static void Send(CommandContext c)
    {
        c.Reply.End(c.Reply.Begin(Numeric.RplVersion).Param(ServerVersion.Text).Param(c.Server.Name).Trailing("IRC and IRCv3, files, and a web client on one port"));
        Isupport.Send(c);
    }
}
