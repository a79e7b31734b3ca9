using System.CommandLine;
using System.Globalization;
using Parley.Passwords;
using Parley.Server.Control;
using Parley.Terminal;

namespace Parley.Operating;

/// <summary><c>parley account list|add|passwd|suspend|resume|delete</c>: the accounts of a server, running or not.</summary>
internal static class AccountCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "The account." };

    private static readonly Option<string?> Email = new("--email") { HelpName = "ADDRESS", Description = "Where its owner can be reached." };

    private static readonly Option<string?> Reason = new("--reason") { HelpName = "TEXT", Description = "Why, which its owner is told." };

    private static readonly Option<bool> Yes = new("--yes") { Description = "Does not ask whether you are sure." };

    public static Command Create()
    {
        var list = new Command("list", "Lists the accounts.");
        list.SetAction((asked, stop) => Operation.RunAsync(asked, AccountCommands.List, new Nothing(), Show, stop));
        var add = new Command("add", "Makes an account. The password is asked for, or read from standard input.") { Name, Email };
        add.SetAction((asked, stop) => WithPasswordAsync(asked, password => Operation.RunAsync(
            asked, AccountCommands.Add, new NewAccountQuestion(asked.GetRequiredValue(Name), password, asked.GetValue(Email)), Say("There is an account {0} now."), stop), stop));
        var passwd = new Command("passwd", "Gives an account another password, asked for or read from standard input, and puts out who is in by the old one.") { Name };
        passwd.SetAction((asked, stop) => WithPasswordAsync(asked, password => Operation.RunAsync(
            asked, AccountCommands.SetPassword, new PasswordQuestion(asked.GetRequiredValue(Name), password), Say("{0} has another password now."), stop), stop));
        var suspend = new Command("suspend", "Lets nobody log in to an account, and ends its connections.") { Name, Reason };
        suspend.SetAction((asked, stop) => Operation.RunAsync(
            asked, AccountCommands.Suspend, new SuspendQuestion(asked.GetRequiredValue(Name), asked.GetValue(Reason) ?? ""), Say("The account {0} is suspended."), stop));
        var resume = new Command("resume", "Lets the owner of a suspended account in again.") { Name };
        resume.SetAction((asked, stop) => Operation.RunAsync(
            asked, AccountCommands.Resume, new AccountQuestion(asked.GetRequiredValue(Name)), Say("{0} can log in again."), stop));
        var delete = new Command("delete", "Ends an account for ever. Who is logged in to it is a guest from then on.") { Name, Yes };
        delete.SetAction((asked, stop) => Confirmation.IfSureAsync(asked, Yes, $"Delete the account {asked.GetRequiredValue(Name)}? Nobody can undo it.", () => Operation.RunAsync(
            asked, AccountCommands.Delete, new AccountQuestion(asked.GetRequiredValue(Name)), Say("The account {0} is no more."), stop), stop));
        var account = new Command("account", "Looks after the accounts of a server on this computer, whether it runs or not.") { list, add, passwd, suspend, resume, delete };
        HouseOptions.AddTo(account);
        account.Options.Add(Operation.Json);
        return account;
    }

    private static async Task<int> WithPasswordAsync(ParseResult asked, Func<string, Task<int>> run, CancellationToken stop)
    {
        if (await PasswordInput.ReadNewAsync(stop) is { } password)
            return await run(password);
        await asked.InvocationConfiguration.Error.WriteLineAsync("These are two different passwords.");
        return ExitCode.Failed;
    }

    private static Action<TextWriter, string> Say(string done) => (output, name) => output.WriteLine(string.Format(CultureInfo.InvariantCulture, done, name));

    private static void Show(TextWriter output, IReadOnlyList<AccountLine> accounts)
        => TextTable.Write(output, ["NAME", "CREATED", "STATE", "DEVICES", "CONNECTIONS", "E-MAIL"], accounts.Select(account => new[]
        {
            account.Name,
            string.Create(CultureInfo.InvariantCulture, $"{account.Created:yyyy-MM-dd}"),
            account.Suspended is null ? "active" : "suspended",
            account.Devices.ToString(CultureInfo.InvariantCulture),
            account.Connections.ToString(CultureInfo.InvariantCulture),
            account.Email ?? "-",
        }));
}
