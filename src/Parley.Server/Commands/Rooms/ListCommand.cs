using Parley.Core.Rooms;
using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Rooms;

/// <summary><c>LIST [&lt;channels&gt;] [&lt;conditions&gt;]</c>: which rooms there are, with sizes and topics.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#list-message, #elist-parameter. Replies 322, 323. Secret rooms are shown to their members only.</remarks>
internal static class ListCommand
{
    public static CommandSpec Spec { get; } = new("LIST", MinParams: 0, Access.Registered, RunAsync, Cost: 2);

    private static async ValueTask RunAsync(CommandContext c)
    {
        var filter = new ListFilter(Enumerable.Range(0, Math.Min(c.ParamCount, 2)).SelectMany(c.List), c.Server.Time.GetUtcNow());
        foreach (IRoom room in filter.IsOfNames ? Named(c, filter.Names) : c.Rooms.All)
        {
            RoomSummary summary = await room.GetSummaryAsync();
            // The default room exists always, but with nobody in it there is nothing to see.
            if (summary.Members > 0 && filter.Fits(summary) && (!summary.IsSecret || c.User.Rooms.Contains(room)))
                c.Reply.End(c.Reply.Begin(Numeric.RplList).Param(summary.Name).Param(summary.Members).Trailing(summary.Topic?.Text ?? ""));
            await c.Reply.PaceAsync();
        }
        c.Reply.Numeric(Numeric.RplListEnd, "End of /LIST");
    }

    private static IEnumerable<IRoom> Named(CommandContext c, List<string> names)
    {
        foreach (string name in names)
            if (c.Rooms.TryFind(name, out IRoom? room))
                yield return room;
    }
}
