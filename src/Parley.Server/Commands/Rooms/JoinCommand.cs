using Parley.Core.Rooms;
using Parley.Protocol.Names;

namespace Parley.Server.Commands.Rooms;

/// <summary><c>JOIN &lt;channels&gt; [&lt;keys&gt;]</c>: enters rooms; <c>JOIN 0</c> leaves all.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#join-message. Replies JOIN, 332+333, 353, 366; 403, 405, 471, 473, 474, 475, 476.</remarks>
internal static class JoinCommand
{
    public static CommandSpec Spec { get; } = new("JOIN", MinParams: 1, Access.Registered, RunAsync);

    private static async ValueTask RunAsync(CommandContext c)
    {
        if (c.ParamCount == 1 && c.Text(0) == "0")
        {
            foreach (IRoom room in c.User.Rooms)
                await room.PartAsync(c.Actor, "");
            return;
        }
        string[] names = c.Text(0).Split(',', StringSplitOptions.RemoveEmptyEntries);
        string[] keys = c.TextOrEmpty(1).Split(',');
        for (int i = 0; i < names.Length; i++)
            await JoinAsync(c, names[i], i < keys.Length && keys[i].Length > 0 ? keys[i] : null);
    }

    /// <summary>Enters one room. Who is in it already hears nothing.</summary>
    public static async ValueTask JoinAsync(CommandContext c, string name, string? key)
    {
        if (!NameRules.IsRoomName(name))
        {
            c.Reply.Refused(Refusal.NoSuchRoom, name);
            return;
        }
        RoomResult<Joined> result = await c.Rooms.JoinAsync(c.Actor, name, key);
        if (result.Refusal is not (Refusal.None or Refusal.AlreadyMember))
            c.Reply.Refused(result.Refusal, name);
    }
}
