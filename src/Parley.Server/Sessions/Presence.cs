using Parley.Core.Rooms;
using Parley.Core.Users;

namespace Parley.Server.Sessions;

/// <summary>Whether users are away: each is as present as the most present of their sessions.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/away-notify, https://ircv3.net/specs/extensions/pre-away#implementation-considerations.</remarks>
internal static class Presence
{
    /// <summary>A session of which nobody need know: its user is not there, for no particular reason.</summary>
    public const string Unspecified = "*";

    /// <summary>Why a user is away who has no session, and has not said why.</summary>
    public const string NotConnected = "Not connected";

    private static long _lastOrder;

    /// <summary>Somebody has said whether they are at their session. Null: they are.</summary>
    public static void Say(Session session, string? away) => (session.Away, session.AwayOrder) = (away, Interlocked.Increment(ref _lastOrder));

    /// <summary>A session has come or gone, or is away or back: finds out what that makes of its user, and tells those whom it concerns.</summary>
    public static void Update(ServerState server, Actor by, Session from)
    {
        // Two sessions may change at once: who looks later sees both.
        lock (by.User)
        {
            string? away = Of(server.Sessions.Of(by.User), by.User.Away);
            if (away == by.User.Away)
                return;
            by.User.Away = away;
            server.Residents.Touch(by.User);
            var notice = new UserAway(by.User.NewStamp(server.Time.GetUtcNow()), away);
            RoomDirectory.Tell(by, notice);
            server.Fanout.Deliver(notice, from);
        }
    }

    // Who said why and then went has said it for that time too.
    private static string? Of(Session[] sessions, string? before)
    {
        if (sessions.Length == 0)
            return before is null or Unspecified ? NotConnected : before;
        Session[] known = [.. sessions.Where(session => session.Away != Unspecified)];
        if (known.Length == 0)
            return Unspecified;
        return Array.Exists(known, session => session.Away is null) ? null : known.MaxBy(session => session.AwayOrder)!.Away;
    }
}
