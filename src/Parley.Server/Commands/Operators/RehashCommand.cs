using Parley.Core.Users;
using Parley.Protocol.Numerics;
using Parley.Server.Commands.Users;

namespace Parley.Server.Commands.Operators;

/// <summary><c>REHASH</c>: reads the settings again; the sections Network, Connections, Operators and Accounts and the MOTD are then those that were read, and who is no longer named there is no operator.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#rehash-message. Replies 382, then a NOTICE for all that is wrong or needs a restart; 481.</remarks>
internal static class RehashCommand
{
    public static CommandSpec Spec { get; } = new("REHASH", MinParams: 0, Access.Operator, RunAsync, Cost: 5);

    private static async ValueTask RunAsync(CommandContext c)
    {
        c.Reply.Numeric(Numeric.RplRehashing, "parley.toml", "Rehashing");
        // What earlier commands said must not wait for the disk.
        c.Session.Flushes.Flush();
        IReadOnlyList<string> remarks = await Task.Run(c.Server.Rehash.Run);
        Dismiss(c);
        foreach (string remark in remarks.Count > 0 ? remarks : ["The settings are in force"])
            c.Reply.Notice(remark);
    }

    // Who is no longer named in the settings is no longer an operator.
    private static void Dismiss(CommandContext c)
    {
        HashSet<string> names = [.. c.Server.Options.Operators.All.Select(known => known.Name)];
        foreach (User user in c.Users.All)
            if (user.IsOperator && !names.Contains(user.OperatorName!))
                OwnModes.Set(c, user, user.Modes & ~UserModes.Operator);
    }
}
