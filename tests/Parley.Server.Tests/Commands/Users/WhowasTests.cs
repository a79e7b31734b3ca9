using Parley.Testing;

namespace Parley.Server.Tests.Commands.Users;

/// <summary>Source: https://modern.ircdocs.horse/#whowas-message.</summary>
public sealed class WhowasTests
{
    [Theory]
    [InlineData("WHOWAS bob", 2)]
    [InlineData("WHOWAS BOB 0", 2)]
    [InlineData("WHOWAS bob -1", 2)]
    [InlineData("WHOWAS bob some", 2)]
    [InlineData("WHOWAS bob 9", 2)]
    [InlineData("WHOWAS bob 1", 1)]
    public async Task Those_who_had_the_name_come_latest_first(string sent, int entries)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice");
        WireClient first = await server.RegisterAsync("bob");
        await first.SendAsync("QUIT");
        await first.ExpectClosedAsync();
        server.Time.Advance(TimeSpan.FromSeconds(5));
        WireClient second = await server.RegisterAsync("carol");
        await second.SendAsync("NICK bob", "NICK dave");
        await second.SyncAsync();

        await alice.SendAsync(sent);

        await alice.ExpectAsync(
            ":test 314 alice bob ~carol 127.0.0.1 * :carol",
            ":test 312 alice bob test :2026-11-22 12:00:05 UTC");
        if (entries == 2)
            await alice.ExpectAsync(
                ":test 314 alice bob ~bob 127.0.0.1 * :bob",
                ":test 312 alice bob test :2026-11-22 12:00:00 UTC");
        await alice.ExpectAsync($":test 369 alice {sent.Split(' ')[1]} :End of WHOWAS");
    }

    [Fact]
    public async Task Who_changes_only_the_case_of_their_name_has_not_given_it_up()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice");

        await alice.SendAsync("NICK ALICE", "WHOWAS alice");

        await alice.ExpectAsync(
            ":alice!~alice@127.0.0.1 NICK ALICE",
            ":test 406 ALICE alice :There was no such nickname",
            ":test 369 ALICE alice :End of WHOWAS");
    }

    [Fact]
    public async Task Only_so_many_are_remembered()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Limits = options.Limits with { FormerNames = 1 } });
        WireClient alice = await server.RegisterAsync("alice");
        await alice.SendAsync("NICK bob", "NICK carol");
        await alice.SyncAsync();

        await alice.SendAsync("WHOWAS alice", "WHOWAS bob");

        await alice.ExpectAsync(":test 406 carol alice :There was no such nickname", ":test 369 carol alice :End of WHOWAS");
        Assert.StartsWith(":test 314 carol bob ", await alice.ReadAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WHOWAS", ":test 461 alice WHOWAS :Not enough parameters")]
    [InlineData("WHOWAS nobody", ":test 406 alice nobody :There was no such nickname")]
    [InlineData("WHOWAS nobod*", ":test 406 alice nobod* :There was no such nickname")]
    public async Task Who_was_never_here_is_unknown(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice");

        await alice.SendAsync(sent);

        await alice.ExpectAsync(expected);
    }
}
