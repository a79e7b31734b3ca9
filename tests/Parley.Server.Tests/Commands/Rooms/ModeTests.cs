using Parley.Testing;

namespace Parley.Server.Tests.Commands.Rooms;

/// <summary>Source: https://modern.ircdocs.horse/#mode-message.</summary>
public sealed class ModeTests
{
    [Fact]
    public async Task Changes_are_told_as_they_were_made_and_can_be_read()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#garden", "alice", "bob");

        await alice.SendAsync("MODE #garden +ikl-t+v sesame 10 BOB", "MODE #garden", "MODE #garden +i-t");

        await bob.ExpectAsync(":alice!~alice@127.0.0.1 MODE #garden +ikl-t+v sesame 10 bob");
        await alice.ExpectAsync(
            ":alice!~alice@127.0.0.1 MODE #garden +ikl-t+v sesame 10 bob",
            ":test 324 alice #garden +inkl sesame 10",
            ":test 329 alice #garden 1795348800");
        await alice.ExpectNothingAsync();
    }

    [Fact]
    public async Task The_key_is_shown_to_members_only()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice"), bob = await server.RegisterAsync("bob");
        await alice.SendAsync("MODE #garden +k sesame");
        await alice.SyncAsync();

        await bob.SendAsync("MODE #garden");

        await bob.ExpectAsync(":test 324 bob #garden +nt");
    }

    [Fact]
    public async Task Who_is_made_operator_can_do_what_operators_can_and_no_longer_when_unmade()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#garden", "alice", "bob");
        await bob.SendAsync("MODE #garden +m");
        await bob.ExpectAsync(":test 482 bob #garden :You're not a channel operator");

        await alice.SendAsync("MODE #garden +o bob");
        await bob.ExpectAsync(":alice!~alice@127.0.0.1 MODE #garden +o bob");
        await bob.SendAsync("MODE #garden +m-o alice");

        await alice.ExpectAsync(":alice!~alice@127.0.0.1 MODE #garden +o bob", ":bob!~bob@127.0.0.1 MODE #garden +m-o alice");
        await alice.SendAsync("PRIVMSG #garden :hello?");
        await alice.ExpectAsync(":test 404 alice #garden :Cannot send to channel");
    }

    [Fact]
    public async Task A_ban_silences_and_keeps_out_and_is_listed_and_lifted()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#garden", "alice", "bob");

        await alice.SendAsync("MODE #garden +b bob", "MODE #garden b");
        await alice.ExpectAsync(
            ":alice!~alice@127.0.0.1 MODE #garden +b bob!*@*",
            ":test 367 alice #garden bob!*@* alice!~alice@127.0.0.1 1795348800",
            ":test 368 alice #garden :End of channel ban list");
        await bob.SendAsync("PRIVMSG #garden :let me speak");
        await bob.SkipToAsync(line => line == ":test 404 bob #garden :Cannot send to channel");
        await alice.SendAsync("MODE #garden -b bob!*@*");
        await bob.SendAsync("PING x");
        await bob.SkipToAsync(line => line.EndsWith("MODE #garden -b bob!*@*", StringComparison.Ordinal));
        await bob.SyncAsync();
        await bob.SendAsync("PRIVMSG #garden :thanks");

        await alice.SkipToAsync(line => line == ":bob!~bob@127.0.0.1 PRIVMSG #garden :thanks");
    }

    [Fact]
    public async Task Without_n_anyone_may_speak_and_with_s_nobody_else_knows_of_the_room()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice"), bob = await server.RegisterAsync("bob");
        await alice.SendAsync("MODE #garden -n");
        await alice.SyncAsync();
        await bob.SendAsync("PRIVMSG #garden :from outside");
        await alice.ExpectAsync(":bob!~bob@127.0.0.1 PRIVMSG #garden :from outside");

        await alice.SendAsync("MODE #garden +s");
        await alice.SyncAsync();
        await bob.SendAsync("PRIVMSG #garden :x", "MODE #garden", "MODE #garden b", "TOPIC #garden", "NAMES #garden", "WHO #garden", "LIST #garden", "WHOIS alice");

        IReadOnlyList<string> lines = await bob.SyncAsync();
        Assert.Equal(4, lines.Count(line => line == ":test 403 bob #garden :No such channel"));
        Assert.DoesNotContain(lines, line => line.Contains("alice", StringComparison.Ordinal) && line.Contains("#garden", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_oneself_there_is_the_mode_i()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice"), bob = await server.RegisterAsync("bob");

        await alice.SendAsync("MODE alice", "MODE alice +i", "MODE alice", "MODE alice +x", "MODE bob +i");

        await alice.ExpectAsync(
            ":test 221 alice +",
            ":test MODE alice +i",
            ":test 221 alice +i",
            ":test 501 alice :Unknown MODE flag",
            ":test 502 alice :Can't change mode for other users");
        await bob.SendAsync("WHO al*");
        await bob.ExpectAsync(":test 315 bob al* :End of /WHO list");
    }

    [Theory]
    [InlineData("MODE", ":test 461 alice MODE :Not enough parameters")]
    [InlineData("MODE #nowhere", ":test 403 alice #nowhere :No such channel")]
    [InlineData("MODE nobody", ":test 401 alice nobody :No such nick/channel")]
    [InlineData("MODE #lobby +m", ":test 442 alice #lobby :You're not on that channel")]
    [InlineData("MODE #garden +X", ":test 472 alice X :is unknown mode char to me")]
    [InlineData("MODE #garden +o nobody", ":test 401 alice nobody :No such nick/channel")]
    [InlineData("MODE #garden +v carol", ":test 441 alice carol #garden :They aren't on that channel")]
    [InlineData("MODE #garden +l abc", ":test 696 alice #garden l abc :Invalid mode parameter")]
    [InlineData("MODE #garden +l -3", ":test 696 alice #garden l -3 :Invalid mode parameter")]
    [InlineData("MODE #garden +k :a b", ":test 696 alice #garden k * :Invalid mode parameter")]
    public async Task A_refusal_says_why(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice");
        await server.RegisterAsync("carol");

        await alice.SendAsync(sent);

        await alice.ExpectAsync(expected);
    }

    [Fact]
    public async Task A_ban_that_is_no_text_hinders_nobody()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice");
        await alice.SendAsync("MODE #garden +b \uFFFE");
        await alice.ExpectAsync(":alice!~alice@127.0.0.1 MODE #garden +b \uFFFE!*@*");

        WireClient bob = await server.JoinAsync("#garden", "bob");
        await bob.SendAsync("PRIVMSG #garden :hello");

        await alice.SkipToAsync(line => line == ":bob!~bob@127.0.0.1 PRIVMSG #garden :hello");
    }

    [Fact]
    public async Task Many_changes_take_several_lines_and_none_is_cut()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice");
        string[] masks = [.. Enumerable.Range(0, 20).Select(n => $"{n}!*@*")];

        await alice.SendAsync($"MODE #garden +{new string('b', 20)} {string.Join(' ', masks)}");

        IReadOnlyList<string> lines = await alice.SyncAsync();
        Assert.All(lines, line => Assert.Matches("^:alice!~alice@127.0.0.1 MODE #garden \\+b+ ", line));
        Assert.All(lines, line => Assert.Equal(line.Split(' ')[3].Length - 1, line.Split(' ').Length - 4));
        Assert.All(lines, line => Assert.InRange(line.Split(' ').Length - 2, 1, 15));
        Assert.Equal(masks, lines.SelectMany(line => line.Split(' ')[4..]));
    }

    [Fact]
    public async Task The_list_of_bans_has_an_end()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Limits = options.Limits with { Bans = 1 } });
        WireClient alice = await server.JoinAsync("#garden", "alice");

        await alice.SendAsync("MODE #garden +bb a b");

        await alice.ExpectAsync(":alice!~alice@127.0.0.1 MODE #garden +b a!*@*", ":test 478 alice #garden b b :Channel ban list is full");
    }
}
