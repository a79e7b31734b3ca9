using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Server.Delivery;
using Parley.Server.Sessions;

namespace Parley.Server.Commands.Operators;

/// <summary><c>KILL &lt;nick&gt;{,&lt;nick&gt;} [:&lt;comment&gt;]</c>: ends the connections of users.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#kill-message. The user is sent KILL, and the others see <c>QUIT :Killed (killer (comment))</c>.
/// Replies 401, 461, 481. A user's host can be the same again at once: what keeps people away is a ban.</remarks>
internal static class KillCommand
{
    public static CommandSpec Spec { get; } = new("KILL", MinParams: 1, Access.Operator, RunAsync);

    private static ValueTask RunAsync(CommandContext c)
    {
        string comment = c.TextOrEmpty(1) is { Length: > 0 } given ? given : "No reason";
        foreach (string nickname in c.List(0))
            if (c.Users.TryFind(nickname, out User? user))
                Kill(c, user, comment);
            else
                c.Reply.Refused(Refusal.NoSuchUser, nickname);
        return ValueTask.CompletedTask;
    }

    private static void Kill(CommandContext c, User user, string comment)
    {
        var kill = (Stamp: c.NewStamp(), user.Nickname, Comment: comment);
        foreach (Session session in c.Server.Sessions.Of(user))
            session.Outbox.Append(Encodings.Once(kill, session.Form, static (line, kill, form)
                => WireForms.Begin(line, kill.Stamp, form).Verb("KILL"u8).Param(kill.Nickname).Trailing(kill.Comment).End()));
        Departure.Dismiss(c.Server, user, c.Session, $"Killed ({c.User.Nickname} ({comment}))");
    }
}
