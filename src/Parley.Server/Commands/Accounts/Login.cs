using System.Globalization;
using Parley.Core.Accounts;
using Parley.Core.History;
using Parley.Core.Passkeys;
using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Names;
using Parley.Protocol.Numerics;
using Parley.Server.Commands.Metadata;
using Parley.Server.Commands.Registration;
using Parley.Server.Connections;
using Parley.Server.Delivery;
using Parley.Server.Sessions;

namespace Parley.Server.Commands.Accounts;

/// <summary>Logging in to accounts and out of them, by whatever command.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/sasl-3.1#numerics-used-by-this-extension,
/// https://ircv3.net/specs/extensions/account-notify. Replies 900, 901.</remarks>
internal static class Login
{
    // A session guesses for one person; behind an address there may be many, and anybody can try an account.
    private const int FreePerSession = 3;
    private const int FreePerAddress = 20;
    private const int FreePerAccount = 10;

    private const string LoggedOut = "You are now logged out";

    /// <summary>An attempt to log in. While nothing is known to be wrong with it, <paramref name="attempt"/> is made.</summary>
    /// <param name="c">Who tries.</param>
    /// <param name="name">To which account. Null: that is not known.</param>
    /// <param name="attempt">Finds out whether it may be; null: not.</param>
    /// <returns>The account, or why not.</returns>
    public static async ValueTask<LoginOutcome> TryAsync(CommandContext c, string? name, Func<Task<Proof?>> attempt)
    {
        // An account that does not exist is counted too, or one could tell.
        LoginKey[] keys = name is null ? KeysOf(c) : [new($"account {Casemapping.Fold(name)}", FreePerAccount) { Lasts = true }, .. KeysOf(c)];
        TimeSpan wait = c.Server.LoginBackoff.Begin(keys);
        if (wait > TimeSpan.Zero)
            return new(null, TooMany(wait));
        // What earlier commands said must not wait until the password has been hashed.
        c.Session.Flushes.Flush();
        if (await attempt() is not { } proof)
            return new(null, "");
        c.Server.LoginBackoff.Succeeded(keys);
        return Admit(proof);
    }

    /// <summary>An attempt to log in with a password, or with a device's token.</summary>
    /// <returns>The account, or why not.</returns>
    public static async ValueTask<LoginOutcome> TryAsync(CommandContext c, string name, string password)
    {
        if (!DeviceToken.IsToken(password))
            return await TryAsync(c, name, () => c.Server.Accounts.CheckAsync(name, password));
        // Nobody guesses a token: who guesses passwords must not keep the owner's own devices out.
        return await c.Server.Accounts.CheckAsync(name, password) is { } proof ? Admit(proof) : new(null, "");
    }

    /// <summary>An attempt to log in with the certificate that the client has shown. Nobody guesses one.</summary>
    /// <returns>The account, or why not.</returns>
    public static async ValueTask<LoginOutcome> TryCertificateAsync(CommandContext c, string name, string fingerprint)
        => await c.Server.Accounts.CheckCertificateAsync(name, fingerprint) is { } proof ? Admit(proof) : new(null, "");

    // Only who has the password hears of a suspension.
    private static LoginOutcome Admit(Proof proof)
        => proof.Account.Suspended is { } reason ? new(null, reason.Length > 0 ? $"the account is suspended: {reason}" : "the account is suspended") : new(proof, "");

    /// <summary>Whether the session has shown a passkey just now, so that its person is there and the account's owner.</summary>
    public static bool IsPasskeyFresh(CommandContext c) => c.Session.PasskeyId is not null && IsOwnerFresh(c);

    /// <summary>Whether it was proved just now that the account's owner is at the session, and not whoever found it unwatched.</summary>
    public static bool IsOwnerFresh(CommandContext c)
        => c.Session.OwnerProved is { } at && c.Server.Time.GetElapsedTime(at) < PasskeyChallenge.Lifetime;

    /// <summary>What the session's attempts are counted under, whatever they are at.</summary>
    public static LoginKey[] KeysOf(CommandContext c)
    {
        var session = new LoginKey($"session {c.Session.Id.Value}", FreePerSession);
        return AddressOf(c) is { } address ? [session, new LoginKey($"address {address}", FreePerAddress) { Lasts = true }] : [session];
    }

    /// <summary>Says that one must wait, in words that may follow a colon.</summary>
    public static string TooMany(TimeSpan wait)
        => string.Create(CultureInfo.InvariantCulture, $"too many attempts, try again in {Math.Ceiling(wait.TotalSeconds)} seconds");

