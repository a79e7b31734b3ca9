using Parley.Server.Settings;
using Parley.Server.Tests.Commands.Operators;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.Bots;

/// <summary>What people who know services from elsewhere say to NickServ.</summary>
public sealed class NickServTests
{
    private const string Said = ":NickServ!NickServ@test NOTICE ";
    private const string LoggedInAda = ":test 900 ada ada!~ada@127.0.0.1 ada :You are now logged in as ada";

    private static async Task<WireClient> RegisterAccountAsync(TestServer server, string name)
    {
        WireClient client = await server.RegisterAsync(name);
        await client.SendAsync("NS REGISTER correct-horse");
        await client.ExpectAsync($"{Said}{name} :Account created", $":test 900 {name} {name}!~{name}@127.0.0.1 {name} :You are now logged in as {name}");
        return client;
    }

    private static async Task LeaveAsync(WireClient client)
    {
        await client.SendAsync("QUIT");
        await client.ExpectClosedAsync();
    }

    [Theory]
    [InlineData("NS REGISTER correct-horse")]
    [InlineData("NICKSERV :register correct-horse ada@example.org")]
    [InlineData("PRIVMSG nickserv :Register correct-horse ada@example.org")]
    public async Task Its_commands_come_in_many_ways(string sent)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await server.RegisterAsync("ada");

        await ada.SendAsync(sent);

