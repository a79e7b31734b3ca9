using Parley.Core.Accounts;
using Parley.Core.Passkeys;
using Parley.Protocol.Names;
using Parley.Server.Replies;
using Parley.Server.Sessions;

namespace Parley.Server.Commands.Accounts;

/// <summary><c>PASSKEY REGISTER &lt;email | *&gt; :&lt;name&gt; | ADD :&lt;name&gt; | ANSWER &lt;part&gt; | LIST | REMOVE :&lt;name&gt;</c>: the passkeys by which an account's owner
/// comes in, and accounts that are made with one.</summary>
/// <remarks>
/// Source: docs/irc.md, "Passkeys"; the mechanism PASSKEY of SASL says that there is such a command. Replies <c>PASSKEY MAKE &lt;part&gt;</c>,
/// <c>PASSKEY REGISTER &lt;account&gt; :&lt;name&gt;</c> and 900, <c>PASSKEY ADD :&lt;name&gt;</c>, <c>PASSKEY LIST &lt;created&gt; &lt;used&gt; &lt;host&gt; :&lt;name&gt;</c> in a
/// batch, <c>PASSKEY REMOVE :&lt;name&gt;</c>; FAIL PASSKEY ACCOUNT_REQUIRED, INVALID_NAME, INVALID_PASSKEY, LAST_PASSKEY, NOT_HERE, NOTHING_TO_ANSWER, PASSWORD_REQUIRED,
/// TOO_MANY, UNKNOWN_COMMAND, UNKNOWN_PASSKEY, and those of REGISTER; 461.
/// </remarks>
internal static class PasskeyCommand
{
    private const string Verb = "PASSKEY";
    private const string BatchType = "parley.chat/passkeys";
    private const string NotProved = "Log in with the password or a passkey just before this";

    public static CommandSpec Spec { get; } = new(Verb, MinParams: 1, Access.Registered, RunAsync);

    private static async ValueTask RunAsync(CommandContext c)
    {
        switch (c.Text(0).ToUpperInvariant())
        {
            case "REGISTER":
                Register(c);
                break;
            case "ADD":
                await AddAsync(c);
                break;
            case "ANSWER":
                await AnswerAsync(c);
                break;
            case "LIST":
                await ListAsync(c);
                break;
            case "REMOVE":
                await RemoveAsync(c);
                break;
            default:
                c.Reply.Fail(Verb, "UNKNOWN_COMMAND", c.Text(0), "There is no such subcommand");
                break;
        }
    }

    private static void Register(CommandContext c)
    {
        string account = c.User.Nickname;
        string? email = c.TextOrEmpty(1) == "*" ? null : c.TextOrEmpty(1);
        if (!MayBeMade(c, "REGISTER", c.TextOrEmpty(2)))
            return;
        if (NewAccount.WhyNot(c, account, email) is var refusal and not AccountRefusal.None)
            Fail(c, "REGISTER", AccountRefusals.ToFail(refusal));
        else
            Ask(c, null, account, PasskeyChallenge.NewHandle(), c.Text(2), email);
    }

    private static async ValueTask AddAsync(CommandContext c)
    {
        if (!MayBeMade(c, "ADD", c.TextOrEmpty(1)) || await AccountOfAsync(c) is not { } account)
            return;
        // A token that was stolen must not bring forth what outlives it.
        if (!Login.IsOwnerFresh(c))
            c.Reply.Fail(Verb, "PASSWORD_REQUIRED", "ADD", NotProved);
        else if (account.Passkeys.Length >= AccountDirectory.MaxPasskeys)
            Fail(c, "ADD", PasskeyRefusals.ToFail(PasskeyProblem.TooMany));
        else
            Ask(c, account, account.Name, account.Passkeys.FirstOrDefault()?.Handle ?? PasskeyChallenge.NewHandle(), c.Text(1), null);
    }

    private static void Ask(CommandContext c, Account? account, string name, string handle, string called, string? email)
    {
        RelyingParty site = c.Session.Endpoints.Page!;
        var challenge = new PasskeyChallenge(site, c.Server.Time);
        c.Session.Passkey = new PasskeyMaking(challenge, handle, called, account) { NewName = account is null ? name : null, Email = email };
        foreach (string part in MessageParts.Of(challenge.ToMake(c.Server.NetworkName, name, handle, account?.Passkeys.Where(passkey => passkey.Host == site.Host) ?? [])))
            c.Reply.End(c.Reply.Begin("PASSKEY"u8).Param("MAKE").Param(part));
    }

