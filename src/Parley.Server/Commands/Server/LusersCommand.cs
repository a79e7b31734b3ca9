using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Server;

/// <summary><c>LUSERS</c>: how many users and rooms there are.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#lusers-message. Replies 251 to 255, 265, 266.</remarks>
internal static class LusersCommand
{
    public static CommandSpec Spec { get; } = new("LUSERS", MinParams: 0, Access.Registered, Run);

    /// <summary>Sends the numbers.</summary>
    public static void Send(CommandContext c)
    {
        int users = c.Users.Count, most = c.Users.Most;
        int invisible = c.Users.All.Count(user => user.IsInvisible);
        c.Reply.Numeric(Numeric.RplLuserClient, $"There are {users - invisible} users and {invisible} invisible on 1 servers");
        c.Reply.End(c.Reply.Begin(Numeric.RplLuserOp).Param(c.Users.All.Count(user => user.IsOperator)).Trailing("operator(s) online"));
        c.Reply.End(c.Reply.Begin(Numeric.RplLuserUnknown).Param(Math.Max(0, c.Server.Sessions.Count - users)).Trailing("unregistered connections"));
        c.Reply.End(c.Reply.Begin(Numeric.RplLuserChannels).Param(c.Rooms.Count).Trailing("channels formed"));
        c.Reply.Numeric(Numeric.RplLuserMe, $"I have {users} clients and 0 servers");
        c.Reply.End(c.Reply.Begin(Numeric.RplLocalUsers).Param(users).Param(most).Trailing($"Current local users {users}, max {most}"));
        c.Reply.End(c.Reply.Begin(Numeric.RplGlobalUsers).Param(users).Param(most).Trailing($"Current global users {users}, max {most}"));
    }

    private static ValueTask Run(CommandContext c)
    {
        Send(c);
        return ValueTask.CompletedTask;
    }
}
