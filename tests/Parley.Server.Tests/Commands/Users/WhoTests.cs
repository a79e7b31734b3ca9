using Parley.Testing;

namespace Parley.Server.Tests.Commands.Users;

/// <summary>WHO with fields. Source: https://ircv3.net/specs/extensions/whox.</summary>
public sealed class WhoTests
{
    [Fact]
    public async Task WHOX_is_announced_without_a_value()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.ConnectAsync();
        await alice.SendAsync("NICK alice", "USER alice 0 * :alice");

        Assert.Contains(" WHOX ", await alice.SkipToAsync(line => line.Contains(" 005 ", StringComparison.Ordinal) && line.Contains("WHOX", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%tcuihsnfdlaor,42", "42 #garden ~bob 255.255.255.255 127.0.0.1 test bob H 0 7 0 n/a :bob")]
    [InlineData("%roaldfnshiuct,042", "042 #garden ~bob 255.255.255.255 127.0.0.1 test bob H 0 7 0 n/a :bob")]
    [InlineData("%nn", "bob")]
    [InlineData("%nzX", "bob")]
    [InlineData("%tn", "0 bob")]
    [InlineData("%tn,1234", "0 bob")]
    [InlineData("%tn,1 2", "1 bob")]
    [InlineData("%tn,é", "0 bob")]
    [InlineData("x%n", "bob")]
    [InlineData("%r", ":bob")]
    public async Task Exactly_the_fields_that_were_asked_for_come_in_their_order(string fields, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, _) = await server.JoinBothAsync("#garden", "alice", "bob");
        server.Time.Advance(TimeSpan.FromSeconds(7));

        await alice.SendAsync($"WHO bob {fields}");

        await alice.ExpectAsync($":test 354 alice {expected}", ":test 315 alice bob :End of /WHO list");
    }

    [Fact]
    public async Task Ones_own_address_is_shown_and_without_a_common_room_a_star()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice");

        await alice.SendAsync("WHO alice %ci");

        await alice.ExpectAsync(":test 354 alice * 127.0.0.1", ":test 315 alice alice :End of /WHO list");
    }

    [Fact]
    public async Task A_room_is_answered_with_fields_too()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#garden", "alice", "bob");
        await bob.SendAsync("AWAY :gone");
        await bob.SyncAsync();

        await alice.SendAsync("WHO #GARDEN %cnf");

        await alice.ExpectAllAsync(
            ":test 354 alice #garden alice H@",
            ":test 354 alice #garden bob G",
            ":test 315 alice #GARDEN :End of /WHO list");
    }

    [Theory]
    [InlineData("WHO * o", "*")]
    [InlineData("WHO #garden o", "#garden")]
    [InlineData("WHO bob o%n", "bob")]
    [InlineData("WHO #nowhere", "#nowhere")]
    [InlineData("WHO nobody", "nobody")]
    public async Task Where_nobody_fits_the_list_ends_at_once(string sent, string mask)
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, _) = await server.JoinBothAsync("#garden", "alice", "bob");

        await alice.SendAsync(sent);

        await alice.ExpectAsync($":test 315 alice {mask} :End of /WHO list");
    }

    [Fact]
    public async Task The_invisible_are_found_by_their_name_or_by_those_who_share_a_room()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient bob = await server.RegisterAsync("bob"), alice = await server.RegisterAsync("alice");
        await bob.SendAsync("MODE bob +i");
        await bob.SyncAsync();

        await alice.SendAsync("WHO b* %n", "WHO bob %n");

        await alice.ExpectAsync(":test 315 alice b* :End of /WHO list", ":test 354 alice bob", ":test 315 alice bob :End of /WHO list");
        await bob.SendAsync("JOIN #garden");
        await bob.SyncAsync();
        await alice.SendAsync("JOIN #garden");
        await alice.SyncAsync();
        await alice.SendAsync("WHO b* %n");
        await alice.ExpectAsync(":test 354 alice bob", ":test 315 alice b* :End of /WHO list");
    }
}
