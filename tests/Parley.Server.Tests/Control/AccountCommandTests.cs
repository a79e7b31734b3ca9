using Parley.Server.Control;
using Parley.Testing;

namespace Parley.Server.Tests.Control;

/// <summary>What the one who runs the server does with accounts, and what people notice of it.</summary>
public sealed class AccountCommandTests
{
    private const string Password = "correct-horse";

    [Fact]
    public async Task Who_was_given_an_account_logs_in_to_it()
    {
        await using TestServer server = await TestServer.StartAsync();

        ControlAnswer<string> added = await server.AskAsync(AccountCommands.Add, new NewAccountQuestion("Alice", Password, "alice@example.org"));
        await server.LogInAsync("alice", Password);

        Assert.Equal("Alice", added.Value);
        AccountLine line = Assert.Single((await server.AskAsync(AccountCommands.List, new Nothing())).Value!);
        Assert.Equal(new AccountLine("Alice", server.Time.GetUtcNow(), "alice@example.org", Suspended: null, Devices: 0, Connections: 1), line);
    }

    [Theory]
    [InlineData("alice", "another-password", "There is an account alice already, or one whose name looks the same.")]
    [InlineData("al ice", Password, "The name cannot be registered.")]
    [InlineData("NickServ", Password, "The name cannot be registered.")]
    [InlineData("Guest12", Password, "The name cannot be registered.")]
    [InlineData("bob", "short", "The password is too short, or is the name.")]
    [InlineData("bob", "", "The password is empty, longer than 600 bytes, or holds control characters.")]
    public async Task An_account_that_cannot_be_is_refused(string name, string password, string problem)
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.AskAsync(AccountCommands.Add, new NewAccountQuestion("alice", Password));

        Assert.Equal(problem, (await server.AskAsync(AccountCommands.Add, new NewAccountQuestion(name, password))).Problem);
    }

    [Fact]
    public async Task What_is_no_address_is_none_of_an_accounts()
    {
        await using TestServer server = await TestServer.StartAsync();

        Assert.Equal("An e-mail address is needed.", (await server.AskAsync(AccountCommands.Add, new NewAccountQuestion("alice", Password, "nonsense"))).Problem);
        Assert.Empty((await server.AskAsync(AccountCommands.List, new Nothing())).Value!);
    }

    [Fact]
    public async Task With_another_password_the_old_one_is_good_no_longer_and_who_is_in_by_it_is_put_out()
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.AskAsync(AccountCommands.Add, new NewAccountQuestion("alice", Password));
        WireClient thief = await server.LogInAsync("alice", Password);

        Assert.Equal("alice", (await server.AskAsync(AccountCommands.SetPassword, new PasswordQuestion("ALICE", "battery-staple"))).Value);

        Assert.Equal("ERROR :Closing link: alice (The account has another password)", await thief.ExpectClosedAsync());
        await server.LogInAsync("alice", "battery-staple");
        WireClient guess = await server.RegisterAsync("bob");
        await guess.SendAsync($"NS IDENTIFY alice {Password}");
        await guess.ExpectAsync(":NickServ!NickServ@test NOTICE bob :You were not logged in: the name or the password is wrong");
    }

    [Fact]
    public async Task Who_is_suspended_is_put_out_and_told_why_until_it_ends()
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.AskAsync(AccountCommands.Add, new NewAccountQuestion("alice", Password));
        WireClient alice = await server.LogInAsync("alice", Password), again = await server.RegisterAsync("bob");

        Assert.Equal("alice", (await server.AskAsync(AccountCommands.Suspend, new SuspendQuestion("Alice", "spam"))).Value);

        await alice.SkipToAsync(line => line == "ERROR :Closing link: alice (The account is suspended: spam)");
        Assert.Equal("spam", Assert.Single((await server.AskAsync(AccountCommands.List, new Nothing())).Value!).Suspended);
        await again.SendAsync($"NS IDENTIFY alice {Password}");
        await again.ExpectAsync(":NickServ!NickServ@test NOTICE bob :You were not logged in: the account is suspended: spam");

        Assert.Equal("alice", (await server.AskAsync(AccountCommands.Resume, new AccountQuestion("alice"))).Value);
        await server.LogInAsync("alice", Password);
    }

    [Fact]
    public async Task Whose_account_is_deleted_is_a_guest_in_rooms_that_are_nobodys()
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.AskAsync(AccountCommands.Add, new NewAccountQuestion("alice", Password));
        WireClient alice = await server.LogInAsync("alice", Password), bob = await server.RegisterAsync("bob");
        await alice.SendAsync("JOIN #garden", "CS REGISTER #garden");
        await alice.SkipToAsync(line => line.EndsWith(":#garden is yours", StringComparison.Ordinal));
        await bob.SendAsync("JOIN #garden");
        await bob.SkipToAsync(line => line.Contains(" 366 ", StringComparison.Ordinal));

        Assert.Equal("alice", (await server.AskAsync(AccountCommands.Delete, new AccountQuestion("Alice"))).Value);

        await alice.SkipToAsync(line => line == ":test 901 alice alice!~alice@127.0.0.1 :You are now logged out");
        await bob.SendAsync("CS INFO #garden");
        await bob.ExpectAsync(":ChanServ!ChanServ@test NOTICE bob :#garden is nobody's");
    }

    [Fact]
    public async Task With_an_account_goes_its_user_who_is_always_on_and_away()
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.AskAsync(AccountCommands.Add, new NewAccountQuestion("alice", Password));
        WireClient alice = await server.LogInAsync("alice", Password), bob = await server.JoinAsync("#garden", "bob");
        await alice.SendAsync("PERSISTENCE SET ON", "JOIN #garden", "QUIT");
        await alice.SkipToAsync(line => line.StartsWith("ERROR", StringComparison.Ordinal));
        await bob.SkipToAsync(line => line.StartsWith(":alice!~alice@127.0.0.1 JOIN", StringComparison.Ordinal));

        await server.AskAsync(AccountCommands.Delete, new AccountQuestion("alice"));

        await bob.SkipToAsync(line => line == ":alice!~alice@127.0.0.1 QUIT :Its account was given up");
    }

    [Fact]
    public async Task An_account_that_is_not_there_is_named()
    {
        await using TestServer server = await TestServer.StartAsync();

        Assert.Equal("There is no account bob.", (await server.AskAsync(AccountCommands.Delete, new AccountQuestion("bob"))).Problem);
        Assert.Equal("There is no account bob.", (await server.AskAsync(AccountCommands.Suspend, new SuspendQuestion("bob"))).Problem);
        Assert.Equal("There is no account bob.", (await server.AskAsync(AccountCommands.Resume, new AccountQuestion("bob"))).Problem);
        Assert.Equal("There is no account bob.", (await server.AskAsync(AccountCommands.SetPassword, new PasswordQuestion("bob", Password))).Problem);
    }
}
