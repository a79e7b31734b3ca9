using Parley.Testing;

namespace Parley.Server.Tests.Commands.Rooms;

/// <summary>Sources: https://modern.ircdocs.horse/#invite-message, https://ircv3.net/specs/extensions/invite-notify.</summary>
public sealed class InviteTests
{
    [Theory]
    [InlineData("+i")]
    [InlineData("+l 1")]
    [InlineData("+k sesame")]
    [InlineData("+b bob")]
    [InlineData("+R")]
    public async Task An_invitation_opens_every_door_once(string modes)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice"), bob = await server.RegisterAsync("bob");
        await alice.SendAsync($"MODE #garden {modes}", "INVITE bob #garden");
        await bob.ExpectAsync(":alice!~alice@127.0.0.1 INVITE bob :#garden");

        await bob.SendAsync("JOIN #garden", "PART #garden", "JOIN #garden");

        IReadOnlyList<string> lines = await bob.SyncAsync();
        Assert.Equal(":bob!~bob@127.0.0.1 JOIN #garden", lines[0]);
        Assert.Contains("Cannot join channel", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_plain_member_says_opens_no_door()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#garden", "alice", "bob", "+b carol");
        WireClient carol = await server.RegisterAsync("carol");

        await bob.SendAsync("INVITE carol #garden");

        await bob.ExpectAsync(":test 341 bob carol #garden");
        await carol.ExpectAsync(":bob!~bob@127.0.0.1 INVITE carol :#garden");
        await carol.SendAsync("JOIN #garden", "INVITE");
        await carol.ExpectAsync(":test 474 carol #garden :Cannot join channel (+b)", ":test 337 carol :End of /INVITE list");
        await alice.SendAsync("MODE #garden +i");
        await bob.ExpectAsync(":alice!~alice@127.0.0.1 MODE #garden +i");
        await bob.SendAsync("INVITE carol #garden");
        await bob.ExpectAsync(":test 482 bob #garden :You're not a channel operator");
        await carol.ExpectNothingAsync();
    }

    [Fact]
    public async Task Without_parameters_one_sees_where_one_is_invited_to()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#a,#b,#c", "alice"), bob = await server.RegisterAsync("bob");
        await alice.SendAsync("INVITE bob #a", "INVITE bob #b", "INVITE bob #c", "PART #c");
        await alice.SyncAsync();
        await bob.SendAsync("JOIN #b");
        await bob.SyncAsync();

        await bob.SendAsync("INVITE");

        await bob.ExpectAsync(":test 336 bob #a", ":test 337 bob :End of /INVITE list");
    }

    [Fact]
    public async Task Members_who_asked_hear_of_invitations_and_the_others_do_not()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice", "invite-notify"), bob = await server.JoinAsync("#garden", "bob", "invite-notify");
        WireClient plain = await server.JoinAsync("#garden", "plain");
        await server.RegisterAsync("carol");
        await alice.SyncAsync();

        await alice.SendAsync("INVITE carol #garden");

        await bob.SkipToAsync(line => line == ":alice!~alice@127.0.0.1 INVITE carol :#garden");
        await alice.ExpectAsync(":test 341 alice carol #garden");
        await alice.ExpectNothingAsync();
        await plain.ExpectNothingAsync();
    }

    [Fact]
    public async Task Who_is_away_is_said_to_be()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice"), bob = await server.RegisterAsync("bob");
        await bob.SendAsync("AWAY :lunch");
        await bob.SyncAsync();

        await alice.SendAsync("INVITE bob #garden");

        await alice.ExpectAsync(":test 341 alice bob #garden", ":test 301 alice bob :lunch");
    }
}
