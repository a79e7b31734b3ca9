using System.Net;
using Parley.Core.Rooms;
using Parley.Core.Users;

namespace Parley.Server.Sessions;

/// <summary>Which host others see of a user: the address, or what stands for it where the settings hide addresses.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/chghost.</remarks>
internal static class Hosts
{
    /// <summary>The host to be seen of a session's user.</summary>
    /// <param name="server">The house.</param>
    /// <param name="session">The session.</param>
    /// <param name="account">The account that the user has logged in to. Null: a guest.</param>
    public static string Of(ServerState server, Session session, string? account)
    {
        if (server.Cloak is not { } cloak)
            return session.Endpoints.Host;
        return account is null ? cloak.Of(session.Endpoints.Remote?.Address ?? IPAddress.Loopback) : Cloak.Of(account);
    }

    /// <summary>The user has logged in or out: shows the host that belongs to it, and tells those who asked for such news.</summary>
    /// <param name="server">The house.</param>
    /// <param name="session">The session that causes it.</param>
    /// <param name="user">The user.</param>
    public static void Update(ServerState server, Session session, User user)
    {
        // Others may cause it: whoever runs the server ends accounts.
        Session own = session.User == user ? session : server.Sessions.Of(user).FirstOrDefault(session);
        string host = Of(server, own, user.Account);
        if (host == user.Host)
            return;
        var notice = new UserHost(user.NewStamp(server.Time.GetUtcNow()), user.Username, host);
        RoomDirectory.Move(new Actor(user, session.Id), notice, notice => server.Fanout.Deliver(notice, session, user));
    }
}
