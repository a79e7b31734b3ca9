using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Names;
using Parley.Server.Sessions;
using Parley.Server.Settings;

namespace Parley.Server.Commands.Accounts;

/// <summary>What is done to accounts as a whole, and what becomes of those who use them; by their owners or by operators.</summary>
internal static class AccountActions
{
    /// <summary>Lets nobody log in to an account for now, and puts out who has. False when there is none of that name.</summary>
    /// <param name="server">The house.</param>
    /// <param name="name">The account.</param>
    /// <param name="reason">Why; its owner is told. Empty: not said.</param>
    /// <param name="from">The session that causes it.</param>
    public static async ValueTask<bool> SuspendAsync(ServerState server, string name, string reason, Session from)
    {
        if (!await server.Accounts.SuspendAsync(name, reason))
            return false;
        string told = reason.Length > 0 ? $"The account is suspended: {reason}" : "The account is suspended";
        if (server.Users.TryFindByAccount(name, out User? user))
            Departure.Dismiss(server, user, from, told);
        foreach (Session session in SessionsOf(server, name))
            session.Close(told);
        return true;
    }

    /// <summary>Lets an account's owner in again. False when there is none of that name.</summary>
    public static ValueTask<bool> ReinstateAsync(ServerState server, string name) => server.Accounts.SuspendAsync(name, null);

    /// <summary>Gives an account another password, and puts out who has logged in: they may not have been its owner. False when there is none of that name.</summary>
    /// <param name="server">The house.</param>
    /// <param name="name">The account.</param>
    /// <param name="password">Found to be allowed: <see cref="NewAccount.WhyNot(Settings.AccountOptions, string, string)"/>.</param>
    public static async ValueTask<bool> ResetPasswordAsync(ServerState server, string name, string password)
    {
        if (await server.Accounts.FindAsync(name) is not { } account || !await server.Accounts.ResetPasswordAsync(account, password))
            return false;
        CloseOthers(server, name, null);
        return true;
    }

    /// <summary>Ends the connections of an account that has another password now.</summary>
    /// <param name="server">The house.</param>
    /// <param name="name">The account.</param>
    /// <param name="own">The one that has changed it, which stays. Null: none does.</param>
    public static void CloseOthers(ServerState server, string name, Session? own)
    {
        foreach (Session session in SessionsOf(server, name))
            if (session != own)
                session.Close("The account has another password");
        // Those of devices end with the devices.
        server.Pushes?.Subscriptions.Forget(name, subscription => subscription.Device is null);
    }

    // No nickname has a slash: nobody is ever taken for the one who said this.
    private const string Nobodys = "deleted/account!deleted@deleted";

    /// <summary>Gives up an account: it is no more, owns nothing, none of its user's sessions is logged in, and what it has said is nobody's or goes, as
    /// the settings say. False when there is none of that name.</summary>
    /// <remarks>The account goes last: nobody can have its name before nothing of it is left, even if the server is killed meanwhile.</remarks>
    /// <param name="server">The house.</param>
    /// <param name="name">The account.</param>
    /// <param name="from">The session that causes it.</param>
    public static async ValueTask<bool> DropAsync(ServerState server, string name, Session from)
    {
        if (await server.Accounts.FindAsync(name) is not { } account)
            return false;
        Login.Drop(server, from, account.Name);
        // It may take seconds where much was said.
        from.Flushes.Flush();
        await server.History.DisownAsync(account.Name, server.Options.Accounts.DroppedMessages == DroppedMessages.Keep ? Nobodys : null);
        await DisownRoomsAsync(server, account.Name, from);
        bool isGone = await server.Accounts.DeleteAsync(name);
        server.Pushes?.Subscriptions.Forget(name, _ => true);
        // Somebody may have logged in meanwhile.
        Login.Drop(server, from, account.Name);
        await DisownRoomsAsync(server, account.Name, from);
        return isGone;
    }

    private static async ValueTask DisownRoomsAsync(ServerState server, string account, Session from)
    {
        foreach (IRoom room in server.Rooms.All)
            await room.ForgetAccountAsync(new Actor(from.User ?? Nobody(server), from.Id), account);
    }

    private static IEnumerable<Session> SessionsOf(ServerState server, string account)
        => server.Sessions.All.Where(session => session.Account is { } name && Casemapping.Same(name, account));

    private static User Nobody(ServerState server) => new(server.Name, server.Name, "", server.Time.GetUtcNow());
}
