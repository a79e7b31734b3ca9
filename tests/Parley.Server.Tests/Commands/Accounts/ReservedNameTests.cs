using Parley.Server.Tests.Commands.Operators;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.Accounts;

/// <summary>A nickname that is an account's name belongs to that account alone.</summary>
public sealed class ReservedNameTests
{
    private static async Task<TestServer> StartWithAdaAsync(bool reserve = true)
    {
        TestServer server = await TestServer.StartAsync(options => options with { Accounts = options.Accounts with { ReserveNicknames = reserve } });
        WireClient ada = await server.RegisterAsync("ada");
        await ada.SendAsync("REGISTER * * correct-horse", "QUIT");
        await ada.ExpectClosedAsync();
        return server;
    }

    [Fact]
    public async Task At_registration_it_is_refused_and_another_may_be_chosen()
    {
        await using TestServer server = await StartWithAdaAsync();
        WireClient guest = await server.ConnectAsync();

        await guest.SendAsync("NICK Ada", "USER x 0 * :x");
        await guest.ExpectAsync(":test 433 Ada Ada :Nickname is reserved: log in to its account first");
        await guest.SendAsync("NICK lisa");

        await guest.ExpectAsync(":test 001 lisa :Welcome to test, lisa!~x@127.0.0.1");
    }

    [Fact]
    public async Task Later_it_is_refused_too()
    {
        await using TestServer server = await StartWithAdaAsync();
        WireClient lisa = await server.RegisterAsync("lisa");

        await lisa.SendAsync("NICK ADA");

        await lisa.ExpectAsync(":test 433 lisa ADA :Nickname is reserved: log in to its account first");
    }

    [Fact]
    public async Task A_name_that_a_guest_has_cannot_be_registered_by_another()
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.RegisterAsync("root");
        WireClient grabber = await server.ConnectAsync();

        await grabber.SendAsync("NICK root", "REGISTER * * correct-horse");

        await grabber.ExpectAsync(":test 433 * root :Nickname is already in use", ":test FAIL REGISTER ACCOUNT_EXISTS root :The name is somebody's already");
    }

    [Fact]
    public async Task Who_logs_in_to_another_account_loses_the_nickname_of_the_first()
    {
        await using TestServer server = await StartWithAdaAsync();
        WireClient lisa = await server.RegisterAsync("lisa");
        await lisa.SendAsync("NS REGISTER correct-horse");
        await lisa.SkipToAsync(line => line.Contains(" 900 ", StringComparison.Ordinal));

        await lisa.SendAsync("NS IDENTIFY ada correct-horse");

        await lisa.ExpectAsync(":test 900 lisa lisa!~lisa@127.0.0.1 ada :You are now logged in as ada");
        Assert.Matches("^:lisa!~lisa@127.0.0.1 NICK Guest[0-9]{4}$", await lisa.ReadAsync());
    }

    [Fact]
    public async Task Settings_may_leave_nicknames_free()
    {
        await using TestServer server = await StartWithAdaAsync(reserve: false);

        await server.RegisterAsync("ada");
    }

    [Fact]
    public async Task A_guest_who_has_it_all_the_same_is_renamed_when_its_owner_logs_in()
    {
        await using TestServer server = await TestOperator.StartAsync();
        WireClient root = await server.RegisterOperatorAsync("root");
        WireClient guest = await server.JoinAsync("#garden", "ada");
        WireClient bob = await server.JoinAsync("#garden", "bob");
        await guest.SkipToAsync(line => line.Contains(" JOIN ", StringComparison.Ordinal));
        await root.SendAsync("NS SAREGISTER ada correct-horse");
        await root.ExpectAsync(":NickServ!NickServ@test NOTICE root :Account ada created");
        WireClient owner = await server.ConnectAsync();

        await owner.SendAsync("CAP REQ sasl", "AUTHENTICATE PLAIN", $"AUTHENTICATE {Convert.ToBase64String("\0ada\0correct-horse"u8)}");

        string renamed = await guest.ReadAsync();
        Assert.Matches("^:ada!~ada@127.0.0.1 NICK Guest[0-9]{4}$", renamed);
        string name = renamed[^9..];
        await guest.ExpectAsync($":test NOTICE {name} :The nickname ada belongs to an account to which you are not logged in, so you are {name} now");
        await bob.ExpectAsync(renamed);
        await owner.SendAsync("NICK ada", "USER ada 0 * :Ada", "CAP END");
        await owner.SkipToAsync(line => line.StartsWith(":test 001 ada ", StringComparison.Ordinal));
        await guest.SendAsync("PRIVMSG #garden :who am I");
        await bob.ExpectAsync($":{name}!~ada@127.0.0.1 PRIVMSG #garden :who am I");
    }

    [Fact]
    public async Task A_name_that_looks_the_same_is_its_owners_too()
    {
        await using TestServer server = await StartWithAdaAsync();
        WireClient lisa = await server.RegisterAsync("lisa");

        await lisa.SendAsync("NICK \u0430da", "NS IDENTIFY ada correct-horse", "NICK \u0430da", "NICK ada", "WHOIS \u0430da");

        await lisa.ExpectAsync(
            ":test 433 lisa \u0430da :Nickname is reserved: log in to its account first",
            ":test 900 lisa lisa!~lisa@127.0.0.1 ada :You are now logged in as ada",
            ":lisa!~lisa@127.0.0.1 NICK \u0430da",
            ":\u0430da!~lisa@127.0.0.1 NICK ada",
            ":test 401 ada \u0430da :No such nick/channel");
    }

    [Fact]
    public async Task A_guests_name_is_not_taken_by_one_that_looks_the_same()
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.RegisterAsync("ada");
        WireClient lisa = await server.RegisterAsync("lisa");

        await lisa.SendAsync("NICK \u0430da");

        await lisa.ExpectAsync(":test 433 lisa \u0430da :Nickname is already in use");
    }

    [Fact]
    public async Task The_names_of_guests_cannot_be_registered()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient guest = await server.RegisterAsync("guest1234");

        await guest.SendAsync("REGISTER * * correct-horse");

        await guest.ExpectAsync(":test FAIL REGISTER BAD_ACCOUNT_NAME guest1234 :The name cannot be registered");
    }
}
