using Parley.Testing;

namespace Parley.Server.Tests.Connections;

/// <summary>Source: https://modern.ircdocs.horse/#ping-message.</summary>
public sealed class KeepaliveTests
{
    [Fact]
    public async Task A_silent_client_is_asked_and_then_closed_and_the_others_are_told()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#lobby", "alice", "bob");
        await alice.SyncAsync();
        await bob.SyncAsync();

        server.Time.Advance(TimeSpan.FromSeconds(90));
        await alice.ExpectAsync("PING :test");
        await bob.ExpectAsync("PING :test");
        await bob.SendAsync("PONG test");
        await bob.SyncAsync();
        server.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal("ERROR :Closing link: alice (Ping timeout: 60 seconds)", await alice.ExpectClosedAsync());
        await bob.ExpectAsync(":alice!~alice@127.0.0.1 QUIT :Ping timeout: 60 seconds");
    }

    [Fact]
    public async Task Who_speaks_is_not_asked()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice");

        for (int i = 0; i < 5; i++)
        {
            server.Time.Advance(TimeSpan.FromSeconds(60));
            await alice.ExpectNothingAsync();
        }
    }

    [Fact]
    public async Task A_connection_that_says_nothing_is_closed_after_30_seconds()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient silent = await server.ConnectAsync();
        WireClient halfway = await server.ConnectAsync();
        await halfway.SendAsync("NICK ada", "PING x");
        await halfway.ExpectAsync(":test PONG test :x");

        // The server may not have taken the silent one in yet: its time begins when it has.
        Task<string?> closed = silent.ExpectClosedAsync();
        while (!closed.IsCompleted)
        {
            server.Time.Advance(TimeSpan.FromSeconds(30));
            await Task.Yield();
        }

        Assert.Null(await closed);
        Assert.Equal("ERROR :Closing link: ada (Registration timeout)", await halfway.ExpectClosedAsync());
    }
}
