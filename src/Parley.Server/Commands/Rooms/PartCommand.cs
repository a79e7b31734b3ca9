using Parley.Core.Rooms;

namespace Parley.Server.Commands.Rooms;

/// <summary><c>PART &lt;channels&gt; [:&lt;reason&gt;]</c>: leaves rooms.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#part-message. Replies PART, 403, 442.</remarks>
internal static class PartCommand
{
    public static CommandSpec Spec { get; } = new("PART", MinParams: 1, Access.Registered, RunAsync);

    private static async ValueTask RunAsync(CommandContext c)
    {
        foreach (string name in c.List(0))
        {
            Refusal refusal = c.Rooms.TryFind(name, out IRoom? room)
                ? (await room.PartAsync(c.Actor, c.TextOrEmpty(1))).Refusal
                : Refusal.NoSuchRoom;
            if (refusal != Refusal.None)
                c.Reply.Refused(refusal, name);
        }
    }
}
