using Parley.Core.Accounts;
using Parley.Protocol.Names;
using Parley.Server.Commands.Accounts;

namespace Parley.Server.Commands.Bots;

internal static partial class NickServ
{
    private const string NotByToken = "You came in by a device's token: log in with the password for this (IDENTIFY <account> <password>)";

    private static ValueTask SetAsync(BotTalk talk)
    {
        switch (talk.Args[0].ToUpperInvariant())
        {
            case "PASSWORD":
                return ChangePasswordAsync(talk, talk.Args.Skip(1));
            case "ALWAYS-ON":
                return ChooseAlwaysOnAsync(talk, talk.Args[1]);
            default:
                talk.Say("It is: SET PASSWORD [<current>] <new>, or SET ALWAYS-ON true|false|default");
                return ValueTask.CompletedTask;
        }
    }

    private static async ValueTask ChooseAlwaysOnAsync(BotTalk talk, string choice)
    {
        CommandContext c = talk.Context;
        (bool isKnown, bool? alwaysOn) = choice.ToUpperInvariant() switch
        {
            "TRUE" or "ON" => (true, true),
            "FALSE" or "OFF" => (true, false),
            "DEFAULT" => (true, (bool?)null),
            _ => default,
        };
        if (isKnown && await c.Server.Accounts.FindAsync(talk.Account) is { } account)
        {
            await Persistence.ChooseAsync(c, account, alwaysOn);
            talk.Say(c.User.IsAlwaysOn ? "You stay in your rooms without a connection" : "You leave your rooms with your last connection");
        }
        else
        {
            talk.Say("It is: SET ALWAYS-ON true|false|default");
        }
    }

    private static async ValueTask ChangePasswordAsync(BotTalk talk, IEnumerable<string> words)
    {
        CommandContext c = talk.Context;
        (string? current, string wanted) = words.Take(2).ToArray() is [var first, var second] ? (first, second) : (null, words.First());
        AccountRefusal refusal = NewAccount.WhyNot(c.Server.Options.Accounts, talk.Account, wanted);
        if (refusal != AccountRefusal.None)
        {
            talk.Say(AccountRefusals.ToFail(refusal).Text);
            return;
        }
        // Whoever finds the keyboard unwatched must not take the account over.
        LoginOutcome outcome = current is null ? await ProveByPasskeyAsync(talk) : await Login.TryAsync(c, talk.Account, current);
        // A device's token lets one in, but it is not what the account hangs on.
        if (outcome.Proof is { Device: null, Account: var account } && await c.Server.Accounts.SetPasswordAsync(account, wanted))
        {
            // Somebody may have come in by the old one, or by a passkey. Devices come back by themselves.
            AccountActions.CloseOthers(c.Server, account.Name, c.Session);
            string devices = account.Devices.Length == 0 ? "" : $". Devices that come in without it: {account.Devices.Length} (DEVICE LIST)";
            string passkeys = account.Passkeys.Length == 0 ? "" : $". Passkeys that open the account as well: {account.Passkeys.Length} (PASSKEY LIST)";
            talk.Say($"The password is changed{devices}{passkeys}");
        }
        else
        {
            talk.Say(outcome.Why.Length > 0 ? $"The password is not changed: {outcome.Why}" : "The password is not changed: the current one is another");
        }
    }

    private static async ValueTask<LoginOutcome> ProveByPasskeyAsync(BotTalk talk)
        => !Login.IsPasskeyFresh(talk.Context) ? new(null, "give the current one too, or log in by a passkey just before")
            : await talk.Context.Server.Accounts.FindAsync(talk.Account) is { } account ? new(new Proof(account), "")
            : new(null, "");

    private static async ValueTask DropAsync(BotTalk talk)
    {
        CommandContext c = talk.Context;
        if (!Casemapping.Same(talk.Account, talk.Args[0]))
        {
            talk.Say($"{talk.Args[0]} is not your account");
            return;
        }
        if (!c.Session.IsOwner)
        {
            talk.Say(NotByToken);
            return;
        }
        string code = c.Server.Accounts.CodeFor($"drop {Casemapping.Fold(talk.Account)}");
        if (talk.Args.Count < 2)
        {
            talk.Say($"Nobody can undo this. To give up your account: UNREGISTER {talk.Account} {code}");
        }
        else if (talk.Args[1] != code)
        {
            talk.Say("The code is another one");
        }
        else
        {
            string name = talk.Account;
            await AccountActions.DropAsync(c.Server, name, c.Session);
            talk.Say($"The account {name} is no more");
        }
    }
}
