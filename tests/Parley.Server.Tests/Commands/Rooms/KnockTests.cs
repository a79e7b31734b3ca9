using Parley.Testing;

namespace Parley.Server.Tests.Commands.Rooms;

/// <summary>Source: https://defs.ircdocs.horse/defs/numerics#rpl-knock-710.</summary>
public sealed class KnockTests
{
    [Fact]
    public async Task A_knock_is_heard_by_those_who_can_invite_and_by_nobody_else()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#garden", "alice", "bob");
        WireClient carol = await server.RegisterAsync("carol");
        await alice.SendAsync("MODE #garden +i");
        await alice.SyncAsync();
        await bob.SyncAsync();

        await carol.SendAsync("KNOCK #GARDEN :may I?");

        await carol.ExpectAsync(":test 711 carol #garden :Your KNOCK has been delivered");
        await alice.ExpectAsync(":test 710 alice #garden carol!~carol@127.0.0.1 :has asked for an invite (may I?)");
        await bob.ExpectNothingAsync();
    }

    [Fact]
    public async Task Nobody_knocks_without_end()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice"), bob = await server.RegisterAsync("bob"), carol = await server.RegisterAsync("carol");
        await alice.SendAsync("MODE #garden +k sesame");
        await alice.SyncAsync();

        await bob.SendAsync("KNOCK #garden", "KNOCK #garden");
        await bob.ExpectAsync(":test 711 bob #garden :Your KNOCK has been delivered", ":test 712 bob #garden :Too many KNOCKs, try again later");
        await carol.SendAsync("KNOCK #garden");
        await carol.ExpectAsync(":test 712 carol #garden :Too many KNOCKs, try again later");
        server.Time.Advance(TimeSpan.FromSeconds(10));
        await carol.SendAsync("KNOCK #garden");
        await carol.ExpectAsync(":test 711 carol #garden :Your KNOCK has been delivered");
        await bob.SendAsync("KNOCK #garden");

        await bob.ExpectAsync(":test 712 bob #garden :Too many KNOCKs, try again later");
        await alice.ExpectAsync(
            ":test 710 alice #garden bob!~bob@127.0.0.1 :has asked for an invite",
            ":test 710 alice #garden carol!~carol@127.0.0.1 :has asked for an invite");
        await alice.ExpectNothingAsync();
    }

    [Theory]
    [InlineData("KNOCK", ":test 461 bob KNOCK :Not enough parameters")]
    [InlineData("KNOCK #nowhere", ":test 403 bob #nowhere :No such channel")]
    [InlineData("KNOCK nonsense", ":test 403 bob nonsense :No such channel")]
    [InlineData("KNOCK #hidden", ":test 403 bob #hidden :No such channel")]
    [InlineData("KNOCK #open", ":test 713 bob #open :Channel is open, you can join it")]
    [InlineData("KNOCK #own", ":test 714 bob #own :You're already on that channel")]
    [InlineData("KNOCK #closed", ":test 404 bob #closed :Cannot send to channel")]
    public async Task A_refusal_says_why(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#hidden,#open,#closed", "alice"), bob = await server.JoinAsync("#own", "bob");
        await alice.SendAsync("MODE #hidden +is", "MODE #closed +ib bob");
        await alice.SyncAsync();

        await bob.SendAsync(sent);

        await bob.ExpectAsync(expected);
    }
}
