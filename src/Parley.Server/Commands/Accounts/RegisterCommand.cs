using Parley.Core.Accounts;
using Parley.Protocol.Names;
using Parley.Server.Commands.Registration;
using Parley.Server.Settings;

namespace Parley.Server.Commands.Accounts;

/// <summary><c>REGISTER &lt;account&gt; &lt;email | *&gt; &lt;password&gt;</c>: makes the own nickname an account (<c>*</c> stands for it) and logs in to it.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/account-registration. Replies REGISTER SUCCESS, 900; FAIL REGISTER ACCOUNT_EXISTS,
/// ACCOUNT_NAME_MUST_BE_NICK, ALREADY_AUTHENTICATED, BAD_ACCOUNT_NAME, COMPLETE_CONNECTION_REQUIRED, INVALID_EMAIL, NEED_NICK,
/// TEMPORARILY_UNAVAILABLE, UNACCEPTABLE_PASSWORD, WEAK_PASSWORD; 461.</remarks>
internal static class RegisterCommand
{
    private const string Verb = "REGISTER";

    public static CommandSpec Spec { get; } = new(Verb, MinParams: 3, Access.Anyone, RunAsync, Cost: 2);

    private static async ValueTask RunAsync(CommandContext c)
    {
        AccountOptions rules = c.Server.Options.Accounts;
        string? nickname = c.Session.User?.Nickname ?? c.Session.Introduction.Nickname;
        string account = c.Text(0) == "*" ? nickname ?? "*" : c.Text(0);
        if (nickname is null && c.Session.Introduction.Refused is { } refused && (account == "*" || Casemapping.Same(account, refused)))
            Fail(c, refused, AccountRefusal.Exists);
        else if (c.Session.User is null && !rules.RegisterBeforeConnect)
            Fail(c, account, AccountRefusal.NotConnected);
        else if (nickname is null)
            Fail(c, "*", AccountRefusal.NoNickname);
        else if (!Casemapping.Same(account, nickname))
            Fail(c, account, AccountRefusal.NotNickname);
        else
        {
            (Account? made, AccountRefusal refusal) = await NewAccount.RegisterAsync(c, account, c.Text(1) == "*" ? null : c.Text(1), c.Text(2));
            if (made is null)
            {
                Fail(c, account, refusal);
                return;
            }
            c.Reply.End(c.Reply.Begin("REGISTER"u8).Param("SUCCESS").Param(made.Name).Trailing("Account created"));
            await Login.InAsync(c, new Proof(made));
            await Welcome.TryRegisterAsync(c);
        }
    }

    private static void Fail(CommandContext c, string account, AccountRefusal refusal)
    {
        (string code, string text) = AccountRefusals.ToFail(refusal);
        c.Reply.Fail(Verb, code, account, text);
    }
}

/// <summary><c>VERIFY &lt;account&gt; &lt;code&gt;</c>: ends a registration that waits for a proof. None does here, so no code is ever right.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/account-registration. Replies FAIL VERIFY ALREADY_AUTHENTICATED,
/// COMPLETE_CONNECTION_REQUIRED, INVALID_CODE; 461.</remarks>
internal static class VerifyCommand
{
    private const string Verb = "VERIFY";

    public static CommandSpec Spec { get; } = new(Verb, MinParams: 2, Access.Anyone, RunAsync);

    private static ValueTask RunAsync(CommandContext c)
    {
        AccountRefusal refusal = c.Session switch
        {
            { User: null } when !c.Server.Options.Accounts.RegisterBeforeConnect => AccountRefusal.NotConnected,
            { Account: not null } => AccountRefusal.LoggedIn,
            _ => AccountRefusal.WrongCode,
        };
        (string code, string text) = AccountRefusals.ToFail(refusal);
        c.Reply.Fail(Verb, code, c.Text(0), text);
        return ValueTask.CompletedTask;
    }
}
