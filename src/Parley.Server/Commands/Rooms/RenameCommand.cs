using Parley.Core.Rooms;
using Parley.Protocol;
using Parley.Protocol.Names;

namespace Parley.Server.Commands.Rooms;

/// <summary><c>RENAME &lt;channel&gt; &lt;new name&gt; [:&lt;reason&gt;]</c>: gives a room another name.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/channel-rename. Replies RENAME, or PART and JOIN without the capability;
/// 403, 442, 482; FAIL RENAME CHANNEL_NAME_IN_USE, CANNOT_RENAME.</remarks>
internal static class RenameCommand
{
    // Clients that know no RENAME get the room's whole list of members.
    public static CommandSpec Spec { get; } = new("RENAME", MinParams: 2, Access.Registered, RunAsync, Cost: 5);

    private static async ValueTask RunAsync(CommandContext c)
    {
        string before = c.Text(0), after = c.Text(1);
        if (!c.Rooms.TryFind(before, out IRoom? room))
        {
            c.Reply.Refused(Refusal.NoSuchRoom, before);
            return;
        }
        if (!NameRules.IsRoomName(after))
        {
            Fail(c, "CANNOT_RENAME", "A channel cannot have this name");
            return;
        }
        string reason = c.ParamCount > 2 ? Utf8Text.DecodePrefix(c.Bytes(2).Span, c.Limits.KickBytes) : "";
        switch ((await c.Rooms.RenameAsync(c.Actor, room, after, reason)).Refusal)
        {
            case Refusal.None:
                break;
            case Refusal.NameInUse:
                Fail(c, "CHANNEL_NAME_IN_USE", "The channel name is already taken");
                break;
            case Refusal.CannotRename:
                Fail(c, "CANNOT_RENAME", "The channel cannot be renamed");
                break;
            case Refusal refusal:
                c.Reply.Refused(refusal, before);
                break;
        }
    }

    private static void Fail(CommandContext c, string code, string text) => c.Reply.Fail("RENAME", code, [c.Text(0), c.Text(1)], text);
}
