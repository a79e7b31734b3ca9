using Parley.Core.Rooms;
using Parley.Server.Delivery;
using Parley.Server.Replies;

namespace Parley.Server.Commands.Rooms;

/// <summary><c>NAMES &lt;channels&gt;</c>: who is in rooms.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#names-message. Replies 353, 366: of a room that does not exist, or that the asker may not know of, only 366.</remarks>
internal static class NamesCommand
{
    public static CommandSpec Spec { get; } = new("NAMES", MinParams: 0, Access.Registered, RunAsync);

    private static async ValueTask RunAsync(CommandContext c)
    {
        string[] names = c.ParamCount > 0 ? c.List(0) : [.. c.User.Rooms.Select(room => room.Name)];
        foreach (string name in names)
        {
            RoomView? view = c.Rooms.TryFind(name, out IRoom? room) ? await room.GetViewAsync() : null;
            if (view is { IsSecret: true } && !c.User.Rooms.Contains(room!))
                view = null;
            c.Reply.Append(Encodings.Once(view, c.Session.Form, (line, found, _) =>
            {
                if (found is null)
                    RoomLines.WriteEndOfNames(line, c.Session, c.Server.Name, name);
                else
                    RoomLines.WriteNames(line, c.Session, c.Server.Name, found);
            }));
        }
    }
}
