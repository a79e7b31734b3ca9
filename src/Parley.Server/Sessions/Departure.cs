using Parley.Core.History;
using Parley.Core.Rooms;
using Parley.Core.Users;

namespace Parley.Server.Sessions;

/// <summary>How sessions leave their users, and users the house.</summary>
internal static class Departure
{
    /// <summary>Takes a session from its user. With the last one the user goes, unless always on.</summary>
    public static void Leave(ServerState server, Session session, string reason)
    {
        if (session.User is not { } user)
            return;
        if (session is { Account: { } account, Device: { } device })
            server.Accounts.Saw(account, device);
        var by = new Actor(user, session.Id);
        if (server.Sessions.Detach(session, mayStay: user.IsAlwaysOn))
        {
            Quit(server, by, session, reason);
            return;
        }
        RoomDirectory.Detach(by);
        Presence.Update(server, by, session);
        if (server.Sessions.Of(user).Length > 0)
            return;
        user.AloneSince = server.Time.GetUtcNow();
        // Who comes back shows the account's password, and not the operator's.
        user.Modes &= ~UserModes.Operator;
        server.Residents.Touch(user);
    }

    /// <summary>Ends all sessions of a user, and with them the user, always on or not.</summary>
    /// <param name="server">The house.</param>
    /// <param name="user">Who has to go.</param>
    /// <param name="from">The session that makes them go.</param>
    /// <param name="reason">Shown to the user and the others.</param>
    public static void Dismiss(ServerState server, User user, Session from, string reason)
    {
        user.IsAlwaysOn = false;
        foreach (Session session in server.Sessions.Of(user))
            session.Close(reason);
        if (server.Sessions.TryDismiss(user))
            Quit(server, new(user, from.Id), from, reason);
    }

    /// <summary>Takes a user without sessions out of all rooms, then tells those who were there, then frees the name.</summary>
    /// <remarks>In this order nobody comes to see a name that has gone, or takes it for the one of somebody who came since.</remarks>
    /// <param name="server">The house.</param>
    /// <param name="by">Who goes, and the session that made them go.</param>
    /// <param name="from">That session.</param>
    /// <param name="reason">Shown to the others.</param>
    public static void Quit(ServerState server, Actor by, Session from, string reason)
    {
        var quit = new UserQuit(by.User.NewStamp(server.Time.GetUtcNow()), reason);
        RoomDirectory.Tell(by, quit);
        server.Fanout.Deliver(quit, from, by.User);
        server.Fanout.Watchers.Went(by.User, from);
        server.Users.Remove(by.User);
        server.Residents.Touch(by.User);
        server.History.Forget(Party.OfGuest(by.User));
        server.ReadMarkers.Forget(Party.OfGuest(by.User));
    }
}
