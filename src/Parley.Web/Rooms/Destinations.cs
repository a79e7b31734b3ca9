using Parley.Client;
using Parley.Client.Rooms;
using Parley.Protocol.Names;

namespace Parley.Web.Rooms;

/// <summary>What somebody is or a room is to whom one goes.</summary>
internal enum DestinationKind
{
    /// <summary>A room that the person is in.</summary>
    Room,

    /// <summary>A direct conversation that has begun.</summary>
    Direct,

    /// <summary>Somebody in one of the rooms.</summary>
    Person,

    /// <summary>A room that the person is not in.</summary>
    NewRoom,
}

/// <summary>Where the person may want to go.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The room's name, or the nickname.</param>
/// <param name="Conversation">It, when it is open; else null.</param>
internal sealed record Destination(DestinationKind Kind, string Name, Conversation? Conversation);

/// <summary>Finds where the person wants to go.</summary>
internal static class Destinations
{
    // What fits on a screen; who does not find it types another letter.
    private const int Most = 30;

    /// <summary>What fits the letters best first; when nothing is typed, where something was said last, but for where the person is.</summary>
    public static List<Destination> Find(ChatClient client, Conversation? current, string typed)
    {
        var open = RoomShelf.Recent(client.Rooms.Concat(client.Directs))
            .Select(one => new Destination(one is ClientRoom ? DestinationKind.Room : DestinationKind.Direct, one.Name, one));
        if (string.IsNullOrWhiteSpace(typed))
            return [.. open.Where(to => to.Conversation != current).OrderByDescending(static to => to.Conversation!.Mentions > 0).Take(Most)];
        var found = open.Concat(People(client)).Select(to => (To: to, Score: Fuzzy.Score(typed, to.Name))).Where(static to => to.Score > 0)
            .OrderByDescending(static to => to.Score).ThenBy(static to => to.To.Kind).Take(Most).Select(static to => to.To).ToList();
        string name = '#' + typed.Trim().TrimStart('#');
        if (found.Count < Most && NameRules.IsRoomName(name) && client.Find(name) is null)
            found.Add(new Destination(DestinationKind.NewRoom, name, null));
        return found;
    }

    private static IEnumerable<Destination> People(ChatClient client)
    {
        var seen = new HashSet<string>(client.Directs.Select(static direct => direct.Name), StringComparer.OrdinalIgnoreCase) { client.Nickname };
        foreach (ClientRoom room in client.Rooms)
            foreach (Member member in room.Members)
                if (seen.Add(member.Nickname))
                    yield return new Destination(DestinationKind.Person, member.Nickname, null);
    }
}
