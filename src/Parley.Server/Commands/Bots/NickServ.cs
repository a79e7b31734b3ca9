using Parley.Core.Accounts;
using Parley.Protocol.Names;
using Parley.Server.Commands.Accounts;
using Parley.Server.Sessions;

namespace Parley.Server.Commands.Bots;

/// <summary>NickServ: accounts for clients that know neither SASL nor REGISTER.</summary>
internal static partial class NickServ
{
    public static Bot Bot { get; } = new("NickServ", "looks after accounts and their nicknames",
    [
        new("REGISTER <password> [<email>]", "makes your nickname an account with this password", 1, false, RegisterAsync),
        new("IDENTIFY|ID|LOGIN [<account>] <password>", "logs you in to the account of your nickname, or to another", 1, false, IdentifyAsync),
        new("LOGOUT", "logs you out", 0, true, talk => Login.OutAsync(talk.Context)),
        new("INFO [<account>]", "tells what may be known of an account", 0, false, InfoAsync),
        new("PASSWD [<current>] <new>", "gives your account another password; who has just logged in by a passkey leaves the current one out", 1, true, talk => ChangePasswordAsync(talk, talk.Args)),
        new("SET PASSWORD [<current>] <new> | SET ALWAYS-ON true|false|default", "does the same; lets you stay in your rooms without a connection", 2, true, SetAsync),
        new("SESSIONS", "lists the connections of your account", 0, true, SessionsAsync),
        new("DEVICE|DEVICES LIST | ADD <name> | REVOKE <name>", "looks after clients that log in with a token in place of your password", 0, true, DeviceAsync),
        new("CERT ADD [<fingerprint>] | DEL <fingerprint>", "lets you log in with a client certificate (SASL EXTERNAL): the one you show now, or the one of that SHA-256", 1, true, CertificateAsync),
        new("GHOST <nickname>", "closes the other connections of your nickname", 1, true, GhostAsync),
        new("REGAIN|RECLAIM|RECOVER <nickname>", "gives you the nickname of your account", 1, true, RegainAsync),
        new("UNREGISTER|DROP <account> [<code>]", "gives up your account; the code comes when you leave it out", 1, true, DropAsync),
        new("SAREGISTER <account> <password>", "makes an account for somebody; for operators of the server", 2, false, RegisterOtherAsync),
        new("SUSPEND <account> [<reason>]", "lets nobody log in to an account; for operators of the server", 1, false, SuspendAsync),
        new("UNSUSPEND <account>", "lets its owner in again; for operators of the server", 1, false, ReinstateAsync),
    ]);

    private static async ValueTask RegisterAsync(BotTalk talk)
    {
        CommandContext c = talk.Context;
        (Account? made, AccountRefusal refusal) = await NewAccount.RegisterAsync(c, c.User.Nickname, talk.Args.ElementAtOrDefault(1), talk.Args[0]);
        if (made is null)
        {
            talk.Say(AccountRefusals.ToFail(refusal).Text);
            return;
        }
        talk.Say("Account created");
        await Login.InAsync(c, new Proof(made));
    }

    private static async ValueTask IdentifyAsync(BotTalk talk)
    {
        CommandContext c = talk.Context;
        string name = talk.Args.Count > 1 ? talk.Args[0] : c.User.Nickname;
        LoginOutcome outcome = await Login.TryAsync(c, name, talk.Args[^1]);
        if (outcome.Proof is { } proof)
            await Login.InAsync(c, proof);
        else
            talk.Say(outcome.Why.Length > 0 ? $"You were not logged in: {outcome.Why}" : "You were not logged in: the name or the password is wrong");
    }

    private static async ValueTask InfoAsync(BotTalk talk)
    {
        CommandContext c = talk.Context;
        string name = talk.Args.Count > 0 ? talk.Args[0] : c.Session.Account ?? c.User.Nickname;
        if (await c.Server.Accounts.FindAsync(name) is not { } account)
        {
            talk.Say($"There is no account {name}");
            return;
        }
        talk.Say($"Account: {account.Name}");
        talk.Say($"Registered: {account.Created:yyyy-MM-dd HH:mm:ss} UTC");
        if (account.Is(c.Session.Account))
            talk.Say($"E-mail: {account.Email ?? "none"}");
    }

    // All sessions of an account are one user, so the others that have its nickname are this user's.
    private static ValueTask GhostAsync(BotTalk talk)
    {
        CommandContext c = talk.Context;
        Session[] others = IsOwn(talk) ? [.. c.Fanout.SessionsOf(c.User).Where(session => session != c.Session)] : [];
        foreach (Session session in others)
            session.Close($"Closed by {c.User.Nickname} with GHOST");
        if (others.Length > 0)
            talk.Say($"Connections closed: {others.Length}");
        else
            talk.Say($"No other connection has {talk.Args[0]}, or it is not your nickname");
        return ValueTask.CompletedTask;
    }

    private static ValueTask RegainAsync(BotTalk talk)
    {
        CommandContext c = talk.Context;
        if (!Casemapping.Same(talk.Account, talk.Args[0]))
            talk.Say($"{talk.Args[0]} is not your nickname");
        else if (c.User.Nickname == talk.Account || ReservedNames.TryRename(c, c.User, talk.Account))
            talk.Say($"You are {talk.Account}");
        else
            talk.Say("The nickname is still in use; try again");
        return ValueTask.CompletedTask;
    }

    private static bool IsOwn(BotTalk talk) => Casemapping.Same(talk.Account, talk.Args[0]) || Casemapping.Same(talk.Context.User.Nickname, talk.Args[0]);
}
