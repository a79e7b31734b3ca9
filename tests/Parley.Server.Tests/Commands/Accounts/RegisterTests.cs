using Parley.Server.Settings;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.Accounts;

/// <summary>Source: https://ircv3.net/specs/extensions/account-registration.</summary>
public sealed class RegisterTests
{
    private static Task<TestServer> StartAsync(Func<AccountOptions, AccountOptions> configure)
        => TestServer.StartAsync(options => options with { Accounts = configure(options.Accounts) });

    [Theory]
    [InlineData("REGISTER * * correct-horse", "ada")]
    [InlineData("REGISTER Ada ada@example.org :correct horse", "Ada")]
    public async Task Who_registers_is_logged_in(string sent, string account)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await server.JoinAsync("#garden", "ada");
        WireClient bob = await server.JoinAsync("#garden", "bob", "account-notify", "account-tag");

        await ada.SendAsync(sent);

        await ada.SkipToAsync(line => line.Contains(" JOIN ", StringComparison.Ordinal));
        await ada.ExpectAsync(
            $":test REGISTER SUCCESS {account} :Account created",
            $":test 900 ada ada!~ada@127.0.0.1 {account} :You are now logged in as {account}");
        await bob.ExpectAsync($"@account={account} :ada!~ada@127.0.0.1 ACCOUNT {account}");
        await ada.SendAsync("PRIVMSG #garden :it is me");
        await bob.ExpectAsync($"@account={account} :ada!~ada@127.0.0.1 PRIVMSG #garden :it is me");
    }

    [Theory]
    [InlineData("NickServ")]
    [InlineData("chanserv")]
    [InlineData("N\u0456ckServ")]
    [InlineData("NickServ\uFE0F")]
    public async Task Nobody_becomes_somebody_whom_people_might_take_for_a_bot(string name)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient eve = await server.ConnectAsync();

        await eve.SendAsync($"NICK {name}", "REGISTER * * correct-horse", "USER eve 0 * :eve");

        await eve.ExpectAsync(
            $":test FAIL REGISTER BAD_ACCOUNT_NAME {name} :The name cannot be registered",
            $":test 433 {name} {name} :Nickname is reserved: log in to its account first");
    }

    [Fact]
    public async Task One_can_register_before_the_connection_is()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient client = await server.ConnectAsync();
        await client.SendAsync("CAP LS 302");
        Assert.Contains("draft/account-registration=before-connect", await client.ReadCapabilitiesAsync());

        await client.SendAsync("REGISTER * * correct-horse");
        await client.ExpectAsync(":test FAIL REGISTER NEED_NICK * :Choose a nickname first");
        await client.SendAsync("NICK ada", "REGISTER * * correct-horse");
        await client.ExpectAsync(":test REGISTER SUCCESS ada :Account created", ":test 900 ada ada!*@127.0.0.1 ada :You are now logged in as ada");
        await client.SendAsync("USER ada 0 * :Ada", "CAP END");

        await client.ExpectAsync(":test 001 ada :Welcome to test, ada!~ada@127.0.0.1");
    }

    [Fact]
    public async Task Settings_may_want_the_connection_first()
    {
        await using TestServer server = await StartAsync(options => options with { RegisterBeforeConnect = false, EmailRequired = true });
        WireClient client = await server.ConnectAsync();
        await client.SendAsync("CAP LS 302");
        Assert.Contains("draft/account-registration=email-required", await client.ReadCapabilitiesAsync());

        await client.SendAsync("NICK ada", "REGISTER * * correct-horse", "VERIFY ada 123");

        await client.ExpectAsync(
            ":test FAIL REGISTER COMPLETE_CONNECTION_REQUIRED ada :Accounts are registered after the connection",
            ":test FAIL VERIFY COMPLETE_CONNECTION_REQUIRED ada :Accounts are registered after the connection");
    }

    [Theory]
    [InlineData("REGISTER bob * correct-horse", ":test FAIL REGISTER ACCOUNT_NAME_MUST_BE_NICK bob :An account has the name of your nickname")]
    [InlineData("REGISTER * nowhere correct-horse", ":test FAIL REGISTER INVALID_EMAIL ada :An e-mail address is needed")]
    [InlineData("REGISTER * @example.org correct-horse", ":test FAIL REGISTER INVALID_EMAIL ada :An e-mail address is needed")]
    [InlineData("REGISTER * * seven77", ":test FAIL REGISTER WEAK_PASSWORD ada :The password is too short, or is the name")]
    [InlineData("REGISTER * * :", ":test FAIL REGISTER UNACCEPTABLE_PASSWORD ada :The password is empty, longer than 600 bytes, or holds control characters")]
    [InlineData("REGISTER * * correct\u0007horse", ":test FAIL REGISTER UNACCEPTABLE_PASSWORD ada :The password is empty, longer than 600 bytes, or holds control characters")]
    [InlineData("REGISTER * *", ":test 461 ada REGISTER :Not enough parameters")]
    [InlineData("VERIFY ada 123", ":test FAIL VERIFY INVALID_CODE ada :No registration waits for this code")]
    [InlineData("VERIFY ada", ":test 461 ada VERIFY :Not enough parameters")]
    public async Task What_cannot_be_registered_is_refused_and_says_why(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await server.RegisterAsync("ada");

        await ada.SendAsync(sent);

        await ada.ExpectAsync(expected);
        await ada.SendAsync("REGISTER * * correct-horse");
        await ada.ExpectAsync(":test REGISTER SUCCESS ada :Account created");
    }

    [Fact]
    public async Task A_name_is_registered_once_and_a_session_once()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await server.RegisterAsync("ada");
        await ada.SendAsync("REGISTER * * correct-horse");
        await ada.SkipToAsync(line => line.Contains(" 900 ", StringComparison.Ordinal));

        await ada.SendAsync("REGISTER * * other-password", "VERIFY ada x", "NICK lisa", "REGISTER * * other-password", "QUIT");

        await ada.ExpectAsync(
            ":test FAIL REGISTER ALREADY_AUTHENTICATED ada :You are logged in to an account",
            ":test FAIL VERIFY ALREADY_AUTHENTICATED ada :You are logged in to an account",
            ":ada!~ada@127.0.0.1 NICK lisa",
            ":test FAIL REGISTER ALREADY_AUTHENTICATED lisa :You are logged in to an account");
        await ada.ExpectClosedAsync();
        WireClient other = await server.ConnectAsync();
        await other.SendAsync("CAP LS", "NICK Ada", "REGISTER * * correct-horse");
        await other.SkipToAsync(line => line == ":test FAIL REGISTER ACCOUNT_EXISTS Ada :The name is somebody's already");
    }

    [Fact]
    public async Task Settings_may_keep_registration_closed()
    {
        await using TestServer server = await StartAsync(options => options with { Register = false });
        WireClient ada = await server.RegisterAsync("ada");

        await ada.SendAsync("CAP LS 302", "REGISTER * * correct-horse");

        Assert.DoesNotContain("account-registration", string.Concat(await ada.ReadCapabilitiesAsync()), StringComparison.Ordinal);
        await ada.ExpectAsync(":test FAIL REGISTER TEMPORARILY_UNAVAILABLE ada :Accounts cannot be registered here");
    }

    [Fact]
    public async Task Settings_may_let_in_only_those_who_log_in()
    {
        await using TestServer server = await StartAsync(options => options with { Required = true });
        WireClient ada = await server.ConnectAsync();

        await ada.SendAsync("NICK ada", "USER ada 0 * :Ada");
        await ada.ExpectAsync(":test FAIL * ACCOUNT_REQUIRED :Log in to an account to connect");
        await ada.SendAsync("REGISTER * * correct-horse");

        await ada.SkipToAsync(line => line.StartsWith(":test 001 ada ", StringComparison.Ordinal));
        Assert.Contains(await ada.SyncAsync(), line => line.Contains(" draft/ACCOUNTREQUIRED ", StringComparison.Ordinal));
    }
}
