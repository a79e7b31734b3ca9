using System.Globalization;
using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Server;

/// <summary><c>TIME</c>: the server's time.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#time-message. Replies 391; 402.</remarks>
internal static class TimeCommand
{
    public static CommandSpec Spec { get; } = new("TIME", MinParams: 0, Access.Registered, static c => ServerTarget.IfHere(c, 0, Send));

    private static void Send(CommandContext c)
        => c.Reply.Numeric(Numeric.RplTime, c.Server.Name, c.Server.Time.GetUtcNow().ToString("dddd, d MMMM yyyy, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
}
