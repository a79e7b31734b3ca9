using Parley.Core.History;
using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Names;

namespace Parley.Server.Commands.History;

/// <summary>What a client calls a buffer: a room that its user is in, or what its user and another said to each other.</summary>
/// <param name="Name">The name by which lines about it go to the client.</param>
/// <param name="Conversation">What was said. Null: nothing yet.</param>
internal sealed record Buffer(string Name, IConversation? Conversation)
{
    /// <summary>The buffer of that name. Null: there is none, or its user may not read it.</summary>
    public static async ValueTask<Buffer?> FindAsync(CommandContext c, string name)
    {
        if (name.StartsWith('#'))
            return c.Rooms.TryFind(name, out IRoom? room) && c.User.Rooms.Contains(room) ? new(room.Name, c.Server.History.OfRoom(room.Name)) : null;
        if (!NameRules.IsNickname(name))
            return null;
        IReadOnlyList<Correspondence> spoken = await c.Server.History.OfPartyAsync(Party.Of(c.User));
        return new(name, Choose(c, spoken, name)?.Conversation);
    }

    // Whoever has the name now is meant; when nobody has it, whoever had it when something was last said.
    private static Correspondence? Choose(CommandContext c, IReadOnlyList<Correspondence> spoken, string name)
    {
        if (c.Users.TryFind(name, out User? user))
            return spoken.FirstOrDefault(one => one.With.Party == Party.Of(user));
        Party account = Party.OfAccount(name);
        return spoken.LastOrDefault(one => one.With.Party == account || Casemapping.Same(one.With.Nickname, name));
    }

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
