using Parley.Protocol;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Numerics;
using Parley.Server.Sessions;

namespace Parley.Server.Commands.Users;

/// <summary><c>AWAY [:&lt;reason&gt;]</c>: goes away, or comes back; <c>*</c> means that a program has connected, and nobody is there.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#away-message, https://ircv3.net/specs/extensions/away-notify,
/// https://ircv3.net/specs/extensions/pre-away. Replies 305, 306; 451.</remarks>
internal static class AwayCommand
{
    public static CommandSpec Spec { get; } = new("AWAY", MinParams: 0, Access.Anyone, RunAsync);

    private static ValueTask RunAsync(CommandContext c)
    {
        if (c.Session.User is null && !c.Session.Has(Capability.PreAway))
        {
            c.Reply.Numeric(Numeric.ErrNotRegistered, "You have not registered");
            return ValueTask.CompletedTask;
        }
        string? reason = c.ParamCount == 0 || c.Bytes(0).Length == 0 ? null : Utf8Text.DecodePrefix(c.Bytes(0).Span, c.Limits.AwayBytes);
        Presence.Say(c.Session, reason);
        if (reason is null)
            c.Reply.Numeric(Numeric.RplUnaway, "You are no longer marked as being away");
        else
            c.Reply.Numeric(Numeric.RplNowAway, "You have been marked as being away");
        if (c.Session.User is not null)
            Presence.Update(c.Server, c.Actor, c.Session);
        return ValueTask.CompletedTask;
    }
}
