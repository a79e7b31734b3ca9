using Parley.Core.Rooms;
using Parley.Core.Users;

namespace Parley.Server.Tests.AnyInput;

/// <summary>What is true of a house at any time, whatever was said in it.</summary>
internal static class Truths
{
    /// <summary>Each room and each of its members know each other, a name leads to the one who has it, and nobody is in a room who is not here.</summary>
    public static async Task CheckAsync(ServerState house)
    {
        foreach (IRoom room in house.Rooms.All)
        {
            RoomView view = await room.GetViewAsync();
            Assert.True(house.Rooms.TryFind(room.Name, out IRoom? found) && found == room, $"{room.Name} is not found by its name.");
            bool mayBeEmpty = room.Name == house.Options.Rooms.Default || await room.GetOwnershipAsync() is not null;
            Assert.True(view.Members.Count > 0 || mayBeEmpty, $"{room.Name} has no members and still exists.");
            Assert.Equal(view.Members.Count, view.Members.DistinctBy(member => member.User).Count());
            foreach (Member member in view.Members)
            {
                Assert.True(member.User.Rooms.Contains(room), $"{member.User.Nickname} is a member of {room.Name} and does not know it.");
                Assert.True(IsHere(house, member.User), $"{member.User.Nickname} is in {room.Name} and not here.");
            }
        }
        foreach (User user in house.Users.All)
        {
            Assert.True(IsHere(house, user), $"{user.Nickname} is not found by name.");
            Assert.Equal(user.Rooms.Length, user.Rooms.Distinct().Count());
            foreach (IRoom room in user.Rooms)
                Assert.Contains((await room.GetViewAsync()).Members, member => member.User == user);
        }
        foreach (Sessions.Session session in house.Sessions.All)
            if (session.User is { } user)
            {
                Assert.Contains(session, house.Sessions.Of(user));
                Assert.True(IsHere(house, user), $"{user.Nickname} has a session and is not here.");
            }
    }

    /// <summary>What a member says in a room comes once to each other member, and to nobody else.</summary>
    public static async Task CheckTalkAsync(House house)
    {
        foreach (Guest speaker in house.Guests)
            foreach (IRoom room in speaker.Session.User?.Rooms ?? [])
            {
                HashSet<User> members = [.. (await room.GetViewAsync()).Members.Select(member => member.User)];
                foreach (Guest guest in house.Guests)
                    guest.Seen.Clear();
                await speaker.SendAsync(AnyLine.ToBytes($"PRIVMSG {room.Name} :probe", ""));
                // The room may have a mode against it.
                if (speaker.Seen.Any(line => line.Contains(" 404 ", StringComparison.Ordinal)))
                    continue;
                foreach (Guest other in house.Guests)
                    if (other != speaker)
                        other.MustHaveSeen($" PRIVMSG {room.Name} :probe", isMeant: other.Session.User is { } user && members.Contains(user));
            }
    }

    /// <summary>One after the other leaves. Those who share a room are told, and after the last nobody is left but who is always on.</summary>
    public static async Task CheckFarewellsAsync(House house)
    {
        for (int i = 0; i < house.Guests.Length; i++)
        {
            Guest leaving = house.Guests[i];
            Guest[] others = [.. house.Guests.Skip(i + 1)];
            User? user = leaving.Session.User;
            bool goes = user is { IsAlwaysOn: false } && house.State.Sessions.Of(user).Length == 1;
            HashSet<User> told = goes ? await NeighboursAsync(user) : [];
            foreach (Guest other in others)
                other.Seen.Clear();
            string quit = $":{user?.Mask} QUIT :Quit: bye";
            await leaving.SendAsync(AnyLine.ToBytes("QUIT bye", ""));
            leaving.Leave();
            foreach (Guest other in others)
                other.MustHaveSeen(quit, isMeant: other.Session.User is { } hearer && told.Contains(hearer));
        }
        Assert.Equal(0, house.State.Sessions.Count);
        Assert.All(house.State.Users.All, left => Assert.True(left.IsAlwaysOn, $"{left.Nickname} has gone and is still here."));
        await CheckAsync(house.State);
    }

    private static async Task<HashSet<User>> NeighboursAsync(User? user)
    {
        var neighbours = new HashSet<User>();
        foreach (IRoom room in user?.Rooms ?? [])
            neighbours.UnionWith((await room.GetViewAsync()).Members.Select(member => member.User));
        return neighbours;
    }

    private static bool IsHere(ServerState house, User user) => house.Users.TryFind(user.Nickname, out User? found) && found == user;
}