    /// <summary>The session is logged in: tells it, and those who share a room with its user. If a user of that account is here, the session
    /// becomes one more of that user's.</summary>
    public static async ValueTask InAsync(CommandContext c, Proof proof)
    {
        Account account = proof.Account;
        ReservedNames.Claim(c, account);
        // Who proves to be the owner is still at the device that has come in before.
        Device? before = account.Is(c.Session.Account) ? c.Session.Device : null;
        (c.Session.Account, c.Session.Device) = (account.Name, proof.Device ?? before);
        (c.Session.OwnerProved, c.Session.PasskeyId) = (proof.Device is null ? c.Server.Time.GetTimestamp() : null, proof.Passkey?.Id);
        if (proof.Device is { } device)
            c.Server.Accounts.Saw(account.Name, device);
        c.Reply.Numeric(Numeric.RplLoggedIn, Mask(c), account.Name, $"You are now logged in as {account.Name}");
        if (c.Session.User is not { } user || user.Account == account.Name)
            return;
        if (c.Users.TryFindByAccount(account.Name, out User? present) && present != user)
        {
            await Attachment.MoveAsync(c, present);
        }
        else if (IsShared(c, user))
        {
            c.Session.Close("Logged in to another account, connect again");
        }
        else if (c.Users.TryLogIn(user, account.Name))
        {
            Persistence.Begin(c, account);
            Tell(c.Server, c.Session, user);
            await AccountMetadata.JoinAsync(c, user, account);
            await ReservedNames.LeaveAsync(c);
        }
    }

    /// <summary>The session is logged out: tells it, and those who share a room with its user. A user with other sessions, or always on, stays
    /// who they are, so the session ends.</summary>
    public static async ValueTask OutAsync(CommandContext c)
    {
        (c.Session.Account, c.Session.Device) = (null, null);
        c.Session.IsOwnerNoLonger();
        c.Reply.Numeric(Numeric.RplLoggedOut, Mask(c), LoggedOut);
        if (c.Session.User is not { Account: not null } user)
            return;
        if (IsShared(c, user))
        {
            c.Session.Close("Logged out");
            return;
        }
        c.Users.LogOut(user);
        c.Server.Residents.Touch(user);
        Tell(c.Server, c.Session, user);
        await ReservedNames.LeaveAsync(c);
    }

    /// <summary>An account is no more: none of its user's sessions is logged in, and who gets the name reads nothing of what it was told.</summary>
    /// <param name="server">The house.</param>
    /// <param name="from">The session that causes it.</param>
    /// <param name="account">The account's name.</param>
    public static void Drop(ServerState server, Session from, string account)
    {
        foreach (Session session in server.Sessions.All)
            if (session.Account is { } name && Casemapping.Same(name, account))
            {
                (session.Account, session.Device) = (null, null);
                session.IsOwnerNoLonger();
            }
        server.History.Forget(Party.OfAccount(account));
        server.ReadMarkers.Forget(Party.OfAccount(account));
        if (!server.Users.TryFindByAccount(account, out User? user))
            return;
        if (server.Sessions.Of(user).Length == 0)
        {
            Departure.Dismiss(server, user, from, "Its account was given up");
            return;
        }
        server.Users.LogOut(user);
        server.Residents.Touch(user);
        foreach (Session session in server.Sessions.Of(user))
            if (session == from)
                from.Reply.Numeric(Numeric.RplLoggedOut, user.Mask, LoggedOut);
            else
                Fanout.Deliver(session, from, line => line.Source(server.Name).Verb((int)Numeric.RplLoggedOut).Param(user.Nickname).Param(user.Mask).Trailing(LoggedOut).End());
        Tell(server, from, user);
    }

    /// <summary>The address by which the session is counted. Null: it is of this machine and not counted.</summary>
    public static string? AddressOf(CommandContext c)
        => c.Session.Endpoints is { IsLocal: false, Remote: { } remote } ? AddressLimits.Network(remote.Address).ToString() : null;

    private static bool IsShared(CommandContext c, User user)
        => user.Account is not null && (user.IsAlwaysOn || c.Server.Sessions.Of(user).Length > 1);

    private static void Tell(ServerState server, Session from, User user)
    {
        var notice = new UserAccount(user.NewStamp(server.Time.GetUtcNow()), user.Account);
        RoomDirectory.Tell(new Actor(user, from.Id), notice);
        server.Fanout.Deliver(notice, from, user);
        Hosts.Update(server, from, user);
    }

    // Before registration there are but parts of it.
    private static string Mask(CommandContext c)
        => c.Session.User?.Mask ?? $"{c.Session.Nickname}!{c.Session.Introduction.Username ?? "*"}@{c.Session.Endpoints.Host}";
}

/// <summary>What became of an attempt to log in.</summary>
/// <param name="Proof">What was proved; null: not logged in.</param>
/// <param name="Why">Why not, in words that may follow a colon. Empty: the name or the password is wrong, and which is nobody's business.</param>
internal readonly record struct LoginOutcome(Proof? Proof, string Why);
