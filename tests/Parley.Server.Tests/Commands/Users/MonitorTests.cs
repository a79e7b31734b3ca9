using Parley.Testing;

namespace Parley.Server.Tests.Commands.Users;

/// <summary>Sources: https://ircv3.net/specs/extensions/monitor, https://ircv3.net/specs/extensions/extended-monitor.</summary>
public sealed class MonitorTests
{
    [Fact]
    public async Task Who_is_watched_is_heard_of_as_they_come_and_go()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice");

        await alice.SendAsync("MONITOR + bob");
        await alice.ExpectAsync(":test 731 alice :bob");
        WireClient bob = await server.RegisterAsync("Bob");
        await alice.ExpectAsync(":test 730 * :Bob!~Bob@127.0.0.1");
        await bob.SendAsync("QUIT");
        await bob.ExpectClosedAsync();
        await alice.ExpectAsync(":test 731 * :Bob");
        await alice.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_new_name_is_the_going_of_the_old_and_the_coming_of_the_new_but_its_case_is_neither()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice"), bob = await server.RegisterAsync("bob");
        await alice.SendAsync("MONITOR + bob,carol");
        await alice.ExpectAsync(":test 730 alice :bob!~bob@127.0.0.1", ":test 731 alice :carol");

        await bob.SendAsync("NICK BOB", "NICK carol", "NICK dave");

        await alice.ExpectAsync(":test 731 * :BOB", ":test 730 * :carol!~bob@127.0.0.1", ":test 731 * :carol");
        await alice.ExpectNothingAsync();
    }

    [Fact]
    public async Task The_state_of_all_who_are_watched_is_told_on_request()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice"), bob = await server.RegisterAsync("bob");

        await alice.SendAsync("MONITOR + bob,Nobody,alice", "MONITOR + BOB", "MONITOR s", "MONITOR L");

        await alice.ExpectAsync(
            ":test 730 alice :bob!~bob@127.0.0.1,alice!~alice@127.0.0.1", ":test 731 alice :Nobody",
            ":test 730 alice :bob!~bob@127.0.0.1",
            ":test 730 alice :bob!~bob@127.0.0.1,alice!~alice@127.0.0.1", ":test 731 alice :Nobody",
            ":test 732 alice :bob,Nobody,alice", ":test 733 alice :End of MONITOR list");
        await bob.ExpectNothingAsync();
    }

    [Fact]
    public async Task Of_whom_is_watched_no_longer_nothing_is_heard()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice"), carol = await server.RegisterAsync("carol");
        await carol.SendAsync("MONITOR + bob");
        await carol.ExpectAsync(":test 731 carol :bob");

        await alice.SendAsync("MONITOR + bob,dave", "MONITOR - BOB,nobody", "MONITOR L", "MONITOR C", "MONITOR L", "MONITOR S");
        await alice.ExpectAsync(
            ":test 731 alice :bob,dave", ":test 732 alice :dave", ":test 733 alice :End of MONITOR list", ":test 733 alice :End of MONITOR list");
        await server.RegisterAsync("bob");
        await server.RegisterAsync("dave");

        await carol.ExpectAsync(":test 730 * :bob!~bob@127.0.0.1");
        await alice.ExpectNothingAsync();
    }

    [Fact]
    public async Task The_list_has_an_end_and_what_does_not_fit_is_named()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Limits = options.Limits with { Watched = 2 } });
        WireClient alice = await server.RegisterAsync("alice");

        await alice.SendAsync("MONITOR + a,b,c,A,d", "MONITOR L");

        await alice.ExpectAsync(
            ":test 731 alice :a,b", ":test 734 alice 2 c,d :Monitor list is full.", ":test 732 alice :a,b", ":test 733 alice :End of MONITOR list");
    }

    [Fact]
    public async Task Long_lists_go_over_several_lines_and_nothing_is_lost()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice");
        string[] names = [.. Enumerable.Range(0, 100).Select(n => $"nobody-{n}-{new string('x', 12)}")];
        foreach (string[] some in names.Chunk(20))
            await alice.SendAtOnceAsync($"MONITOR + {string.Join(',', some)}");
        await alice.SyncAsync();

        await alice.SendAsync("MONITOR L");

        IReadOnlyList<string> lines = await alice.SyncAsync();
        Assert.All(lines, line => Assert.True(line.Length <= 510));
        Assert.Equal(names, lines.Where(line => line.Contains(" 732 ", StringComparison.Ordinal)).SelectMany(line => line.Split(" :")[1].Split(',')));
    }

    [Theory]
    [InlineData("MONITOR", ":test 461 alice MONITOR :Not enough parameters")]
    [InlineData("MONITOR +", ":test 461 alice MONITOR :Not enough parameters")]
    [InlineData("MONITOR -", ":test 461 alice MONITOR :Not enough parameters")]
    [InlineData("MONITOR X bob", ":test 400 alice MONITOR :MONITOR knows +, -, C, L and S")]
    [InlineData("MONITOR + *!*@127.0.0.1", ":test 432 alice *!*@127.0.0.1 :Erroneous nickname")]
    public async Task What_is_no_request_changes_nothing(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice");

        await alice.SendAsync(sent, "MONITOR L");

        await alice.ExpectAsync(expected, ":test 733 alice :End of MONITOR list");
    }

    [Fact]
    public async Task Extended_monitor_tells_more_to_those_who_asked_for_it()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient both = await server.RegisterAsync("both", "extended-monitor", "away-notify", "setname"), bob = await server.RegisterAsync("bob");
        WireClient onlyMonitor = await server.RegisterAsync("only-monitor", "extended-monitor");
        WireClient onlyAway = await server.RegisterAsync("only-away", "away-notify", "setname");
        foreach (WireClient client in new[] { both, onlyMonitor, onlyAway })
        {
            await client.SendAsync("MONITOR + bob");
            await client.ReadAsync();
        }

        await bob.SendAsync("AWAY :gone", "AWAY", "SETNAME :Robert");
        await bob.SyncAsync();

        await both.ExpectAsync(":bob!~bob@127.0.0.1 AWAY :gone", ":bob!~bob@127.0.0.1 AWAY", ":bob!~bob@127.0.0.1 SETNAME :Robert");
        await onlyMonitor.ExpectNothingAsync();
        await onlyAway.ExpectNothingAsync();
    }

    [Fact]
    public async Task Who_shares_a_room_and_watches_hears_of_it_once()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice", "extended-monitor", "away-notify"), bob = await server.JoinAsync("#garden", "bob");
        await bob.SendAsync("JOIN #lobby");
        await bob.SyncAsync();
        await alice.SendAsync("JOIN #lobby", "MONITOR + bob");
        await alice.SyncAsync();

        await bob.SendAsync("AWAY :gone");
        await bob.SyncAsync();

        await alice.ExpectAsync(":bob!~bob@127.0.0.1 AWAY :gone");
        await alice.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_name_that_is_taken_again_is_never_heard_to_come_before_it_was_heard_to_go()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice");
        await alice.SendAsync("MONITOR + bob");
        await alice.ExpectAsync(":test 731 alice :bob");
        for (int n = 0; n < 20; n++)
        {
            WireClient bob = await server.RegisterAsync("bob");
            await bob.SendAtOnceAsync("QUIT");
            await bob.ExpectClosedAsync();
        }

        for (int n = 0; n < 20; n++)
            await alice.ExpectAsync(":test 730 * :bob!~bob@127.0.0.1", ":test 731 * :bob");
    }
}