        await ada.ExpectAsync($"{Said}ada :Account created", LoggedInAda);
    }

    [Fact]
    public async Task Who_comes_back_under_another_name_identifies_and_gets_the_nickname()
    {
        await using TestServer server = await TestServer.StartAsync();
        await LeaveAsync(await RegisterAccountAsync(server, "ada"));
        WireClient client = await server.RegisterAsync("lisa");

        await client.SendAsync("NICK ada", "NS IDENTIFY ada wrong-password", "NS IDENTIFY ada correct-horse", "NS REGAIN ada");

        await client.ExpectAsync(
            ":test 433 lisa ada :Nickname is reserved: log in to its account first",
            $"{Said}lisa :You were not logged in: the name or the password is wrong",
            ":test 900 lisa lisa!~lisa@127.0.0.1 ada :You are now logged in as ada",
            ":lisa!~lisa@127.0.0.1 NICK ada",
            $"{Said}ada :You are ada");
    }

    [Fact]
    public async Task Who_logs_out_becomes_a_guest_and_is_told_why()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await RegisterAccountAsync(server, "ada");
        WireClient bob = await server.JoinAsync("#garden", "bob", "account-notify");
        await ada.SendAsync("JOIN #garden");
        await ada.SyncAsync();
        await bob.SyncAsync();

        await ada.SendAsync("NS LOGOUT", "NS LOGOUT");

        await ada.ExpectAsync(":test 901 ada ada!~ada@127.0.0.1 :You are now logged out");
        string renamed = await ada.ReadAsync();
        Assert.Matches("^:ada!~ada@127.0.0.1 NICK Guest[0-9]{4}$", renamed);
        string guest = renamed[^9..];
        await ada.ExpectAsync(
            $":test NOTICE {guest} :The nickname ada belongs to an account to which you are not logged in, so you are {guest} now",
            $"{Said}{guest} :You are not logged in to an account");
        await bob.ExpectAsync(":ada!~ada@127.0.0.1 ACCOUNT *", renamed);
    }

    [Fact]
    public async Task Who_sets_always_on_stays_without_a_connection()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await RegisterAccountAsync(server, "ada"), bob = await server.RegisterAsync("bob");

        await ada.SendAsync("NS SET ALWAYS-ON perhaps", "NS SET ALWAYS-ON false", "NS SET ALWAYS-ON true");
        await ada.ExpectAsync(
            $"{Said}ada :It is: SET ALWAYS-ON true|false|default",
            $"{Said}ada :You leave your rooms with your last connection",
            $"{Said}ada :You stay in your rooms without a connection");
        await ada.SendAsync("QUIT");
        await ada.ExpectClosedAsync();

        await bob.SendAsync("ISON ada");
        await bob.ExpectAsync(":test 303 bob :ada");
    }

    [Fact]
    public async Task A_new_password_takes_the_place_of_the_old()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await RegisterAccountAsync(server, "ada");

        await ada.SendAsync(
            "NS PASSWD wrong-password new-password", "NS PASSWD correct-horse short", "NS SET EMAIL a b", "NS SET PASSWORD correct-horse new-password",
            "NS IDENTIFY correct-horse", "NS IDENTIFY new-password");

        await ada.ExpectAsync(
            $"{Said}ada :The password is not changed: the current one is another",
            $"{Said}ada :The password is too short, or is the name",
            $"{Said}ada :It is: SET PASSWORD [<current>] <new>, or SET ALWAYS-ON true|false|default",
            $"{Said}ada :The password is changed",
            $"{Said}ada :You were not logged in: the name or the password is wrong",
            LoggedInAda);
    }

    [Fact]
    public async Task An_account_is_given_up_only_with_the_code()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await RegisterAccountAsync(server, "ada");

        await ada.SendAsync("NS DROP bob", "NS DROP ada 00", "NS DROP ada");
        await ada.ExpectAsync($"{Said}ada :bob is not your account", $"{Said}ada :The code is another one");
        string answer = await ada.ReadAsync();
        Assert.StartsWith($"{Said}ada :Nobody can undo this. To give up your account: UNREGISTER ada ", answer, StringComparison.Ordinal);
        await ada.SendAsync($"NS UNREGISTER ada {answer[^8..]}", "NS INFO ada");

        await ada.ExpectAsync(
            ":test 901 ada ada!~ada@127.0.0.1 :You are now logged out",
            $"{Said}ada :The account ada is no more",
            $"{Said}ada :There is no account ada");
    }

    [Theory]
    [InlineData(DroppedMessages.Keep, ":deleted/account!deleted@deleted PRIVMSG #garden :Roses")]
    [InlineData(DroppedMessages.Forget, null)]
    public async Task What_an_account_has_said_becomes_nobodys_with_it_or_goes(DroppedMessages setting, string? expected)
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Accounts = options.Accounts with { DroppedMessages = setting } });
        WireClient ada = await RegisterAccountAsync(server, "ada"), bob = await server.JoinAsync("#garden", "bob", "draft/chathistory");
        await ada.SendAsync("JOIN #garden", "PRIVMSG #garden :Roses", "NS DROP ada");
        string code = (await ada.SkipToAsync(line => line.Contains("UNREGISTER ada ", StringComparison.Ordinal)))[^8..];
        await ada.SendAsync($"NS DROP ada {code}", "PRIVMSG #garden :I am nobody now");
        await bob.SkipToAsync(line => line.EndsWith("nobody now", StringComparison.Ordinal));

        await bob.SendAsync("CHATHISTORY LATEST #garden * 10");

        if (expected is not null)
            await bob.ExpectAsync(expected);
        await bob.ExpectAsync(":ada!~ada@127.0.0.1 PRIVMSG #garden :I am nobody now");
    }

    [Fact]
    public async Task Who_registers_the_name_of_an_account_that_went_reads_nothing_of_what_it_was_told()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await RegisterAccountAsync(server, "ada"), bob = await server.RegisterAsync("bob", "draft/chathistory", "batch");
        await bob.SendAsync("NS REGISTER correct-horse", "PRIVMSG ada :The key lies under the mat");
        await ada.SkipToAsync(line => line.EndsWith("under the mat", StringComparison.Ordinal));
        await ada.SendAsync("NS UNREGISTER ada");
        string code = (await ada.ReadAsync())[^8..];
        await ada.SendAsync($"NS UNREGISTER ada {code}", "QUIT");
        await ada.ExpectClosedAsync();
        WireClient eve = await server.RegisterAsync("ada", "draft/chathistory", "batch");

        await eve.SendAsync("NS REGISTER correct-horse", "CHATHISTORY LATEST bob * 10");
        await eve.SendAsync("PRIVMSG bob :Hello", "CHATHISTORY LATEST bob * 10");
        IReadOnlyList<string> shown = await eve.SyncAsync();
        await bob.SendAsync("CHATHISTORY LATEST ada * 10");

        Assert.DoesNotContain(shown, line => line.EndsWith("under the mat", StringComparison.Ordinal));
        IReadOnlyList<string> read = await bob.SyncAsync();
        Assert.Contains(read, line => line.StartsWith("@batch=", StringComparison.Ordinal) && line.EndsWith(":Hello", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_an_account_goes_all_its_connections_are_logged_out()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await RegisterAccountAsync(server, "ada");
        WireClient phone = await server.RegisterAsync("phone");
        await phone.SendAsync("NS IDENTIFY ada correct-horse", "NS UNREGISTER ada");
        string code = (await phone.SkipToAsync(line => line.Contains("UNREGISTER ada", StringComparison.Ordinal)))[^8..];

        await phone.SendAsync($"NS UNREGISTER ada {code}");

        await ada.ExpectAsync(":test 901 ada ada!~ada@127.0.0.1 :You are now logged out");
        await ada.SendAsync("NS LOGOUT");
        await ada.ExpectAsync($"{Said}ada :You are not logged in to an account");
    }

    [Fact]
    public async Task Who_came_in_by_the_old_password_is_put_out_when_there_is_a_new_one()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await RegisterAccountAsync(server, "ada"), other = await server.LogInAsync("ada", "correct-horse");

        await ada.SendAsync("NS PASSWD correct-horse battery-staple");

        await ada.ExpectAsync($"{Said}ada :The password is changed");
        await other.SkipToAsync(line => line == "ERROR :Closing link: ada (The account has another password)");
        await ada.SyncAsync();
    }

    [Fact]
    public async Task A_connection_that_hangs_can_be_closed()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient hanging = await RegisterAccountAsync(server, "ada");
        WireClient client = await server.RegisterAsync("lisa");

        await client.SendAsync("NS GHOST ada", "NS IDENTIFY ada correct-horse", "NS GHOST bob", "NS GHOST ada");

        await client.ExpectAsync(
            $"{Said}lisa :You are not logged in to an account",
            ":test 900 lisa lisa!~lisa@127.0.0.1 ada :You are now logged in as ada",
            ":lisa!~lisa@127.0.0.1 NICK ada",
            $"{Said}ada :No other connection has bob, or it is not your nickname",
            $"{Said}ada :Connections closed: 1");
        Assert.Equal("ERROR :Closing link: ada (Closed by ada with GHOST)", await hanging.ExpectClosedAsync());
    }

    [Fact]
    public async Task It_tells_of_an_account_but_the_address_only_to_its_owner()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await server.RegisterAsync("ada");
        await ada.SendAsync("REGISTER * ada@example.org correct-horse");
        await ada.SkipToAsync(line => line.Contains(" 900 ", StringComparison.Ordinal));
        WireClient bob = await server.RegisterAsync("bob");

        await ada.SendAsync("NS INFO");
        await bob.SendAsync("NS INFO ADA");

        await ada.ExpectAsync($"{Said}ada :Account: ada", $"{Said}ada :Registered: 2026-11-22 12:00:00 UTC", $"{Said}ada :E-mail: ada@example.org");
        await bob.ExpectAsync($"{Said}bob :Account: ada", $"{Said}bob :Registered: 2026-11-22 12:00:00 UTC");
        await bob.ExpectNothingAsync();
    }

    [Theory]
    [InlineData("NS NONSENSE", ":There is no command NONSENSE. To see those there are: HELP")]
    [InlineData("NS REGISTER", ":Not enough words. It is: REGISTER <password> [<email>]")]
    [InlineData("NS REGISTER short", ":The password is too short, or is the name")]
    [InlineData("NS HELP ghost", ":GHOST <nickname>: closes the other connections of your nickname")]
    [InlineData("NS HELP nonsense", ":There is no command nonsense")]
    [InlineData("NICKSERV", ":NickServ: looks after accounts and their nicknames. Its commands are:")]
    public async Task What_it_does_not_understand_it_explains(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await server.RegisterAsync("ada");

        await ada.SendAsync(sent);

        await ada.ExpectAsync($"{Said}ada {expected}");
    }

    [Theory]
    [InlineData(600, "Account created")]
    [InlineData(601, "The password is empty, longer than 600 bytes, or holds control characters")]
    public async Task A_password_too_long_for_a_line_comes_in_a_message_of_several(int length, string answer)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await server.RegisterAsync("ada", "batch", "message-tags", "draft/multiline");

        await ada.SendAsync(
            "BATCH +1 draft/multiline NickServ",
            $"@batch=1 PRIVMSG NickServ :REGISTER {new string('x', 300)}",
            $"@batch=1;draft/multiline-concat PRIVMSG NickServ :{new string('x', length - 300)}",
            "BATCH -1");

        // A bot says so: https://ircv3.net/specs/extensions/bot-mode#message-tag
        Assert.Matches($"^@msgid=[0-9a-f]{{32}};bot {Said}ada :{answer}$", await ada.ReadAsync());
    }

    [Fact]
    public async Task Operators_make_accounts_for_others()
    {
        await using TestServer server = await TestOperator.StartAsync();
        WireClient root = await server.RegisterOperatorAsync("root");
        WireClient bob = await server.RegisterAsync("bob");

        await root.SendAsync("NS SAREGISTER ada correct-horse", "NS SAREGISTER ADA correct-horse", "NS SAREGISTER #x correct-horse", "NS SAREGISTER lisa short");
        await bob.SendAsync("NS SAREGISTER lisa correct-horse");

        await root.ExpectAsync(
            $"{Said}root :Account ada created",
            $"{Said}root :The name is somebody's already",
            $"{Said}root :The name cannot be registered",
            $"{Said}root :The password is too short, or is the name");
        await bob.ExpectAsync($"{Said}bob :You are not an operator of the server");
    }

    [Fact]
    public async Task It_is_known_by_its_name_which_nobody_else_can_have()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await server.RegisterAsync("ada");

        await ada.SendAsync("WHOIS nickserv", "NICK NICKSERV", "NOTICE NickServ :REGISTER correct-horse", "PRIVMSG NickServ :\u0001VERSION\u0001");

        await ada.ExpectAsync(":test 311 ada NickServ NickServ test * :NickServ looks after accounts and their nicknames");
        await ada.SkipToAsync(line => line == ":test 318 ada nickserv :End of /WHOIS list");
        await ada.ExpectAsync(":test 433 ada NICKSERV :Nickname is reserved: log in to its account first");
        await ada.ExpectNothingAsync();
    }
}
