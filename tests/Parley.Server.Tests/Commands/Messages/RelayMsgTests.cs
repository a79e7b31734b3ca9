using Parley.Testing;

namespace Parley.Server.Tests.Commands.Messages;

/// <summary>Source: https://github.com/ircv3/ircv3-specifications/pull/417.</summary>
public sealed class RelayMsgTests
{
    [Fact]
    public async Task What_is_passed_on_comes_from_the_one_who_said_it()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#garden", "alice", "bob");
        WireClient relay = await server.JoinAsync("#garden", "relay", "draft/relaymsg"), tags = await server.JoinAsync("#garden", "tags", "message-tags");
        await alice.SyncAsync();
        await bob.SyncAsync();
        await relay.SyncAsync();

        await alice.SendAsync("PRIVMSG #garden :first", "RELAYMSG #garden ada/matrix :hello there");

        await alice.ExpectAsync(":ada/matrix!~alice@127.0.0.1 PRIVMSG #garden :hello there");
        await bob.ExpectAsync(":alice!~alice@127.0.0.1 PRIVMSG #garden :first", ":ada/matrix!~alice@127.0.0.1 PRIVMSG #garden :hello there");
        await relay.SkipToAsync(line => line == "@draft/relaymsg=alice :ada/matrix!~alice@127.0.0.1 PRIVMSG #garden :hello there");
        Assert.Contains(";draft/relaymsg=alice ", await tags.SkipToAsync(line => line.EndsWith(":hello there", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_separator_is_told_and_nobody_here_has_it_in_a_name()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice");

        await alice.SendAsync("CAP LS 302", "NICK ada/matrix");

        Assert.Contains("draft/relaymsg=/", await alice.ReadCapabilitiesAsync());
        await alice.SkipToAsync(line => line.StartsWith(":test 432 alice ada/matrix ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("RELAYMSG #own ada/matrix", ":test 461 bob RELAYMSG :Not enough parameters")]
    [InlineData("RELAYMSG #nowhere ada/matrix :x", ":test 403 bob #nowhere :No such channel")]
    [InlineData("RELAYMSG #hidden ada/matrix :x", ":test 403 bob #hidden :No such channel")]
    [InlineData("RELAYMSG #alices ada/matrix :x", ":test FAIL RELAYMSG PRIVS_NEEDED :You cannot relay messages to this channel")]
    [InlineData("RELAYMSG #own ada/matrix :", ":test FAIL RELAYMSG BLANK_MSG :The message must not be blank")]
    [InlineData("RELAYMSG #own ada/matrix :  ", ":test FAIL RELAYMSG BLANK_MSG :The message must not be blank")]
    [InlineData("RELAYMSG #own ada :x", ":test FAIL RELAYMSG INVALID_NICK :The name must be a nickname with a / in it")]
    [InlineData("RELAYMSG #own /ada :x", ":test FAIL RELAYMSG INVALID_NICK :The name must be a nickname with a / in it")]
    [InlineData("RELAYMSG #own a!b/matrix :x", ":test FAIL RELAYMSG INVALID_NICK :The name must be a nickname with a / in it")]
    [InlineData("RELAYMSG #own bad/matrix :x", ":test FAIL RELAYMSG BANNED :bad/matrix is banned from the channel")]
    public async Task A_refusal_says_why(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#alices,#hidden", "alice"), bob = await server.JoinAsync("#own,#alices", "bob");
        await alice.SendAsync("MODE #hidden +s");
        await alice.SyncAsync();
        await bob.SendAsync("MODE #own +b bad/*!*@*");
        await bob.SyncAsync();

        await bob.SendAsync(sent);

        await bob.ExpectAsync(expected);
        await bob.ExpectNothingAsync();
    }
}
