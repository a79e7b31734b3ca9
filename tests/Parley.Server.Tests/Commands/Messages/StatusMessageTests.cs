using Parley.Testing;

namespace Parley.Server.Tests.Commands.Messages;

/// <summary>Source: https://modern.ircdocs.horse/#statusmsg-parameter.</summary>
public sealed class StatusMessageTests
{
    [Fact]
    public async Task A_message_to_operators_reaches_them_and_its_sender_but_no_other_member()
    {
        await using TestServer server = await TestServer.StartAsync();
        (WireClient alice, WireClient bob) = await server.JoinBothAsync("#garden", "alice", "bob");
        WireClient carol = await server.JoinAsync("#garden", "carol", "echo-message");
        await alice.SyncAsync();
        await bob.SyncAsync();

        await carol.SendAsync("PRIVMSG @#garden :he is at it again");

        await carol.ExpectAsync(":carol!~carol@127.0.0.1 PRIVMSG @#garden :he is at it again");
        await alice.ExpectAsync(":carol!~carol@127.0.0.1 PRIVMSG @#garden :he is at it again");
        await bob.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_higher_rank_hears_what_is_for_a_lower_one()
    {
        await using TestServer server = await TestServer.StartAsync();
        (WireClient alice, WireClient bob) = await server.JoinBothAsync("#garden", "alice", "bob");
        WireClient carol = await server.JoinAsync("#garden", "carol");
        await alice.SendAsync("MODE #garden +v bob");
        await bob.SkipToAsync(line => line.Contains("MODE", StringComparison.Ordinal));
        await carol.SyncAsync();
        await alice.SyncAsync();

        await bob.SendAsync("NOTICE +#garden :voices and up");

        await alice.ExpectAsync(":bob!~bob@127.0.0.1 NOTICE +#garden :voices and up");
        await carol.ExpectNothingAsync();
    }

    [Theory]
    [InlineData("PRIVMSG @#nowhere :hi", ":test 403 alice @#nowhere :No such channel")]
    [InlineData("PRIVMSG @ :hi", ":test 401 alice @ :No such nick/channel")]
    [InlineData("PRIVMSG @alice :hi", ":test 401 alice @alice :No such nick/channel")]
    public async Task A_refusal_says_why(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice");

        await alice.SendAsync(sent);

        await alice.ExpectAsync(expected);
    }
}
