using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Operators;

/// <summary><c>REHASH</c>: reads the settings again; the sections Network, Connections, Operators and Accounts and the MOTD are then those that were read.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#rehash-message. Replies 382, then a NOTICE for all that is wrong or needs a restart; 481.</remarks>
internal static class RehashCommand
{
    public static CommandSpec Spec { get; } = new("REHASH", MinParams: 0, Access.Operator, RunAsync, Cost: 5);

    private static async ValueTask RunAsync(CommandContext c)
    {
        c.Reply.Numeric(Numeric.RplRehashing, "parley.toml", "Rehashing");
        IReadOnlyList<string> remarks = await Task.Run(c.Server.Rehash.Run);
        foreach (string remark in remarks.Count > 0 ? remarks : ["The settings are in force"])
            c.Reply.Notice(remark);
    }
}
