using Parley.Protocol.Names;
using Parley.Server.Commands.Accounts;

namespace Parley.Server.Commands.Bots;

internal static partial class NickServ
{
    private const string NotOperator = "You are not an operator of the server";

    private static async ValueTask RegisterOtherAsync(BotTalk talk)
    {
        CommandContext c = talk.Context;
        (string name, string password) = (talk.Args[0], talk.Args[1]);
        if (!c.User.IsOperator)
            talk.Say(NotOperator);
        else if (!NameRules.IsNickname(name) || Bot.IsLike(name))
            talk.Say(AccountRefusals.ToFail(AccountRefusal.BadName).Text);
        else if (NewAccount.WhyNot(c.Server.Options.Accounts, name, password) is var refusal and not AccountRefusal.None)
            talk.Say(AccountRefusals.ToFail(refusal).Text);
        else
            talk.Say(await c.Server.Accounts.RegisterAsync(name, password, email: null) is null ? AccountRefusals.ToFail(AccountRefusal.Exists).Text : $"Account {name} created");
    }

    private static async ValueTask SuspendAsync(BotTalk talk)
    {
        CommandContext c = talk.Context;
        string name = talk.Args[0];
        if (!c.User.IsOperator)
            talk.Say(NotOperator);
        else if (await AccountActions.SuspendAsync(c.Server, name, string.Join(' ', talk.Args.Skip(1)), c.Session))
            talk.Say($"Nobody can log in to {name} now");
        else
            talk.Say($"There is no account {name}");
    }

    private static async ValueTask ReinstateAsync(BotTalk talk)
    {
        CommandContext c = talk.Context;
        if (!c.User.IsOperator)
            talk.Say(NotOperator);
        else if (await AccountActions.ReinstateAsync(c.Server, talk.Args[0]))
            talk.Say($"Who owns {talk.Args[0]} can log in again");
        else
            talk.Say($"There is no account {talk.Args[0]}");
    }
}
