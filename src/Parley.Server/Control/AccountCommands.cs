using Parley.Core.Accounts;
using Parley.Core.Users;
using Parley.Protocol.Names;
using Parley.Server.Commands.Accounts;
using Parley.Server.Commands.Bots;

namespace Parley.Server.Control;

/// <summary>What the one who runs the server can do with accounts.</summary>
public static class AccountCommands
{
    // A page of the list: it must not hold up those who want to log in.
    private const int AtOnce = 500;

    /// <summary>All accounts, in the order of their names.</summary>
    public static ControlCommand<Nothing, IReadOnlyList<AccountLine>> List { get; } = new("account/list", ListAsync);

    /// <summary>Makes an account, and answers with its name.</summary>
    public static ControlCommand<NewAccountQuestion, string> Add { get; } = new("account/add", AddAsync) { MayFound = true };

    /// <summary>Gives an account another password, ends its connections and forgets its devices, and answers with its name.</summary>
    public static ControlCommand<PasswordQuestion, string> SetPassword { get; } = new("account/passwd", SetPasswordAsync);

    /// <summary>Lets nobody log in to an account, ends its connections, and answers with its name.</summary>
    public static ControlCommand<SuspendQuestion, string> Suspend { get; } = new("account/suspend", SuspendAsync);

    /// <summary>Lets the owner of an account in again, and answers with its name.</summary>
    public static ControlCommand<AccountQuestion, string> Resume { get; } = new("account/resume", ResumeAsync);

    /// <summary>Ends an account, of which its user is logged out, and answers with its name.</summary>
    public static ControlCommand<AccountQuestion, string> Delete { get; } = new("account/delete", DeleteAsync);

    private static async Task<ControlAnswer<IReadOnlyList<AccountLine>>> ListAsync(Desk desk, Nothing question)
    {
        var lines = new List<AccountLine>();
        for (string after = ""; await desk.Server.Accounts.ListAsync(after, AtOnce) is [.., var last] accounts; after = last.Key)
            lines.AddRange(accounts.Select(account => LineOf(desk, account)));
        return lines;
    }

    private static async Task<ControlAnswer<string>> AddAsync(Desk desk, NewAccountQuestion question)
    {
        (string name, string password, string? email) = question;
        AccountRefusal refusal = !NameRules.IsNickname(name) || Bot.IsLike(name) || ReservedNames.IsGuest(name)
            ? AccountRefusal.BadName
            : email is not null && !NewAccount.IsEmail(email) ? AccountRefusal.BadEmail
            : NewAccount.WhyNot(desk.Server.Options.Accounts, name, password);
        if (refusal != AccountRefusal.None)
            return new Problem($"{AccountRefusals.ToFail(refusal).Text}.");
        if (await desk.Server.Accounts.RegisterAsync(name, password, email) is not { } made)
            return new Problem($"There is an account {name} already, or one whose name looks the same.");
        return made.Name;
    }

    private static async Task<ControlAnswer<string>> SetPasswordAsync(Desk desk, PasswordQuestion question)
    {
        if (await desk.Server.Accounts.FindAsync(question.Name) is not { } account)
            return NoSuch(question.Name);
        AccountRefusal refusal = NewAccount.WhyNot(desk.Server.Options.Accounts, account.Name, question.Password);
        if (refusal != AccountRefusal.None)
            return new Problem($"{AccountRefusals.ToFail(refusal).Text}.");
        return await AccountActions.ResetPasswordAsync(desk.Server, account.Name, question.Password) ? account.Name : NoSuch(question.Name);
    }

    private static async Task<ControlAnswer<string>> SuspendAsync(Desk desk, SuspendQuestion question)
        => await desk.Server.Accounts.FindAsync(question.Name) is { Name: var name }
            && await AccountActions.SuspendAsync(desk.Server, name, question.Reason, desk.Session) ? name : NoSuch(question.Name);

    private static async Task<ControlAnswer<string>> ResumeAsync(Desk desk, AccountQuestion question)
        => await desk.Server.Accounts.FindAsync(question.Name) is { Name: var name }
            && await AccountActions.ReinstateAsync(desk.Server, name) ? name : NoSuch(question.Name);

    private static async Task<ControlAnswer<string>> DeleteAsync(Desk desk, AccountQuestion question)
        => await desk.Server.Accounts.FindAsync(question.Name) is { Name: var name }
            && await AccountActions.DropAsync(desk.Server, name, desk.Session) ? name : NoSuch(question.Name);

    private static AccountLine LineOf(Desk desk, Account account)
    {
        int connections = desk.Server.Users.TryFindByAccount(account.Name, out User? user) ? desk.Server.Sessions.Of(user).Length : 0;
        return new AccountLine(account.Name, account.Created, account.Email, account.Suspended, account.Devices.Length, connections);
    }

    private static Problem NoSuch(string name) => new($"There is no account {name}.");
}

/// <summary>Which account.</summary>
/// <param name="Name">In any case.</param>
public sealed record AccountQuestion(string Name);

/// <summary>Which account shall rest.</summary>
/// <param name="Name">In any case.</param>
/// <param name="Reason">Why, which its owner is told. Empty: not said.</param>
public sealed record SuspendQuestion(string Name, string Reason = "");

/// <summary>A password for an account.</summary>
/// <param name="Name">The account, in any case.</param>
/// <param name="Password">The password.</param>
public sealed record PasswordQuestion(string Name, string Password);

/// <summary>An account that shall be.</summary>
/// <param name="Name">A nickname.</param>
/// <param name="Password">The password.</param>
/// <param name="Email">Where its owner can be reached. Null: not known.</param>
public sealed record NewAccountQuestion(string Name, string Password, string? Email = null);

/// <summary>An account in the list.</summary>
/// <param name="Name">As it was registered.</param>
/// <param name="Created">When.</param>
/// <param name="Email">As it was given. Null: it was not.</param>
/// <param name="Suspended">Why nobody may log in to it for now; empty when no reason was given. Null: its owner may.</param>
/// <param name="Devices">How many clients it lets in by a token.</param>
/// <param name="Connections">How many there are now.</param>
public sealed record AccountLine(string Name, DateTimeOffset Created, string? Email, string? Suspended, int Devices, int Connections);
