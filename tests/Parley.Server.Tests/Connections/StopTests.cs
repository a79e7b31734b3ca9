using Parley.Testing;

namespace Parley.Server.Tests.Connections;

public sealed class StopTests
{
    [Fact]
    public async Task Everyone_is_told_that_the_server_stops_after_what_was_queued()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#lobby", "alice", "bob");
        await alice.SendAtOnceAsync([.. Enumerable.Range(0, 200).Select(n => $"PRIVMSG #lobby :{n}")]);
        await alice.SyncAsync();

        Task stopped = server.StopAsync();

        for (int n = 0; n < 200; n++)
            await bob.ExpectAsync($":alice!~alice@127.0.0.1 PRIVMSG #lobby :{n}");
        Assert.Equal("ERROR :Closing link: bob (Server shutting down)", await bob.ExpectClosedAsync());
        Assert.Equal("ERROR :Closing link: alice (Server shutting down)", await alice.ExpectClosedAsync());
        await alice.DisposeAsync();
        await bob.DisposeAsync();
        await stopped;
    }
}
