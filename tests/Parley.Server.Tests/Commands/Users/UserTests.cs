using Parley.Testing;

namespace Parley.Server.Tests.Commands.Users;

/// <summary>WHO, WHOIS, AWAY, SETNAME, ISON, USERHOST. Sources: https://modern.ircdocs.horse/#user-based-queries, https://ircv3.net/specs/extensions/away-notify, /setname.</summary>
public sealed class UserTests
{
    [Fact]
    public async Task WHO_shows_who_is_in_a_room_with_rank_and_presence()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#garden", "alice", "bob");
        await bob.SendAsync("AWAY :gone");
        await bob.SyncAsync();

        await alice.SendAsync("WHO #garden");

        await alice.ExpectAllAsync(
            ":test 352 alice #garden ~alice 127.0.0.1 test alice H@ :0 alice",
            ":test 352 alice #garden ~bob 127.0.0.1 test bob G :0 bob",
            ":test 315 alice #garden :End of /WHO list");
    }

    [Theory]
    [InlineData("bob", ":test 352 alice #garden ~bob 127.0.0.1 test bob H :0 bob")]
    [InlineData("b?b", ":test 352 alice #garden ~bob 127.0.0.1 test bob H :0 bob")]
    [InlineData("carol", ":test 352 alice * ~carol 127.0.0.1 test carol H :0 carol")]
    public async Task WHO_finds_by_name_and_mask(string mask, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, _) = await server.JoinBothAsync("#garden", "alice", "bob");
        await server.RegisterAsync("carol");

        await alice.SendAsync($"WHO {mask}");

        await alice.ExpectAsync(expected, $":test 315 alice {mask} :End of /WHO list");
    }

    [Fact]
    public async Task WHOIS_tells_what_may_be_known()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#garden", "alice", "bob");
        await alice.SendAsync("AWAY :gone");
        await alice.SyncAsync();
        server.Time.Advance(TimeSpan.FromSeconds(42));

        await bob.SendAsync("WHOIS ALICE");

        await bob.ExpectAsync(":test 311 bob alice ~alice 127.0.0.1 * :alice", ":test 319 bob alice :@#garden");
        Assert.StartsWith(":test 312 bob alice test :Parley-", await bob.ReadAsync(), StringComparison.Ordinal);
        await bob.ExpectAsync(
            ":test 301 bob alice :gone",
            ":test 317 bob alice 42 1795348800 :seconds idle, signon time",
            ":test 318 bob alice :End of /WHOIS list");
    }

    [Fact]
    public async Task WHOIS_of_several_answers_for_each_and_shows_ones_own_address_to_oneself()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice"), bob = await server.RegisterAsync("bob");

        await bob.SendAsync("WHOIS bob,nobody,alice,bob");

        IReadOnlyList<string> answers = await bob.SyncAsync();
        Assert.Equal(
            [":test 318 bob bob :End of /WHOIS list", ":test 318 bob nobody :End of /WHOIS list", ":test 318 bob alice :End of /WHOIS list"],
            answers.Where(line => line.Contains(" 318 ", StringComparison.Ordinal)));
        Assert.Contains(":test 401 bob nobody :No such nick/channel", answers);
        Assert.Single(answers, ":test 378 bob bob :is connecting from ~bob@127.0.0.1 127.0.0.1");
        await alice.ExpectNothingAsync();
    }

    [Theory]
    [InlineData("WHOIS", ":test 431 bob :No nickname given")]
    [InlineData("WHOIS ,", ":test 431 bob :No nickname given")]
    [InlineData("WHOIS elsewhere bob", ":test 402 bob elsewhere :No such server")]
    [InlineData("WHOIS nobody", ":test 401 bob nobody :No such nick/channel")]
    [InlineData("WHO", ":test 461 bob WHO :Not enough parameters")]
    [InlineData("ISON", ":test 461 bob ISON :Not enough parameters")]
    [InlineData("ISON alice BOB nobody", ":test 303 bob :bob")]
    [InlineData("USERHOST bob nobody", ":test 302 bob :bob=+~bob@127.0.0.1")]
    [InlineData("USERHOST", ":test 461 bob USERHOST :Not enough parameters")]
    [InlineData("SETNAME", ":test 461 bob SETNAME :Not enough parameters")]
    [InlineData("AWAY", ":test 305 bob :You are no longer marked as being away")]
    public async Task Questions_are_answered(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient bob = await server.RegisterAsync("bob");

        await bob.SendAsync(sent);

        await bob.ExpectAsync(expected);
    }

    [Fact]
    public async Task Going_and_coming_back_is_told_to_those_who_asked_for_it()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice"), bob = await server.JoinAsync("#lobby", "bob", "away-notify");
        WireClient carol = await server.JoinAsync("#lobby", "carol");
        await alice.SyncAsync();
        await bob.SyncAsync();

        await alice.SendAsync("AWAY :At lunch", "AWAY :At lunch", "AWAY");

        await alice.ExpectAsync(
            ":test 306 alice :You have been marked as being away",
            ":test 306 alice :You have been marked as being away",
            ":test 305 alice :You are no longer marked as being away");
        await bob.ExpectAsync(":alice!~alice@127.0.0.1 AWAY :At lunch", ":alice!~alice@127.0.0.1 AWAY");
        await carol.ExpectNothingAsync();
    }

    [Fact]
    public async Task Who_is_away_as_they_join_is_shown_so()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient bob = await server.JoinAsync("#lobby", "bob", "away-notify"), alice = await server.RegisterAsync("alice");

        await alice.SendAsync("AWAY :Asleep", "JOIN #lobby");

        await bob.ExpectAsync(":alice!~alice@127.0.0.1 JOIN #lobby", ":alice!~alice@127.0.0.1 AWAY :Asleep");
    }

    [Theory]
    [InlineData(true, "setname")]
    [InlineData(true, "standard-replies")]
    [InlineData(false)]
    public async Task A_real_name_that_cannot_be_is_refused_in_words_that_the_client_knows(bool isTold, params string[] capabilities)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient bob = await server.RegisterAsync("bob", capabilities);

        await bob.SendAsync("SETNAME :");

        Assert.Equal(isTold ? [":test FAIL SETNAME INVALID_REALNAME :A real name has 1 to 150 bytes"] : [], await bob.SyncAsync());
    }

    [Fact]
    public async Task A_new_real_name_is_told_to_those_who_asked_for_it()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice", "setname"), bob = await server.JoinAsync("#lobby", "bob", "setname");
        WireClient carol = await server.JoinAsync("#lobby", "carol");
        await alice.SyncAsync();
        await bob.SyncAsync();

        await alice.SendAsync("SETNAME :Alice Liddell", "WHO alice");

        await bob.ExpectAsync(":alice!~alice@127.0.0.1 SETNAME :Alice Liddell");
        await alice.ExpectAsync(":alice!~alice@127.0.0.1 SETNAME :Alice Liddell", ":test 352 alice #lobby ~alice 127.0.0.1 test alice H :0 Alice Liddell");
        await carol.ExpectNothingAsync();
    }
}
