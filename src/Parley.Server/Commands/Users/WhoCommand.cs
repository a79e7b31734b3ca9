using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Users;

/// <summary><c>WHO &lt;mask&gt; [o]</c>: the users in a room, of a nickname, or whose names fit a mask.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#who-message. Replies 352, 315. The invisible are found by those who share a room, or by their nickname.</remarks>
internal static class WhoCommand
{
    // A mask may fit everybody; who wants to see all of a large server asks room by room.
    private const int MaxMatches = 500;

    public static CommandSpec Spec { get; } = new("WHO", MinParams: 1, Access.Registered, RunAsync, Cost: 2);

    private static async ValueTask RunAsync(CommandContext c)
    {
        string mask = c.Text(0);
        // "o" asks for the server's operators, and there are none.
        bool nobody = c.TextOrEmpty(1) == "o";
        if (!nobody && mask.StartsWith('#'))
            await OfRoomAsync(c, mask);
        else if (!nobody)
            await OfMaskAsync(c, mask == "0" ? "*" : mask);
        c.Reply.Numeric(Numeric.RplEndOfWho, mask, "End of /WHO list");
    }

    private static async ValueTask OfRoomAsync(CommandContext c, string name)
    {
        if (!c.Rooms.TryFind(name, out IRoom? room))
            return;
        RoomView view = await room.GetViewAsync();
        bool isMember = c.User.Rooms.Contains(room);
        if (view.IsSecret && !isMember)
            return;
        foreach (Member member in view.Members)
            if (isMember || !member.User.IsInvisible)
                Send(c, view.Name, member.User, member.Rank);
    }

    private static async ValueTask OfMaskAsync(CommandContext c, string mask)
    {
        // Each room is looked at once, however many of its members fit.
        var views = new Dictionary<IRoom, RoomView>();
        if (c.Users.TryFind(mask, out User? exact))
        {
            await SendAsync(c, exact, views);
            return;
        }
        foreach (User user in c.Users.All.Where(user => MayFind(c.User, user) && Fits(c, mask, user)).Take(MaxMatches))
            await SendAsync(c, user, views);
    }

    private static bool MayFind(User asker, User user) => asker == user || !user.IsInvisible || asker.Rooms.Intersect(user.Rooms).Any();

    private static bool Fits(CommandContext c, string mask, User user)
        => Glob.Matches(mask, user.Nickname) || Glob.Matches(mask, user.Mask) || Glob.Matches(mask, user.Username) || Glob.Matches(mask, user.Host)
            || Glob.Matches(mask, user.RealName) || Glob.Matches(mask, c.Server.Name);

    // With the user goes a room that both are in, or none.
    private static async ValueTask SendAsync(CommandContext c, User user, Dictionary<IRoom, RoomView> views)
    {
        if (c.User.Rooms.Intersect(user.Rooms).FirstOrDefault() is not { } common)
        {
            Send(c, "*", user, Rank.None);
            return;
        }
        if (!views.TryGetValue(common, out RoomView? view))
            views[common] = view = await common.GetViewAsync();
        Send(c, view.Name, user, view.Members.FirstOrDefault(member => member.User == user).Rank);
    }

    private static void Send(CommandContext c, string room, User user, Rank rank)
    {
        string flags = (user.Away is null ? "H" : "G") + ModeLetters.Prefixes(rank, c.Session.Has(Capability.MultiPrefix));
        c.Reply.End(c.Reply.Begin(Numeric.RplWhoReply).Param(room).Param(user.Username).Param(user.Host).Param(c.Server.Name)
            .Param(user.Nickname).Param(flags).Trailing($"0 {user.RealName}"));
    }
}
