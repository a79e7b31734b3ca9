using System.Globalization;
using Parley.Protocol.Numerics;
using Parley.Server.Settings;

namespace Parley.Server.Commands.Server;

/// <summary><c>STATS &lt;letter&gt; [&lt;server&gt;]</c>: how long the server is up (u), how often commands were used (m), who may become an operator (o).</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#stats-message. Replies 242, 212, 243, 219; 402, 461, 481. Other letters have nothing to tell.</remarks>
internal static class StatsCommand
{
    public static CommandSpec Spec { get; } = new("STATS", MinParams: 1, Access.Registered, static c => ServerTarget.IfHere(c, 1, Send));

    private static void Send(CommandContext c)
    {
        string letter = c.Bytes(0).Length == 0 ? "*" : c.Text(0)[..1];
        switch (letter)
        {
            case "u":
                TimeSpan up = c.Server.Time.GetUtcNow() - c.Server.Started;
                c.Reply.Numeric(Numeric.RplStatsUptime, string.Create(CultureInfo.InvariantCulture, $"Server Up {up.Days} days {up:hh\\:mm\\:ss}"));
                break;
            case "m":
                foreach (CommandSpec spec in CommandTable.All.Where(spec => CommandUses.Of(spec) > 0).OrderBy(spec => spec.Verb, StringComparer.Ordinal))
                    c.Reply.End(c.Reply.Begin(Numeric.RplStatsCommands).Param(spec.Verb).Param(CommandUses.Of(spec)));
                break;
            case "o" when !c.User.IsOperator:
                c.Reply.NeedsServerOperator();
                break;
            case "o":
                foreach (OperatorAccount account in c.Server.Options.Operators.All)
                    c.Reply.End(c.Reply.Begin(Numeric.RplStatsOLine).Param("O").Param("*").Param("*").Param(account.Name));
                break;
        }
        c.Reply.Numeric(Numeric.RplEndOfStats, letter, "End of /STATS report");
    }
}
