using System.Text.RegularExpressions;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.Messages;

/// <summary>Sources: https://modern.ircdocs.horse/#privmsg-message, https://ircv3.net/specs/extensions/echo-message, /message-ids, /server-time.</summary>
public sealed partial class PrivmsgTests
{
    [Fact]
    public async Task A_message_reaches_every_member_but_its_sender()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#lobby", "alice", "bob");

        await alice.SendAsync("PRIVMSG #lobby :Hello, Bob");

        await bob.ExpectAsync(":alice!~alice@127.0.0.1 PRIVMSG #lobby :Hello, Bob");
        await alice.ExpectNothingAsync();
    }

    [Fact]
    public async Task The_sender_gets_the_echo_that_it_asked_for_with_the_id_that_all_see()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice", "echo-message", "message-tags", "server-time");
        WireClient bob = await server.JoinAsync("#lobby", "bob", "message-tags");
        await alice.SyncAsync();

        await alice.SendAsync("PRIVMSG #lobby :one");

        string echo = await alice.ReadAsync(), copy = await bob.ReadAsync();
        Assert.Matches(@"^@time=2026-11-22T12:00:00\.000Z;msgid=[0-9a-f]{32} :alice!~alice@127\.0\.0\.1 PRIVMSG #lobby :one$", echo);
        Assert.Equal(Msgid().Match(echo).Value, Msgid().Match(copy).Value);
        Assert.DoesNotContain("time=", copy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_direct_message_reaches_only_the_one_it_is_for_and_says_when_that_one_is_away()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#lobby", "alice", "bob");
        await bob.SendAsync("AWAY :At lunch");
        await bob.SyncAsync();

        await alice.SendAsync("PRIVMSG BOB :psst");

        await bob.ExpectAsync(":alice!~alice@127.0.0.1 PRIVMSG bob :psst");
        await alice.ExpectAsync(":test 301 alice bob :At lunch");
    }

    [Fact]
    public async Task Several_targets_each_get_the_message_and_too_many_are_refused()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#lobby", "alice", "bob");

        await alice.SendAsync("PRIVMSG #lobby,bob,nobody,x,y :hi");

        await bob.ExpectAsync(":alice!~alice@127.0.0.1 PRIVMSG #lobby :hi", ":alice!~alice@127.0.0.1 PRIVMSG bob :hi");
        await alice.ExpectAsync(
            ":test 401 alice nobody :No such nick/channel",
            ":test 401 alice x :No such nick/channel",
            ":test 407 alice y :Too many targets");
    }

    [Fact]
    public async Task Many_messages_sent_at_once_arrive_in_order_between_those_of_others()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#lobby", "alice", "bob");
        string[] lines = [.. Enumerable.Range(0, 500).Select(n => $"PRIVMSG #lobby :{n}")];

        await alice.SendAtOnceAsync(lines);

        for (int n = 0; n < 500; n++)
            await bob.ExpectAsync($":alice!~alice@127.0.0.1 PRIVMSG #lobby :{n}");
    }

    [Theory]
    [InlineData("PRIVMSG", ":test 411 bob :No recipient given (PRIVMSG)")]
    [InlineData("PRIVMSG #garden", ":test 412 bob :No text to send")]
    [InlineData("PRIVMSG #garden :", ":test 412 bob :No text to send")]
    [InlineData("PRIVMSG #nowhere :x", ":test 403 bob #nowhere :No such channel")]
    [InlineData("PRIVMSG nobody :x", ":test 401 bob nobody :No such nick/channel")]
    [InlineData("PRIVMSG #garden :x", ":test 404 bob #garden :Cannot send to channel")]
    public async Task A_refusal_says_why(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.JoinAsync("#garden", "alice");
        WireClient bob = await server.RegisterAsync("bob");

        await bob.SendAsync(sent);

        await bob.ExpectAsync(expected);
    }

    [GeneratedRegex("msgid=[0-9a-f]+")]
    private static partial Regex Msgid();
}
