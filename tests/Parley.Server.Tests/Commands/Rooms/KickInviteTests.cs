using Parley.Testing;

namespace Parley.Server.Tests.Commands.Rooms;

/// <summary>Sources: https://modern.ircdocs.horse/#kick-message, #invite-message.</summary>
public sealed class KickInviteTests
{
    [Fact]
    public async Task Who_is_kicked_hears_why_and_is_no_member_any_more()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#garden", "alice", "bob");

        await alice.SendAsync("KICK #garden bob :No trampling", "NAMES #garden");

        await bob.ExpectAsync(":alice!~alice@127.0.0.1 KICK #garden bob :No trampling");
        await alice.ExpectAsync(":alice!~alice@127.0.0.1 KICK #garden bob :No trampling", ":test 353 alice = #garden :@alice");
        await bob.SendAsync("PRIVMSG #garden :x");
        await bob.ExpectAsync(":test 404 bob #garden :Cannot send to channel");
    }

    [Fact]
    public async Task Several_are_kicked_from_one_room_or_each_from_another()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#a", "alice", "bob");
        await alice.SendAsync("JOIN #b");
        await alice.SyncAsync();
        await bob.SendAsync("JOIN #b");
        await bob.SyncAsync();
        await alice.SyncAsync();

        await alice.SendAsync("KICK #a,#b bob,bob", "KICK #a bob,alice");

        await alice.ExpectAsync(
            ":alice!~alice@127.0.0.1 KICK #a bob :alice",
            ":alice!~alice@127.0.0.1 KICK #b bob :alice",
            ":test 441 alice bob #a :They aren't on that channel",
            ":alice!~alice@127.0.0.1 KICK #a alice :alice");
    }

    [Theory]
    [InlineData("KICK #garden", ":test 461 bob KICK :Not enough parameters")]
    [InlineData("KICK #hidden alice", ":test 403 bob #hidden :No such channel")]
    [InlineData("KICK #nowhere alice", ":test 403 bob #nowhere :No such channel")]
    [InlineData("KICK #lobby alice", ":test 442 bob #lobby :You're not on that channel")]
    [InlineData("KICK #garden alice", ":test 482 bob #garden :You're not a channel operator")]
    [InlineData("KICK #garden nobody", ":test 401 bob nobody :No such nick/channel")]
    [InlineData("KICK #own alice", ":test 441 bob alice #own :They aren't on that channel")]
    [InlineData("INVITE alice", ":test 461 bob INVITE :Not enough parameters")]
    [InlineData("INVITE nobody #own", ":test 401 bob nobody :No such nick/channel")]
    [InlineData("INVITE alice #nowhere", ":test 403 bob #nowhere :No such channel")]
    [InlineData("INVITE alice #lobby", ":test 442 bob #lobby :You're not on that channel")]
    [InlineData("INVITE alice #garden", ":test 443 bob alice #garden :is already on channel")]
    public async Task A_refusal_says_why(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#garden", "alice", "bob");
        await alice.SendAsync("JOIN #hidden", "MODE #hidden +s");
        await alice.SyncAsync();
        await bob.SendAsync("JOIN #own");
        await bob.SyncAsync();

        await bob.SendAsync(sent);

        await bob.ExpectAsync(expected);
    }
}
