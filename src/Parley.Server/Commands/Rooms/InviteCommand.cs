using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Rooms;

/// <summary><c>INVITE &lt;nick&gt; &lt;channel&gt;</c>: opens a room to somebody and tells them.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#invite-message. Replies 341, 301; 401, 403, 442, 443, 482.</remarks>
internal static class InviteCommand
{
    public static CommandSpec Spec { get; } = new("INVITE", MinParams: 2, Access.Registered, RunAsync);

    private static async ValueTask RunAsync(CommandContext c)
    {
        string nickname = c.Text(0), name = c.Text(1);
        if (!c.Users.TryFind(nickname, out User? target))
        {
            c.Reply.Refused(Refusal.NoSuchUser, nickname);
            return;
        }
        Refusal refusal = c.Rooms.TryFind(name, out IRoom? room) ? (await room.InviteAsync(c.Actor, target)).Refusal : Refusal.NoSuchRoom;
        if (refusal == Refusal.AlreadyMember)
            c.Reply.Refused(refusal, nickname, name);
        else if (refusal != Refusal.None)
            c.Reply.Refused(refusal, name);
        else
            Tell(c, target, room!.Name);
    }

    private static void Tell(CommandContext c, User target, string room)
    {
        c.Reply.End(c.Reply.Begin(Numeric.RplInviting).Param(target.Nickname).Param(room));
        if (target.Away is not null)
            c.Reply.Numeric(Numeric.RplAway, target.Nickname, target.Away);
        c.Fanout.Deliver(target, c.Session, line => line.Source(c.User.Mask).Verb("INVITE"u8).Param(target.Nickname).Trailing(room).End());
    }
}
