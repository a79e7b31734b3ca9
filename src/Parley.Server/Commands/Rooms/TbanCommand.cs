using Parley.Core.Rooms;
using Parley.Protocol;

namespace Parley.Server.Commands.Rooms;

/// <summary><c>TBAN &lt;channel&gt; &lt;duration&gt; &lt;mask&gt; [:&lt;reason&gt;]</c>: bans or mutes for a while and with a reason.</summary>
/// <remarks>
/// As on InspIRCd (https://docs.inspircd.org/4/modules/timedbans/), with a reason, and with 0 for no end; announced by the capability parley.chat/bans.
/// Replies MODE, or NOTE TBAN CHANGED for a mask that is on the list; 403, 442, 478, 482, 696; FAIL TBAN INVALID_DURATION.
/// </remarks>
internal static class TbanCommand
{
    // With a mask, two names and a room it fits into each line that carries it.
    private const int MaxReason = 200;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(3653);

    public static CommandSpec Spec { get; } = new("TBAN", MinParams: 3, Access.Registered, RunAsync);

    private static async ValueTask RunAsync(CommandContext c)
    {
        string mask = c.Text(2);
        if (!DurationText.TryParse(c.Text(1), out TimeSpan lasts) || lasts > Longest)
        {
            c.Reply.Fail("TBAN", "INVALID_DURATION", [c.Text(0), c.Text(1)], "A duration is seconds, or numbers with y, w, d, h, m and s such as 1d12h, at most ten years; 0 has no end");
            return;
        }
        if (!c.Rooms.TryFind(c.Text(0), out IRoom? room))
        {
            c.Reply.Refused(Refusal.NoSuchRoom, c.Text(0));
            return;
        }
        string reason = c.ParamCount > 3 ? Utf8Text.DecodePrefix(c.Bytes(3).Span, MaxReason) : "";
        (BanSet? set, Refusal refusal) = await room.BanAsync(c.Actor, mask, lasts == TimeSpan.Zero ? null : lasts, reason);
        if (refusal is Refusal.InvalidModeParameter or Refusal.BanListFull)
            c.Reply.Refused(refusal, room.Name, "b", mask.Length == 0 || mask.Contains(' ') ? "*" : mask);
        else if (set is null)
            c.Reply.Refused(refusal, refusal == Refusal.NoSuchRoom ? c.Text(0) : room.Name);
        else if (!set.IsNew)
            c.Reply.Note("TBAN", "CHANGED", room.Name, $"{set.Ban.Mask.Text} was on the list of {room.Name}, and has now this end and reason");
    }
}
