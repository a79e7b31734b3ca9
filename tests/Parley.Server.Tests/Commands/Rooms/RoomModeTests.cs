using Parley.Testing;

namespace Parley.Server.Tests.Commands.Rooms;

/// <summary>Sources: https://modern.ircdocs.horse/#channel-modes, https://defs.ircdocs.horse/defs/chanmodes for C, f, M, R and u.</summary>
public sealed class RoomModeTests
{
    [Fact]
    public async Task With_C_actions_go_through_and_other_ctcp_does_not()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#garden", "alice", "bob", "+C");

        await bob.SendAsync("PRIVMSG #garden :\u0001ACTION waves\u0001", "PRIVMSG #garden :\u0001PING 1\u0001", "NOTICE #garden :\u0001PING 1\u0001", "PRIVMSG #garden :x");

        await bob.ExpectAsync(":test 404 bob #garden :Cannot send to channel");
        await alice.ExpectAsync(":bob!~bob@127.0.0.1 PRIVMSG #garden :\u0001ACTION waves\u0001", ":bob!~bob@127.0.0.1 PRIVMSG #garden :x");
    }

    [Fact]
    public async Task With_R_guests_stay_out_and_with_M_they_are_silent_unless_they_have_voice()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice"), bob = await server.RegisterAsync("bob");
        await alice.SendAsync("MODE #garden +RM");
        await alice.SyncAsync();
        await bob.SendAsync("JOIN #garden");
        await bob.ExpectAsync(":test 477 bob #garden :Cannot join channel (+R): log in to an account first");
        await alice.SendAsync("MODE #garden -R");
        await alice.SyncAsync();

        await bob.SendAsync("JOIN #garden", "PRIVMSG #garden :1");
        Assert.Equal(":test 404 bob #garden :Cannot send to channel", (await bob.SyncAsync())[^1]);
        await alice.SendAsync("MODE #garden +v bob");
        await alice.SyncAsync();
        await bob.SendAsync("PRIVMSG #garden :2");

        await alice.ExpectAsync(":bob!~bob@127.0.0.1 PRIVMSG #garden :2");
    }

    [Fact]
    public async Task In_an_auditorium_those_without_a_rank_do_not_see_each_other()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#hall", "alice");
        await alice.SendAsync("MODE #hall +u");
        await alice.SyncAsync();

        WireClient bob = await server.JoinAsync("#hall", "bob"), carol = await server.JoinAsync("#hall", "carol"), dave = await server.JoinAsync("#hall", "dave");
        await carol.SendAsync("NAMES #hall", "WHO #hall", "WHOIS bob", "PRIVMSG #hall :hello", "NICK caroline", "PART #hall");
        await dave.SendAsync("QUIT");
        await alice.SkipToAsync(line => line.Contains(" QUIT ", StringComparison.Ordinal));

        await carol.ExpectAsync(
            ":test 353 carol = #hall :@alice",
            ":test 366 carol #hall :End of /NAMES list",
            ":test 352 carol #hall ~alice 127.0.0.1 test alice H@ :0 alice",
            ":test 352 carol #hall ~carol 127.0.0.1 test carol H :0 carol",
            ":test 315 carol #hall :End of /WHO list",
            ":test 311 carol bob ~bob 127.0.0.1 * :bob");
        Assert.StartsWith(":test 312 carol bob ", await carol.ReadAsync(), StringComparison.Ordinal);
        await bob.ExpectAsync(":carol!~carol@127.0.0.1 PRIVMSG #hall :hello");
        await alice.SendAsync("KICK #hall bob");
        await bob.ExpectAsync(":alice!~alice@127.0.0.1 KICK #hall bob :alice");
    }

    [Fact]
    public async Task In_an_auditorium_nobody_finds_out_who_is_there()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#hall", "alice");
        await alice.SendAsync("MODE #hall +u");
        await alice.SyncAsync();
        await server.JoinAsync("#hall", "bob");
        await server.RegisterAsync("dave");
        WireClient carol = await server.JoinAsync("#hall", "carol");

        await carol.SendAsync("WHO bob", "INVITE bob #hall", "INVITE dave #hall", "MODE #hall +v bob", "MODE #hall +v dave");

        await carol.ExpectAsync(
            ":test 352 carol * ~bob 127.0.0.1 test bob H :0 bob",
            ":test 315 carol bob :End of /WHO list",
            ":test 341 carol bob #hall",
            ":test 341 carol dave #hall",
            ":test 482 carol #hall :You're not a channel operator",
            ":test 482 carol #hall :You're not a channel operator");
    }

    [Fact]
    public async Task With_U_those_who_run_the_room_hear_those_without_a_rank_and_nobody_else_does()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#garden", "alice", "bob", "+U");
        WireClient carol = await server.JoinAsync("#garden", "carol");
        await alice.SyncAsync();
        await bob.SyncAsync();

        await bob.SendAsync("PRIVMSG #garden :may I?");
        await alice.ExpectAsync(":bob!~bob@127.0.0.1 PRIVMSG #garden :may I?");
        await carol.ExpectNothingAsync();
        await alice.SendAsync("MODE #garden +v bob");
        await bob.SkipToAsync(line => line.EndsWith(" +v bob", StringComparison.Ordinal));
        await bob.SendAsync("PRIVMSG #garden :thanks");

        await carol.ExpectAsync(":alice!~alice@127.0.0.1 MODE #garden +v bob", ":bob!~bob@127.0.0.1 PRIVMSG #garden :thanks");
    }

    [Fact]
    public async Task Who_is_not_let_in_is_sent_on_once()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice"), bob = await server.RegisterAsync("bob");
        await alice.SendAsync("JOIN #meadow", "MODE #garden +if #meadow", "MODE #garden");
        Assert.Contains(":test 324 alice #garden +intf #meadow", await alice.SyncAsync());

        await bob.SendAsync("JOIN #garden");
        await bob.ExpectAsync(":test 470 bob #garden #meadow :Forwarding to another channel", ":bob!~bob@127.0.0.1 JOIN #meadow");
        await bob.SendAsync("PART #meadow");
        await bob.SyncAsync();
        await alice.SendAsync("MODE #meadow +if #garden");
        await alice.SyncAsync();
        await bob.SendAsync("JOIN #garden");
        await bob.ExpectAsync(":test 470 bob #garden #meadow :Forwarding to another channel", ":test 473 bob #meadow :Cannot join channel (+i)");
        await alice.SendAsync("MODE #garden -f", "PART #meadow");
        await alice.SyncAsync();

        await bob.SendAsync("JOIN #garden");

        await bob.ExpectAsync(":test 473 bob #garden :Cannot join channel (+i)");
    }

    [Theory]
    [InlineData("MODE #garden +f #nowhere", ":test 696 alice #garden f #nowhere :Invalid mode parameter")]
    [InlineData("MODE #garden +f #garden", ":test 696 alice #garden f #garden :Invalid mode parameter")]
    [InlineData("MODE #garden +f #hidden", ":test 696 alice #garden f #hidden :Invalid mode parameter")]
    [InlineData("MODE #garden +f #bobs", ":test 482 alice #bobs :You're not a channel operator")]
    [InlineData("MODE #garden +f :", ":test 696 alice #garden f * :Invalid mode parameter")]
    [InlineData("MODE #garden +q alice", ":test 482 alice #garden :You're not a channel operator")]
    [InlineData("MODE #garden +qa alice alice", ":test 482 alice #garden :You're not a channel operator")]
    [InlineData("MODE #garden +o", null)]
    [InlineData("MODE #garden +f", null)]
    public async Task A_refusal_says_why_once(string sent, string? expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice"), bob = await server.JoinAsync("#bobs", "bob");
        await bob.SendAsync("JOIN #hidden", "MODE #hidden +s");
        await bob.SyncAsync();

        await alice.SendAsync(sent);

        if (expected is not null)
            await alice.ExpectAsync(expected);
        await alice.ExpectNothingAsync();
    }

    [Fact]
    public async Task Half_operators_keep_order_below_them()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#garden", "alice", "bob");
        await server.JoinAsync("#garden", "carol");
        await alice.SendAsync("MODE #garden +h bob");
        await bob.SkipToAsync(line => line == ":alice!~alice@127.0.0.1 MODE #garden +h bob");

        await bob.SendAsync("NAMES #garden", "MODE #garden +v carol", "TOPIC #garden :Roses", "KICK #garden alice", "MODE #garden +io bob", "KICK #garden carol");

        await bob.ExpectAsync(
            ":test 353 bob = #garden :@alice %bob carol",
            ":test 366 bob #garden :End of /NAMES list",
            ":bob!~bob@127.0.0.1 MODE #garden +v carol",
            ":bob!~bob@127.0.0.1 TOPIC #garden :Roses",
            ":test 482 bob #garden :You're not a channel operator",
            ":test 482 bob #garden :You're not a channel operator",
            ":bob!~bob@127.0.0.1 KICK #garden carol :bob");
    }
}
