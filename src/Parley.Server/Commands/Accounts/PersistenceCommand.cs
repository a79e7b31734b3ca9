namespace Parley.Server.Commands.Accounts;

/// <summary><c>PERSISTENCE GET | SET ON | SET OFF | SET DEFAULT</c>: whether one stays in one's rooms without a connection.</summary>
/// <remarks>Source: https://github.com/ircv3/ircv3-specifications/pull/503. Replies PERSISTENCE STATUS; FAIL PERSISTENCE ACCOUNT_REQUIRED, INVALID_PARAMS; 461.</remarks>
internal static class PersistenceCommand
{
    private const string Verb = "PERSISTENCE";

    public static CommandSpec Spec { get; } = new(Verb, MinParams: 1, Access.Registered, RunAsync);

    private static async ValueTask RunAsync(CommandContext c)
    {
        (bool isKnown, bool sets, bool? choice) = (c.Text(0).ToUpperInvariant(), c.TextOrEmpty(1).ToUpperInvariant()) switch
        {
            ("GET", _) => (true, false, null),
            ("SET", "ON") => (true, true, true),
            ("SET", "OFF") => (true, true, false),
            ("SET", "DEFAULT") => (true, true, (bool?)null),
            _ => default,
        };
        if (c.Session.Account is null || await c.Server.Accounts.FindAsync(c.Session.Account) is not { } account)
        {
            c.Reply.Fail(Verb, "ACCOUNT_REQUIRED", "", "Log in to an account first");
            return;
        }
        if (!isKnown)
        {
            c.Reply.Fail(Verb, "INVALID_PARAMS", "", "It takes GET, SET ON, SET OFF or SET DEFAULT");
            return;
        }
        if (sets)
            account = await Persistence.ChooseAsync(c, account, choice);
        Persistence.Report(c, account);
    }
}
