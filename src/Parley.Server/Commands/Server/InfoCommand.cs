using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Server;

/// <summary><c>INFO</c>: what this program is.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#info-message. Replies 371, 374; 402.</remarks>
internal static class InfoCommand
{
    public static CommandSpec Spec { get; } = new("INFO", MinParams: 0, Access.Registered, static c => ServerTarget.IfHere(c, 0, Send));

    private static void Send(CommandContext c)
    {
        string[] lines =
        [
            ServerVersion.Text,
            "A chatroom that you run with one command.",
            "People join from a browser, a terminal or any IRC client, all on one port.",
            $"This one is \"{c.Server.Options.Network.Description}\", up since {c.Server.Started:yyyy-MM-dd HH:mm:ss} UTC.",
        ];
        foreach (string line in lines)
            c.Reply.Numeric(Numeric.RplInfo, line);
        c.Reply.Numeric(Numeric.RplEndOfInfo, "End of /INFO list");
    }
}
