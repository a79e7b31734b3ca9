using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Users;

/// <summary><c>WHO &lt;mask&gt; [o][%&lt;fields&gt;[,&lt;token&gt;]]</c>: the users in a room, of a nickname, or whose names fit a mask.</summary>
/// <remarks>Sources: https://modern.ircdocs.horse/#who-message, https://ircv3.net/specs/extensions/whox. Replies 352 or, where fields are
/// named, 354; then 315. The invisible are found by those who share a room, or by their nickname.</remarks>
internal static class WhoCommand
{
    // A mask may fit everybody; who wants to see all of a large server asks room by room.
    private const int MaxMatches = 500;

    public static CommandSpec Spec { get; } = new("WHO", MinParams: 1, Access.Registered, RunAsync, Cost: 2);

    private static async ValueTask RunAsync(CommandContext c)
    {
        string mask = c.Text(0);
        WhoQuery query = WhoQuery.Parse(c.TextOrEmpty(1));
        if (mask.StartsWith('#'))
            await OfRoomAsync(c, mask, query);
        else
            await OfMaskAsync(c, mask == "0" ? "*" : mask, query);
        c.Reply.Numeric(Numeric.RplEndOfWho, mask, "End of /WHO list");
    }

    private static async ValueTask OfRoomAsync(CommandContext c, string name, WhoQuery query)
    {
        if (!c.Rooms.TryFind(name, out IRoom? room))
            return;
        RoomView view = await room.GetViewAsync(c.User);
        bool isMember = c.User.Rooms.Contains(room);
        if (view.IsSecret && !isMember)
            return;
        foreach (Member member in view.Members)
            if ((isMember || !member.User.IsInvisible) && query.Wants(member.User))
            {
                query.Send(c, new WhoRow(view.Name, member.User, member.Rank));
                await c.Reply.PaceAsync();
            }
    }

    private static async ValueTask OfMaskAsync(CommandContext c, string mask, WhoQuery query)
    {
        // Each room is looked at once, however many of its members fit.
        var views = new Dictionary<IRoom, RoomView>();
        IEnumerable<User> found = c.Users.TryFind(mask, out User? exact)
            ? [exact]
            : c.Users.All.Where(user => user.IsFoundBy(c.User) && Fits(c, mask, user));
        foreach (User user in found.Where(query.Wants).Take(MaxMatches))
        {
            query.Send(c, await RowAsync(c, user, views));
            await c.Reply.PaceAsync();
        }
    }

    private static bool Fits(CommandContext c, string mask, User user)
        => Glob.Matches(mask, user.Nickname) || Glob.Matches(mask, user.Mask) || Glob.Matches(mask, user.Username) || Glob.Matches(mask, user.Host)
            || Glob.Matches(mask, user.RealName) || Glob.Matches(mask, c.Server.Name);

    // With the user goes a room in which the asker sees them, or none.
    private static async ValueTask<WhoRow> RowAsync(CommandContext c, User user, Dictionary<IRoom, RoomView> views)
    {
        foreach (IRoom common in c.User.Rooms.Intersect(user.Rooms))
        {
            if (!views.TryGetValue(common, out RoomView? view))
                views[common] = view = await common.GetViewAsync(c.User);
            if (view.Members.FirstOrDefault(member => member.User == user) is { User: not null } seen)
                return new WhoRow(view.Name, user, seen.Rank);
        }
        return new WhoRow("*", user, Rank.None);
    }
}
