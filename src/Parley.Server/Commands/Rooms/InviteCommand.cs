using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Rooms;

/// <summary><c>INVITE &lt;nick&gt; &lt;channel&gt;</c>: opens a room to somebody and tells them. <c>INVITE</c>: the rooms to which one is invited.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#invite-message. Replies 341, 301; 336+337; 401, 403, 442, 443, 461, 477, 482.</remarks>
internal static class InviteCommand
{
    public static CommandSpec Spec { get; } = new("INVITE", MinParams: 0, Access.Registered, RunAsync);

    private static ValueTask RunAsync(CommandContext c)
    {
        if (c.ParamCount > 1)
            return InviteAsync(c, c.Text(0), c.Text(1));
        if (c.ParamCount == 0)
            List(c);
        else
            c.Reply.Numeric(Numeric.ErrNeedMoreParams, Spec.Verb, "Not enough parameters");
        return ValueTask.CompletedTask;
    }

    private static void List(CommandContext c)
    {
        foreach (IRoom room in c.User.Invitations)
            if (c.Rooms.TryFind(room.Name, out IRoom? found) && found == room)
                c.Reply.End(c.Reply.Begin(Numeric.RplInviteList).Param(room.Name));
        c.Reply.Numeric(Numeric.RplEndOfInviteList, "End of /INVITE list");
    }

    private static async ValueTask InviteAsync(CommandContext c, string nickname, string name)
    {
        if (!c.Users.TryFind(nickname, out User? target))
        {
            c.Reply.Refused(Refusal.NoSuchUser, nickname);
            return;
        }
        if (!target.TakesMessagesOf(c.User))
        {
            c.Reply.Numeric(Numeric.ErrNeedReggedNick, target.Nickname, "You must be logged in to message this user (+R)");
            return;
        }
        RoomResult<Invited> result = c.Rooms.TryFind(name, out IRoom? room) ? await room.InviteAsync(c.Actor, target) : Refusal.NoSuchRoom;
        if (result.Value is { } invited)
            Tell(c, invited);
        else if (result.Refusal == Refusal.AlreadyMember)
            c.Reply.Refused(result.Refusal, nickname, name);
        else
            c.Reply.Refused(result.Refusal, name);
    }

    private static void Tell(CommandContext c, Invited invited)
    {
        User target = invited.Target;
        c.Reply.End(c.Reply.Begin(Numeric.RplInviting).Param(target.Nickname).Param(invited.Room));
        if (target.Away is not null)
            c.Reply.Numeric(Numeric.RplAway, target.Nickname, target.Away);
        c.Fanout.Deliver(invited, target, c.Session);
    }
}
