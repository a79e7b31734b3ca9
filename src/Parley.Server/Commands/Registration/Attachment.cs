using Parley.Core.Messages;
using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Server.Commands.History;
using Parley.Server.Commands.Rooms;
using Parley.Server.Delivery;
using Parley.Server.Sessions;

namespace Parley.Server.Commands.Registration;

/// <summary>Makes a session one more of the user who is here for the same account: whatever their number, they are one member everywhere.</summary>
/// <remarks>docs/adr/0010.</remarks>
internal static class Attachment
{
    /// <summary>Makes the session that registers one of the user of its account; false when there is none.</summary>
    public static bool TryAttach(CommandContext c)
        => c.Session.Account is { } account && c.Users.TryFindByAccount(account, out User? user) && c.Server.Sessions.TryAttach(c.Session, user);

    /// <summary>Shows the session the rooms that its user is in.</summary>
    public static async ValueTask ShowRoomsAsync(CommandContext c)
    {
        Presence.Update(c.Server, c.Actor, c.Session);
        foreach (IRoom room in c.User.Rooms)
        {
            if ((await room.AttachAsync(c.Actor)).Value is { } attached)
                await Replay.SendAsync(c, attached);
            await c.Reply.PaceAsync();
        }
        await Replay.SendMissedAsync(c);
    }

    /// <summary>A session that was somebody else has logged in to the account of a user who is here: it becomes one of that user's, and the
    /// user comes into the rooms in which the session was.</summary>
    public static async ValueTask MoveAsync(CommandContext c, User to)
    {
        User before = c.User;
        IRoom[] rooms = [.. before.Rooms];
        foreach (IRoom room in rooms)
            c.Reply.Append(Encodings.Once((Stamp: c.NewStamp(), room.Name), c.Session.Form, static (line, part, form)
                => WireForms.Begin(line, part.Stamp, form).Verb("PART"u8).Param(part.Name).End()));
        Stamp renamed = c.NewStamp();
        Departure.Leave(c.Server, c.Session, $"Is {to.Nickname} now");
        if (!c.Server.Sessions.TryAttach(c.Session, to))
        {
            c.Session.Close("The account's user was just leaving, connect again");
            return;
        }
        c.Reply.Append(Encodings.Once((Stamp: renamed, to.Nickname), c.Session.Form, static (line, nick, form)
            => WireForms.Begin(line, nick.Stamp, form).Verb("NICK"u8).Param(nick.Nickname).End()));
        await ShowRoomsAsync(c);
        foreach (IRoom room in rooms.Except(to.Rooms))
            await JoinCommand.JoinAsync(c, room.Name, key: null);
    }
}
