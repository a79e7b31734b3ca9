using Parley.Core.History;
using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Names;

namespace Parley.Server.Commands.History;

/// <summary>What a client calls a buffer: a room that its user is in, or what its user and another said to each other.</summary>
/// <param name="Name">The name by which lines about it go to the client: of a user as the client spelled it, which is what irctest wants.</param>
/// <param name="Conversation">What was said. Null: nothing yet.</param>
/// <param name="With">With whom it was said. Null: it is a room, or nothing was said.</param>
internal sealed record Buffer(string Name, IConversation? Conversation, Party? With = null)
{
    /// <summary>The buffer of that name: of a room that the user is in, of somebody who is here, or of whom the user has spoken with. Null: there is none.</summary>
    public static async ValueTask<Buffer?> FindAsync(CommandContext c, string name)
    {
        if (name.StartsWith('#'))
            return c.Rooms.TryFind(name, out IRoom? room) && c.User.Rooms.Contains(room) ? new(room.Name, c.Server.History.OfRoom(room.Name)) : null;
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

    private static Buffer Of(string name, Correspondence? with) => new(name, with?.Conversation, with?.With.Party);

    /// <summary>Everything that the user may read, in the order of the last messages, oldest first.</summary>
    public static async ValueTask<IReadOnlyList<(Buffer Buffer, DateTimeOffset LastMessage)>> AllAsync(CommandContext c)
    {
        var all = new List<(Buffer, DateTimeOffset LastMessage)>();
        foreach (IRoom room in c.User.Rooms)
        {
            IConversation conversation = c.Server.History.OfRoom(room.Name);
            if (await conversation.LastMessageAsync() is { } at)
                all.Add((new(room.Name, conversation), at));
        }
        foreach (Correspondence one in await c.Server.History.OfPartyAsync(Party.Of(c.User)))
            if (one.LastMessage is { } at)
                all.Add((new(one.With.Nickname, one.Conversation), at));
        return [.. all.OrderBy(one => one.LastMessage)];
    }
}
