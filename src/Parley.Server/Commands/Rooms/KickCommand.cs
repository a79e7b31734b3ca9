using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol;

namespace Parley.Server.Commands.Rooms;

/// <summary><c>KICK &lt;channels&gt; &lt;nicks&gt; [:&lt;reason&gt;]</c>: puts members out.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#kick-message. Replies KICK, 401, 403, 441, 442, 482.</remarks>
internal static class KickCommand
{
    public static CommandSpec Spec { get; } = new("KICK", MinParams: 2, Access.Registered, RunAsync);

    private static async ValueTask RunAsync(CommandContext c)
    {
        string[] rooms = c.Text(0).Split(','), nicknames = c.Text(1).Split(',', StringSplitOptions.RemoveEmptyEntries);
        string reason = c.ParamCount > 2 ? Utf8Text.DecodePrefix(c.Bytes(2).Span, c.Limits.KickBytes) : "";
        // One room for all the nicknames, or as many of these as of those.
        for (int i = 0; i < nicknames.Length && (rooms.Length == 1 || i < rooms.Length); i++)
        {
            string name = rooms[rooms.Length == 1 ? 0 : i];
            if (c.Rooms.TryFind(name, out IRoom? room))
                await KickAsync(c, room, nicknames[i], reason.Length > 0 ? reason : c.User.Nickname);
            else
                c.Reply.Refused(Refusal.NoSuchRoom, name);
        }
    }

    private static async ValueTask KickAsync(CommandContext c, IRoom room, string nickname, string reason)
    {
        if (!c.Users.TryFind(nickname, out User? target))
        {
            c.Reply.Refused(Refusal.NoSuchUser, nickname);
            return;
        }
        switch ((await room.KickAsync(c.Actor, target, reason)).Refusal)
        {
            case Refusal.None:
                break;
            case Refusal.TargetNotMember:
                c.Reply.Refused(Refusal.TargetNotMember, nickname, room.Name);
                break;
            case Refusal refusal:
                c.Reply.Refused(refusal, room.Name);
                break;
        }
    }
}
