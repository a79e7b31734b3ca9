using Parley.Core.History;
using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Names;

namespace Parley.Server.Commands.History;

/// <summary>What a client calls a buffer: a room that its user is in, or what its user and another said to each other.</summary>
/// <param name="Name">The name by which lines about it go to the client: of a user as the client spelled it, which is what irctest wants.</param>
/// <param name="Conversation">What was said. Null: nothing yet.</param>
/// <param name="With">With whom it was said. Null: it is a room, or nothing was said.</param>
/// <param name="Since">What was said earlier is not for the user. Null: everything is.</param>
internal sealed record Buffer(string Name, IConversation? Conversation, Party? With = null, DateTimeOffset? Since = null)
{
    /// <summary>Reads a part, as far as it is for the user.</summary>
    public async ValueTask<HistoryPage> ReadAsync(HistoryQuery query)
    {
        if (Conversation is null)
            return new HistoryPage([], IsEnd: true);
        if (Since is not { } since)
            return await Conversation.ReadAsync(query);
        // Where the items before are counted, too, the first that may be read is where counting begins.
        if (query.Window is HistoryWindow.After or HistoryWindow.Between && query.First is { } first && first.At < since && !(query.Second?.At < first.At))
            query = query with { First = HistoryPoint.Of(since - TimeSpan.FromMilliseconds(1)) };
        HistoryPage page = await Conversation.ReadAsync(query);
        HistoryItem[] readable = [.. page.Items.Where(item => item.At >= since)];
        return readable.Length == page.Items.Count ? page : new HistoryPage(readable, IsEnd: true);
    }

    /// <summary>The buffer of that name: of a room that the user is in, of somebody who is here, or of whom the user has spoken with. Null: there is none.</summary>
    public static async ValueTask<Buffer?> FindAsync(CommandContext c, string name)
    {
        if (name.StartsWith('#'))
            return c.Rooms.TryFind(name, out IRoom? room) && c.User.Rooms.Contains(room) ? await OfAsync(c, room) : null;
        if (!NameRules.IsNickname(name))
            return null;
        IReadOnlyList<Correspondence> spoken = await c.Server.History.OfPartyAsync(Party.Of(c.User));
        // Whoever has the name now is meant; when nobody has it, whoever had it when something was last said.
        if (c.Users.TryFind(name, out User? user))
            return Of(name, spoken.FirstOrDefault(one => one.With.Party == Party.Of(user)));
        Party account = Party.OfAccount(name);
        Correspondence? with = spoken.LastOrDefault(one => one.With.Party == account || Casemapping.Same(one.With.Nickname, name));
        return with is null ? null : Of(name, with);
    }

    private static async ValueTask<Buffer> OfAsync(CommandContext c, IRoom room)
        => new(room.Name, c.Server.History.OfRoom(room.Name), Since: await room.GetReadableSinceAsync(c.User));

    private static Buffer Of(string name, Correspondence? with) => new(name, with?.Conversation, with?.With.Party);

    /// <summary>Everything that the user may read, in the order of the last messages, oldest first.</summary>
    public static async ValueTask<IReadOnlyList<(Buffer Buffer, DateTimeOffset LastMessage)>> AllAsync(CommandContext c)
    {
        var all = new List<(Buffer, DateTimeOffset LastMessage)>();
        foreach (IRoom room in c.User.Rooms)
        {
            Buffer buffer = await OfAsync(c, room);
            if (await buffer.Conversation!.LastMessageAsync() is { } at && !(at < buffer.Since))
                all.Add((buffer, at));
        }
        foreach (Correspondence one in await c.Server.History.OfPartyAsync(Party.Of(c.User)))
            if (one.LastMessage is { } at)
                all.Add((new(one.With.Nickname, one.Conversation), at));
        return [.. all.OrderBy(one => one.LastMessage)];
    }
}
