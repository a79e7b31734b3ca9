using Parley.Core.Rooms;
using Parley.Protocol;
using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Rooms;

/// <summary><c>KNOCK &lt;channel&gt; [:&lt;text&gt;]</c>: asks those who run a room for an invitation.</summary>
/// <remarks>Source: https://defs.ircdocs.horse/defs/numerics#rpl-knock-710. Replies 711 (and 710 to those who can invite); 403, 404, 712, 713, 714.</remarks>
internal static class KnockCommand
{
    // With two nicknames, a user name, a host and a room it still fits into a line.
    private const int MaxText = 100;

    public static CommandSpec Spec { get; } = new("KNOCK", MinParams: 1, Access.Registered, RunAsync, Cost: 2);

    private static async ValueTask RunAsync(CommandContext c)
    {
        string name = c.Text(0);
        string text = c.ParamCount > 1 ? Utf8Text.DecodePrefix(c.Bytes(1).Span, MaxText) : "";
        Refusal refusal = c.Rooms.TryFind(name, out IRoom? room) ? (await room.KnockAsync(c.Actor, text)).Refusal : Refusal.NoSuchRoom;
        if (refusal == Refusal.None)
            c.Reply.Numeric(Numeric.RplKnockDlvr, room!.Name, "Your KNOCK has been delivered");
        else if (refusal == Refusal.AlreadyMember)
            c.Reply.Numeric(Numeric.ErrKnockOnChan, room!.Name, "You're already on that channel");
        else
            c.Reply.Refused(refusal, name);
    }
}
