using Parley.Core.Rooms;
using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Rooms;

/// <summary><c>MODE &lt;channel&gt; b</c>, <c>e</c> or <c>I</c>: a room's lists of masks.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#ban-channel-mode, #exception-channel-mode, #invite-exception-channel-mode.</remarks>
internal static class ModeLists
{
    /// <summary>Sends the list of that letter, or why the asker does not get it.</summary>
    public static async ValueTask ShowAsync(CommandContext c, IRoom room, char letter)
    {
        RoomResult<IReadOnlyList<Ban>> result = await room.GetListAsync(c.User, letter);
        if (result.Value is not { } entries)
        {
            c.Reply.Refused(result.Refusal, room.Name);
            return;
        }
        (Numeric row, Numeric end, string text) = letter switch
        {
            'e' => (Numeric.RplExceptList, Numeric.RplEndOfExceptList, "End of channel exception list"),
            'I' => (Numeric.RplInvexList, Numeric.RplEndOfInvexList, "End of channel invite exception list"),
            _ => (Numeric.RplBanList, Numeric.RplEndOfBanList, "End of channel ban list"),
        };
        foreach (Ban entry in entries)
        {
            c.Reply.End(c.Reply.Begin(row, entry).Param(room.Name).Param(entry.Mask.Text).Param(entry.SetBy).Param(entry.At.ToUnixTimeSeconds()));
            await c.Reply.PaceAsync();
        }
        c.Reply.Numeric(end, room.Name, text);
    }
}
