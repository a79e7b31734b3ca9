using Parley.Testing;

namespace Parley.Server.Tests.Commands.Rooms;

/// <summary>Sources: https://modern.ircdocs.horse/#join-message, #part-message, https://ircv3.net/specs/extensions/extended-join.</summary>
public sealed class JoinTests
{
    [Fact]
    public async Task The_first_to_join_is_operator_and_all_hear_of_the_second()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice"), bob = await server.RegisterAsync("bob");

        await alice.SendAsync("JOIN #garden");
        await alice.ExpectAsync(":alice!~alice@127.0.0.1 JOIN #garden", ":test 353 alice = #garden :@alice", ":test 366 alice #garden :End of /NAMES list");
        await bob.SendAsync("JOIN #Garden");

        await bob.ExpectAsync(":bob!~bob@127.0.0.1 JOIN #garden", ":test 353 bob = #garden :@alice bob", ":test 366 bob #garden :End of /NAMES list");
        await alice.ExpectAsync(":bob!~bob@127.0.0.1 JOIN #garden");
    }

    [Fact]
    public async Task Nobody_becomes_operator_of_the_default_room_which_exists_always()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice");

        await alice.SendAsync("TOPIC #lobby", "LIST", "JOIN #lobby");

        await alice.ExpectAsync(":test 331 alice #lobby :No topic is set", ":test 323 alice :End of /LIST", ":alice!~alice@127.0.0.1 JOIN #lobby", ":test 353 alice = #lobby :alice");
    }

    [Fact]
    public async Task Who_joins_twice_hears_nothing_the_second_time()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice");

        await alice.SendAsync("JOIN #LOBBY");

        await alice.ExpectNothingAsync();
    }

    [Fact]
    public async Task Several_rooms_with_keys_are_joined_at_once_and_left_with_0()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#a", "alice");
        await alice.SendAsync("MODE #a +k sesame");
        await alice.SyncAsync();
        WireClient bob = await server.RegisterAsync("bob");

        await bob.SendAsync("JOIN #a,#b wrong", "JOIN #a,#b sesame");
        IReadOnlyList<string> lines = await bob.SyncAsync();
        Assert.Equal(
            [":test 475 bob #a :Cannot join channel (+k)", ":bob!~bob@127.0.0.1 JOIN #b", ":bob!~bob@127.0.0.1 JOIN #a"],
            lines.Where(line => line.Contains(" 475 ", StringComparison.Ordinal) || line.Contains(" JOIN ", StringComparison.Ordinal)));
        await bob.SendAsync("JOIN 0");

        await bob.ExpectAsync(":bob!~bob@127.0.0.1 PART #b", ":bob!~bob@127.0.0.1 PART #a");
    }

    [Fact]
    public async Task Extended_join_brings_account_and_real_name()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice", "extended-join");

        await server.JoinAsync("#lobby", "bob");

        await alice.ExpectAsync(":bob!~bob@127.0.0.1 JOIN #lobby * :bob");
    }

    [Fact]
    public async Task Rooms_in_any_script_are_one_whatever_their_case_or_composition()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#Café-日本", "alice"), bob = await server.RegisterAsync("bob");

        await bob.SendAsync("JOIN #CAFE\u0301-日本");

        await bob.ExpectAsync(":bob!~bob@127.0.0.1 JOIN #Café-日本");
        await alice.ExpectAsync(":bob!~bob@127.0.0.1 JOIN #Café-日本");
    }

    [Fact]
    public async Task A_room_ends_with_its_last_member()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice");
        await alice.SendAsync("TOPIC #garden :Roses", "PART #garden :bye", "TOPIC #garden", "JOIN #garden");

        await alice.ExpectAsync(
            ":alice!~alice@127.0.0.1 TOPIC #garden :Roses",
            ":alice!~alice@127.0.0.1 PART #garden :bye",
            ":test 403 alice #garden :No such channel",
            ":alice!~alice@127.0.0.1 JOIN #garden",
            ":test 353 alice = #garden :@alice");
    }

    [Theory]
    [InlineData("JOIN", ":test 461 bob JOIN :Not enough parameters")]
    [InlineData("JOIN garden", ":test 403 bob garden :No such channel")]
    [InlineData("JOIN #", ":test 403 bob # :No such channel")]
    [InlineData("JOIN #a\u202Eb", ":test 403 bob #a\u202Eb :No such channel")]
    [InlineData("JOIN #invited", ":test 473 bob #invited :Cannot join channel (+i)")]
    [InlineData("JOIN #full", ":test 471 bob #full :Cannot join channel (+l)")]
    [InlineData("JOIN #closed", ":test 474 bob #closed :Cannot join channel (+b)")]
    [InlineData("PART", ":test 461 bob PART :Not enough parameters")]
    [InlineData("PART #nowhere", ":test 403 bob #nowhere :No such channel")]
    [InlineData("PART #full", ":test 442 bob #full :You're not on that channel")]
    public async Task A_refusal_says_why(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice");
        await alice.SendAsync("JOIN #invited,#full,#closed", "MODE #invited +i", "MODE #full +l 1", "MODE #closed +b BOB");
        await alice.SyncAsync();
        WireClient bob = await server.RegisterAsync("bob");

        await bob.SendAsync(sent);

        await bob.ExpectAsync(expected);
    }

    [Fact]
    public async Task One_can_be_in_so_many_rooms_and_no_more_and_no_room_is_left_behind()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Limits = options.Limits with { RoomsPerUser = 1 } });
        WireClient alice = await server.JoinAsync("#a", "alice");

        await alice.SendAsync("JOIN #b", "LIST #b");

        await alice.ExpectAsync(":test 405 alice #b :You have joined too many channels", ":test 323 alice :End of /LIST");
    }
}
