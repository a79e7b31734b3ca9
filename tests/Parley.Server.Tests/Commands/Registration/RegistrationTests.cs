using Parley.Testing;

namespace Parley.Server.Tests.Commands.Registration;

/// <summary>Source: https://modern.ircdocs.horse/#connection-registration: PASS, USER, PING, PONG, QUIT, ERROR and what comes of them.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public async Task A_newcomer_is_greeted_with_all_that_a_client_wants_to_know()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient client = await server.ConnectAsync();

        await client.SendAsync("PASS secret", "NICK ada", "USER ada 0 * :Ada Lovelace");

        await client.ExpectAsync(":test 001 ada :Welcome to test, ada!~ada@127.0.0.1");
        await client.SkipToAsync(line => line.StartsWith(":test 004 ada test Parley-", StringComparison.Ordinal));
        await client.SkipToAsync(line => line.Contains(" 005 ", StringComparison.Ordinal) && line.Contains(" CASEMAPPING=rfc8265 ", StringComparison.Ordinal));
        await client.SkipToAsync(line => line.Contains(" 005 ", StringComparison.Ordinal) && line.Contains(" UTF8ONLY ", StringComparison.Ordinal));
        await client.SkipToAsync(line => line.StartsWith(":test 372 ada :- ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("USER a 0 *", ":test 461 * USER :Not enough parameters")]
    [InlineData("USER : 0 * :x", ":test 461 * USER :Not enough parameters")]
    [InlineData("USER a 0 * :", ":test 461 * USER :Not enough parameters")]
    [InlineData("PASS", ":test 461 * PASS :Not enough parameters")]
    [InlineData("PRIVMSG #lobby :x", ":test 451 * :You have not registered")]
    [InlineData("NONSENSE", ":test 451 * :You have not registered")]
    [InlineData("PING x", ":test PONG test :x")]
    public async Task Before_registration_most_is_refused(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient client = await server.ConnectAsync();

        await client.SendAsync(sent);

        await client.ExpectAsync(expected);
    }

    [Theory]
    [InlineData("USER a 0 * :a", ":test 462 ada :You may not reregister")]
    [InlineData("PASS x", ":test 462 ada :You may not reregister")]
    [InlineData("PING", ":test 461 ada PING :Not enough parameters")]
    [InlineData("PING :", ":test 409 ada :No origin specified")]
    [InlineData("PING :a b", ":test PONG test :a b")]
    [InlineData("NONSENSE x", ":test 421 ada NONSENSE :Unknown command")]
    public async Task After_registration_it_is_not_done_again(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient client = await server.RegisterAsync("ada");

        await client.SendAsync(sent);

        await client.ExpectAsync(expected);
    }

    [Fact]
    public async Task PONG_and_ERROR_are_taken_in_silence()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient client = await server.RegisterAsync("ada");

        await client.SendAsync("PONG :x", "PONG", "ERROR :x");

        await client.ExpectNothingAsync();
    }

    [Fact]
    public async Task Who_quits_is_told_goodbye_and_the_others_why_and_the_name_is_free()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#lobby", "alice", "bob");

        await alice.SendAsync("QUIT :Good night");

        Assert.Equal("ERROR :Closing link: alice (Client quit)", await alice.ExpectClosedAsync());
        await bob.ExpectAsync(":alice!~alice@127.0.0.1 QUIT :Quit: Good night");
        await server.RegisterAsync("alice");
    }

    [Fact]
    public async Task Who_has_read_the_goodbye_can_come_back_under_the_same_name_at_once()
    {
        await using TestServer server = await TestServer.StartAsync();

        for (int n = 0; n < 50; n++)
        {
            WireClient client = await server.ConnectAsync();
            await client.SendAtOnceAsync("NICK ada", "USER ada 0 * :ada");
            Assert.StartsWith(":test 001 ada ", await client.ReadAsync(), StringComparison.Ordinal);
            await client.SendAtOnceAsync("JOIN #lobby", "PING x", "QUIT");
            await client.SkipToAsync(line => line.StartsWith("ERROR", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task With_AutoJoin_everyone_is_put_into_the_default_room()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Rooms = options.Rooms with { AutoJoin = true } });

        WireClient client = await server.RegisterAsync("ada");

        await client.ExpectAsync(":ada!~ada@127.0.0.1 JOIN #lobby", ":test 353 ada = #lobby :ada");
    }
}
