using Parley.Core.Users;
using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Users;

/// <summary><c>USERHOST &lt;nick&gt;{ &lt;nick&gt;}</c>: user name and host of up to five users.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#userhost-message. Replies 302; 461.</remarks>
internal static class UserhostCommand
{
    private const int Max = 5;

    public static CommandSpec Spec { get; } = new("USERHOST", MinParams: 1, Access.Registered, RunAsync);

    private static ValueTask RunAsync(CommandContext c)
    {
        var replies = new List<string>();
        for (int i = 0; i < Math.Min(c.ParamCount, Max); i++)
            if (c.Users.TryFind(c.Text(i), out User? user))
                replies.Add($"{user.Nickname}{(user.IsOperator ? "*" : "")}={(user.Away is null ? '+' : '-')}{user.Username}@{user.Host}");
        c.Reply.Numeric(Numeric.RplUserhost, string.Join(' ', replies));
        return ValueTask.CompletedTask;
    }
}
