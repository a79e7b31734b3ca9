using Parley.Testing;

namespace Parley.Server.Tests.Commands.Rooms;

/// <summary>Sources: https://modern.ircdocs.horse/#exception-channel-mode, #invite-exception-channel-mode, #extban-parameter.</summary>
public sealed class ModeListTests
{
    [Fact]
    public async Task An_exception_lets_in_and_speak_whom_a_ban_keeps_out()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice"), bob = await server.RegisterAsync("bob");
        await alice.SendAsync("MODE #garden +b *");
        await alice.SyncAsync();
        await bob.SendAsync("JOIN #garden");
        await bob.ExpectAsync(":test 474 bob #garden :Cannot join channel (+b)");

        await alice.SendAsync("MODE #garden +e b*");
        await alice.ExpectAsync(":alice!~alice@127.0.0.1 MODE #garden +e b*!*@*");
        await bob.SendAsync("JOIN #garden", "PRIVMSG #garden :hello");

        await alice.ExpectAsync(":bob!~bob@127.0.0.1 JOIN #garden", ":bob!~bob@127.0.0.1 PRIVMSG #garden :hello");
    }

    [Fact]
    public async Task The_welcome_need_no_invitation()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice"), bob = await server.RegisterAsync("bob"), carol = await server.RegisterAsync("carol");

        await alice.SendAsync("MODE #garden +iI bob!*@*");
        await alice.SyncAsync();
        await bob.SendAsync("JOIN #garden");
        await carol.SendAsync("JOIN #garden");

        await bob.ExpectAsync(":bob!~bob@127.0.0.1 JOIN #garden");
        await carol.ExpectAsync(":test 473 carol #garden :Cannot join channel (+i)");
    }

    [Fact]
    public async Task A_mute_lets_in_but_not_speak_until_it_is_lifted_or_the_name_is_another()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice");
        await alice.SendAsync("MODE #garden +b m:bob");
        await alice.SyncAsync();

        WireClient bob = await server.JoinAsync("#garden", "bob");
        await bob.SendAsync("PRIVMSG #garden :1", "PRIVMSG #garden :2");
        await bob.ExpectAsync(":test 404 bob #garden :Cannot send to channel", ":test 404 bob #garden :Cannot send to channel");
        await bob.SendAsync("NICK robert", "PRIVMSG #garden :3", "NICK bob", "PRIVMSG #garden :4");
        Assert.Contains(":test 404 bob #garden :Cannot send to channel", await bob.SyncAsync());
        await alice.SendAsync("MODE #garden -b m:BOB!*@*");
        await alice.SyncAsync();
        await bob.SendAsync("PRIVMSG #garden :5");
        await bob.SyncAsync();
        await alice.SendAsync("MODE #garden +b m:bob", "MODE #garden +e m:*!~bob@*");
        await alice.SyncAsync();
        await bob.SendAsync("PRIVMSG #garden :6");

        await alice.SkipToAsync(line => line.EndsWith(":6", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_list_has_its_numerics()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice");
        await alice.SendAsync("MODE #garden +bbeI bob m:a:carol a:dave *@10.*");
        await alice.ExpectAsync(":alice!~alice@127.0.0.1 MODE #garden +bbeI bob!*@* m:a:carol a:dave *!*@10.*");

        await alice.SendAsync("MODE #garden beI");

        await alice.ExpectAsync(
            ":test 367 alice #garden bob!*@* alice!~alice@127.0.0.1 1795348800",
            ":test 367 alice #garden m:a:carol alice!~alice@127.0.0.1 1795348800",
            ":test 368 alice #garden :End of channel ban list",
            ":test 348 alice #garden a:dave alice!~alice@127.0.0.1 1795348800",
            ":test 349 alice #garden :End of channel exception list",
            ":test 346 alice #garden *!*@10.* alice!~alice@127.0.0.1 1795348800",
            ":test 347 alice #garden :End of channel invite exception list");
    }

    [Theory]
    [InlineData("MODE #garden +b m:", ":test 696 alice #garden b m: :Invalid mode parameter")]
    [InlineData("MODE #garden +e a:", ":test 696 alice #garden e a: :Invalid mode parameter")]
    [InlineData("MODE #garden +I m:bob", ":test 696 alice #garden I m:bob :Invalid mode parameter")]
    [InlineData("MODE #garden +b :a b", ":test 696 alice #garden b * :Invalid mode parameter")]
    [InlineData("MODE #garden +e :", ":test 696 alice #garden e * :Invalid mode parameter")]
    [InlineData("MODE #nowhere I", ":test 403 alice #nowhere :No such channel")]
    public async Task A_refusal_says_why(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice");

        await alice.SendAsync(sent);

        await alice.ExpectAsync(expected);
        await alice.ExpectNothingAsync();
    }
}
