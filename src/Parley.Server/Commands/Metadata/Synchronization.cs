using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Server.Replies;

namespace Parley.Server.Commands.Metadata;

/// <summary>What a session follows, as it is now: SYNC, and what it is told as it comes.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/metadata#metadata-sync.</remarks>
internal static class Synchronization
{
    /// <summary><c>SYNC</c> of a user, or of a room and those in it.</summary>
    public static async ValueTask OfAsync(CommandContext c, MetadataLines lines, MetadataTarget target)
    {
        if (c.Session.User is null)
        {
            lines.Later(target.Name);
            return;
        }
        lines.Open("metadata", target.Name);
        lines.NewsOf(target.Name, target.Values);
        if (target.Room is { } room)
            foreach (Member member in (await room.GetViewAsync(c.User)).Members)
                await TellAsync(c, lines, member.User);
        lines.Close();
    }

    /// <summary><c>SYNC</c> of everybody of whom the session hears, and of its rooms: each once.</summary>
    public static async ValueTask OfAllAsync(CommandContext c, MetadataLines lines, string target)
    {
        lines.Open("metadata", target);
        HashSet<User> people = [c.User];
        foreach (IRoom room in c.User.Rooms)
        {
            RoomView view = await room.GetViewAsync(c.User);
            lines.NewsOf(view.Name, view.Metadata);
            people.UnionWith(view.Members.Select(member => member.User));
        }
        foreach (string watched in c.Fanout.Watchers.ListOf(c.Session))
            if (c.Users.TryFind(watched, out User? user))
                people.Add(user);
        foreach (User user in people)
            await TellAsync(c, lines, user);
        lines.Close();
    }

    /// <summary>What a session that has just registered is told of its own metadata, with what it set before.</summary>
    public static void Greet(CommandContext c)
    {
        if (!c.Session.Has(Protocol.Capabilities.Capability.Metadata2 | Protocol.Capabilities.Capability.Metadata3))
            return;
        var lines = new MetadataLines(c.Session, c.Server.Name, new Protocol.Messages.LineWriter());
        lines.Open("metadata", c.User.Nickname);
        foreach ((string key, string value) in c.User.Metadata.Values)
            lines.News(c.User.Nickname, key, value);
        lines.Close();
        c.Reply.Append(lines.Line.Written);
    }

    // What is written goes out in between, so that a large room fills nobody's outbox.
    private static async ValueTask TellAsync(CommandContext c, MetadataLines lines, User user)
    {
        lines.NewsOf(user.Nickname, user.Metadata.Values);
        c.Reply.Append(lines.Line.Written);
        lines.Line.Clear();
        await c.Reply.PaceAsync();
    }
}
