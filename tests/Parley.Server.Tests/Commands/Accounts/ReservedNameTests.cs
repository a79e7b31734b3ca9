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
    public async Task The_names_of_guests_cannot_be_registered()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient guest = await server.RegisterAsync("guest1234");

        await guest.SendAsync("REGISTER * * correct-horse");

        await guest.ExpectAsync(":test FAIL REGISTER BAD_ACCOUNT_NAME guest1234 :The name cannot be registered");
    }
}
