using Parley.Core.Rooms;
using Parley.Protocol;
using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Users;

/// <summary><c>AWAY [:&lt;reason&gt;]</c>: goes away, or comes back.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#away-message, https://ircv3.net/specs/extensions/away-notify. Replies 305, 306.</remarks>
internal static class AwayCommand
{
    public static CommandSpec Spec { get; } = new("AWAY", MinParams: 0, Access.Registered, RunAsync);

    private static ValueTask RunAsync(CommandContext c)
    {
        string? before = c.User.Away;
        string? reason = c.ParamCount == 0 || c.Bytes(0).Length == 0 ? null : Utf8Text.DecodePrefix(c.Bytes(0).Span, c.Limits.AwayBytes);
        c.User.Away = reason;
        if (reason is null)
            c.Reply.Numeric(Numeric.RplUnaway, "You are no longer marked as being away");
        else
            c.Reply.Numeric(Numeric.RplNowAway, "You have been marked as being away");
        if (before != reason)
        {
            var notice = new UserAway(c.NewStamp(), reason);
            RoomDirectory.Tell(c.Actor, notice);
            c.Fanout.Deliver(notice, c.Session);
        }
        return ValueTask.CompletedTask;
    }
}
