using Parley.Core.Rooms;
using Parley.Server.Delivery;
using Parley.Server.Replies;

namespace Parley.Server.Commands.Rooms;

/// <summary><c>NAMES [&lt;channels&gt;]</c>: who is in rooms; without a parameter, in one's own.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#names-message. Replies 353, then one 366 with the parameter as it was sent. Of a room that does not exist, or that the asker may not know of, there is no 353.</remarks>
internal static class NamesCommand
{
    public static CommandSpec Spec { get; } = new("NAMES", MinParams: 0, Access.Registered, RunAsync, Cost: 2);

    private static async ValueTask RunAsync(CommandContext c)
    {
        IEnumerable<string> names = c.ParamCount > 0 ? c.List(0) : c.User.Rooms.Select(room => room.Name);
        foreach (string name in names)
        {
            if (c.Rooms.TryFind(name, out IRoom? room))
                await room.ShowAsync(c.Actor);
            await c.Reply.PaceAsync();
        }
        c.Reply.Append(Encodings.Once(c, c.Session.Form, static (line, c, _) => RoomLines.WriteEndOfNames(line, c.Session, c.Server.Name, c.TextOrEmpty(0))));
    }
}
