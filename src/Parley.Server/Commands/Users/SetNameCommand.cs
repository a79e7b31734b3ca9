using Parley.Core.Rooms;
using Parley.Protocol.Capabilities;

namespace Parley.Server.Commands.Users;

/// <summary><c>SETNAME :&lt;real name&gt;</c>: takes another real name.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/setname. Replies SETNAME; FAIL SETNAME INVALID_REALNAME, to those who know of one or the other; 461.</remarks>
internal static class SetNameCommand
{
    public static CommandSpec Spec { get; } = new("SETNAME", MinParams: 1, Access.Registered, RunAsync);

    private static ValueTask RunAsync(CommandContext c)
    {
        if (c.Bytes(0).Length == 0 || c.Bytes(0).Length > c.Limits.RealNameBytes)
        {
            // Others would not know what to make of it.
            if (c.Session.Has(Capability.SetName | Capability.StandardReplies))
                c.Reply.Fail("SETNAME", "INVALID_REALNAME", "", $"A real name has 1 to {c.Limits.RealNameBytes} bytes");
            return ValueTask.CompletedTask;
        }
        var notice = new UserRealName(c.NewStamp(), c.Text(0));
        c.User.RealName = notice.RealName;
        c.Server.Residents.Touch(c.User);
        RoomDirectory.Tell(c.Actor, notice);
        c.Fanout.Deliver(notice, c.Session);
        return ValueTask.CompletedTask;
    }
}
