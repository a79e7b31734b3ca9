using Parley.Testing;

namespace Parley.Server.Tests.Commands.Users;

/// <summary>Sources: https://modern.ircdocs.horse/#away-message, https://ircv3.net/specs/extensions/pre-away.</summary>
public sealed class AwayTests
{
    private const string Password = "correct-horse";

    private static async Task<(WireClient Laptop, WireClient Phone, WireClient Bob)> AliceTwiceAndBobAsync(TestServer server)
    {
        WireClient laptop = await server.RegisterAsync("alice");
        await laptop.SendAsync($"REGISTER * * {Password}", "JOIN #garden");
        await laptop.SkipToAsync(line => line.Contains(" 366 ", StringComparison.Ordinal));
        WireClient phone = await server.LogInAsync("alice", Password), bob = await server.JoinAsync("#garden", "bob", "away-notify");
        await laptop.SyncAsync();
        await phone.SyncAsync();
        return (laptop, phone, bob);
    }

    [Fact]
    public async Task A_user_is_away_when_all_sessions_are_and_back_with_the_first()
    {
        await using TestServer server = await TestServer.StartAsync();
        (WireClient laptop, WireClient phone, WireClient bob) = await AliceTwiceAndBobAsync(server);

        await laptop.SendAsync("AWAY :lunch");
        await laptop.ExpectAsync(":test 306 alice :You have been marked as being away");
        await bob.ExpectNothingAsync();

        await phone.SendAsync("AWAY :on the train");
        await bob.ExpectAsync(":alice!~alice@127.0.0.1 AWAY :on the train");
        await laptop.SendAsync("AWAY");
        await bob.ExpectAsync(":alice!~alice@127.0.0.1 AWAY");
    }

    [Fact]
    public async Task Nobody_is_told_of_themselves()
    {
        await using TestServer server = await TestServer.StartAsync();
        (WireClient laptop, WireClient phone, WireClient bob) = await AliceTwiceAndBobAsync(server);
        await laptop.SendAsync("CAP REQ away-notify");
        await laptop.SyncAsync();
        await laptop.SendAsync("AWAY :lunch");
        await laptop.SyncAsync();

        await phone.SendAsync("AWAY :on the train");

        await bob.ExpectAsync(":alice!~alice@127.0.0.1 AWAY :on the train");
        await laptop.ExpectNothingAsync();
    }

    [Fact]
    public async Task When_the_session_that_is_here_goes_the_user_is_away()
    {
        await using TestServer server = await TestServer.StartAsync();
        (WireClient laptop, WireClient phone, WireClient bob) = await AliceTwiceAndBobAsync(server);
        await laptop.SendAsync("AWAY :lunch");
        await laptop.SyncAsync();

        await phone.SendAsync("QUIT");

        await bob.ExpectAsync(":alice!~alice@127.0.0.1 AWAY :lunch");
    }

    [Fact]
    public async Task A_session_that_nobody_is_at_does_not_count()
    {
        await using TestServer server = await TestServer.StartAsync();
        (WireClient laptop, WireClient phone, WireClient bob) = await AliceTwiceAndBobAsync(server);

        await laptop.SendAsync("AWAY :lunch");
        await laptop.SyncAsync();
        await phone.SendAsync("AWAY *");
        await bob.ExpectAsync(":alice!~alice@127.0.0.1 AWAY :lunch");
        await laptop.SendAsync("QUIT");
        await bob.ExpectAsync(":alice!~alice@127.0.0.1 AWAY :*");
    }

    [Fact]
    public async Task Who_is_always_on_and_not_connected_is_away_until_they_come_back()
    {
        await using TestServer server = await TestServer.StartAsync();
        (WireClient laptop, WireClient phone, WireClient bob) = await AliceTwiceAndBobAsync(server);
        await laptop.SendAsync("PERSISTENCE SET ON", "QUIT");
        await laptop.ExpectClosedAsync();

        await phone.SendAsync("QUIT");

        await bob.ExpectAsync(":alice!~alice@127.0.0.1 AWAY :Not connected");
        await server.LogInAsync("alice", Password);
        await bob.ExpectAsync(":alice!~alice@127.0.0.1 AWAY");
    }

    [Fact]
    public async Task A_client_may_say_before_it_registers_that_nobody_is_at_it()
    {
        await using TestServer server = await TestServer.StartAsync();
        (WireClient laptop, _, WireClient bob) = await AliceTwiceAndBobAsync(server);
        WireClient program = await server.ConnectAsync();

        await program.SendAsync("CAP REQ draft/pre-away", "AWAY :fetching", "NICK robot", "USER robot 0 * :Robot", "CAP END");

        await program.SkipToAsync(line => line == ":test 306 * :You have been marked as being away");
        await program.SkipToAsync(line => line.Contains(" 376 ", StringComparison.Ordinal));
        await bob.SendAsync("WHOIS robot");
        await bob.SkipToAsync(line => line == ":test 301 bob robot :fetching");
    }

    [Fact]
    public async Task Without_the_capability_it_comes_too_early()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient client = await server.ConnectAsync();

        await client.SendAsync("AWAY :early");

        await client.ExpectAsync(":test 451 * :You have not registered");
    }
}