    private static async ValueTask AnswerAsync(CommandContext c)
    {
        string part = c.TextOrEmpty(1);
        if (c.Session.Passkey is not { } making)
            c.Reply.Fail(Verb, "NOTHING_TO_ANSWER", "ANSWER", "No passkey was asked for");
        else if (part.Length is 0 or > MessageParts.MaxPart || !making.Answer.TryAdd(part))
            await EndAsync(c, making, null, PasskeyProblem.Unreadable);
        else if (making.Answer.IsComplete)
        {
            (Passkey? made, PasskeyProblem problem) = making.Judge();
            await EndAsync(c, making, made, problem);
        }
    }

    private static async ValueTask EndAsync(CommandContext c, PasskeyMaking making, Passkey? made, PasskeyProblem problem)
    {
        c.Session.Passkey = null;
        if (made is null)
            Fail(c, "ANSWER", PasskeyRefusals.ToFail(problem));
        else if (making.Account is { } account)
            await KeepAsync(c, account, made);
        else if (!Casemapping.Same(making.NewName!, c.User.Nickname))
            Fail(c, "ANSWER", AccountRefusals.ToFail(AccountRefusal.NotNickname));
        else if (await NewAccount.RegisterAsync(c, c.User.Nickname, making.Email, made) is var (registered, refusal) && registered is null)
            Fail(c, "ANSWER", AccountRefusals.ToFail(refusal));
        else
        {
            c.Reply.End(c.Reply.Begin("PASSKEY"u8).Param("REGISTER").Param(registered.Name).Trailing(made.Name));
            await Login.InAsync(c, new Proof(registered) { Passkey = made });
        }
    }

    private static async ValueTask KeepAsync(CommandContext c, Account account, Passkey made)
    {
        // Logged out meanwhile, or in to another account, it is not the one who was asked.
        bool isStillOwner = c.Session.IsOwner && account.Is(c.Session.Account);
        (Passkey? added, PasskeyProblem problem) = isStillOwner ? await c.Server.Accounts.AddPasskeyAsync(account, made) : (null, PasskeyProblem.UnknownPasskey);
        if (added is null)
            Fail(c, "ANSWER", PasskeyRefusals.ToFail(problem));
        else
            c.Reply.End(c.Reply.Begin("PASSKEY"u8).Param("ADD").Trailing(added.Name));
    }

    private static async ValueTask ListAsync(CommandContext c)
    {
        if (await AccountOfAsync(c) is { } account)
            c.Reply.Batch(BatchType, account.Verifier is null ? "passkey" : "password", "PASSKEY"u8, [.. account.Passkeys.Select(passkey
                => new[] { "LIST", ServerTime.Of(passkey.Created), ServerTime.Of(passkey.Used), passkey.Host, passkey.Name })]);
    }

    private static async ValueTask RemoveAsync(CommandContext c)
    {
        if (await AccountOfAsync(c) is not { } account)
            return;
        if (!Login.IsOwnerFresh(c))
            c.Reply.Fail(Verb, "PASSWORD_REQUIRED", "REMOVE", NotProved);
        else if (await c.Server.Accounts.RemovePasskeyAsync(account, c.TextOrEmpty(1)) is not (Passkey: { } passkey, var isGone))
            c.Reply.Fail(Verb, "UNKNOWN_PASSKEY", "REMOVE", "The account has no passkey of that name");
        else if (!isGone)
            c.Reply.Fail(Verb, "LAST_PASSKEY", "REMOVE", "It is the only way into the account: give it a password or another passkey first");
        else
        {
            PutOut(c, account, passkey);
            c.Reply.End(c.Reply.Begin("PASSKEY"u8).Param("REMOVE").Trailing(passkey.Name));
        }
    }

    // Whoever has come in by it may not be the owner.
    private static void PutOut(CommandContext c, Account account, Passkey removed)
    {
        foreach (Session session in c.Server.Sessions.All)
            if (session.PasskeyId != removed.Id || !account.Is(session.Account))
                continue;
            else if (session == c.Session)
                session.IsOwnerNoLonger();
            else
                session.Close("Its passkey was removed");
    }

    private static bool MayBeMade(CommandContext c, string subcommand, string name)
    {
        if (c.Session.Endpoints.Page is null)
            c.Reply.Fail(Verb, "NOT_HERE", subcommand, "Passkeys are made by a page that has come from a named host, by HTTPS or from this machine");
        else if (!Device.IsName(name))
            c.Reply.Fail(Verb, "INVALID_NAME", subcommand, "A passkey has a name of visible characters");
        else
            return true;
        return false;
    }

    private static async ValueTask<Account?> AccountOfAsync(CommandContext c)
    {
        Account? account = c.Session.Account is { } name ? await c.Server.Accounts.FindAsync(name) : null;
        if (account is null)
            c.Reply.Fail(Verb, "ACCOUNT_REQUIRED", "", "Log in to an account first");
        return account;
    }

    private static void Fail(CommandContext c, string subcommand, (string Code, string Text) refusal) => c.Reply.Fail(Verb, refusal.Code, subcommand, refusal.Text);
}
