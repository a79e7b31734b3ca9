using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Server;

/// <summary><c>MOTD</c>: the message of the day.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#motd-message. Replies 375, 372, 376; 422, 402.</remarks>
internal static class MotdCommand
{
    public static CommandSpec Spec { get; } = new("MOTD", MinParams: 0, Access.Registered, static c => ServerTarget.IfHere(c, 0, Send));

    /// <summary>Sends it, or says that there is none.</summary>
    public static void Send(CommandContext c)
    {
        if (c.Server.Motd.Lines.Count == 0)
        {
            c.Reply.Numeric(Numeric.ErrNoMotd, "MOTD File is missing");
            return;
        }
        c.Reply.Numeric(Numeric.RplMotdStart, $"- {c.Server.Name} Message of the day - ");
        foreach (string line in c.Server.Motd.Lines)
            c.Reply.Numeric(Numeric.RplMotd, $"- {line}");
        c.Reply.Numeric(Numeric.RplEndOfMotd, "End of /MOTD command");
    }
}
