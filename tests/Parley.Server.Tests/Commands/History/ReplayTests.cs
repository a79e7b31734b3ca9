using Parley.Server.Settings;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.History;

/// <summary>Sources: https://ircv3.net/specs/batches/chathistory, https://wiki.znc.in/Playback.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task Who_comes_in_and_cannot_ask_is_sent_what_was_said_last()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { History = new HistoryOptions { Replay = 2 } });
        WireClient alice = await server.JoinAsync("#lobby", "alice");
        await alice.SendAsync("PRIVMSG #lobby :one", "PRIVMSG #lobby :\u0001VERSION\u0001", "PRIVMSG #lobby :two", "PRIVMSG #lobby :\u0001ACTION waves\u0001");
        await alice.SyncAsync();

        WireClient bob = await server.JoinAsync("#lobby", "bob", "server-time", "batch");
        await bob.ExpectAsync(
            ":test BATCH +h chathistory #lobby",
            "@batch=h;time=2026-11-22T12:00:00.000Z :alice!~alice@127.0.0.1 PRIVMSG #lobby :two",
            "@batch=h;time=2026-11-22T12:00:00.000Z :alice!~alice@127.0.0.1 PRIVMSG #lobby :\u0001ACTION waves\u0001",
            ":test BATCH -h");
        WireClient carol = await server.JoinAsync("#lobby", "carol", "server-time");
        Assert.Equal(2, (await carol.SyncAsync()).Count);
    }

    [Theory]
    [InlineData("batch")]
    [InlineData("server-time draft/chathistory")]
    [InlineData("server-time znc.in/playback")]
    public async Task Who_cannot_tell_old_from_new_or_can_ask_is_sent_nothing(string capabilities)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice");
        await alice.SendAsync("PRIVMSG #lobby :one");
        await alice.SyncAsync();

        WireClient bob = await server.JoinAsync("#lobby", "bob", capabilities.Split(' '));

        await bob.ExpectNothingAsync();
    }

    [Fact]
    public async Task Who_was_away_without_a_session_is_sent_what_others_said_meanwhile()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Accounts = options.Accounts with { AlwaysOn = true } });
        WireClient alice = await server.RegisterAsync("alice"), bob = await server.RegisterAsync("bob");
        await alice.SendAsync("REGISTER * * correct-horse");
        await alice.SyncAsync();
        await bob.SendAsync("PRIVMSG alice :heard");
        await bob.SyncAsync();
        server.Time.Advance(TimeSpan.FromSeconds(1));
        await alice.SendAsync("QUIT");
        await alice.ExpectClosedAsync();
        server.Time.Advance(TimeSpan.FromSeconds(1));
        await bob.SendAsync("PRIVMSG alice :missed");
        await bob.SyncAsync();

        WireClient again = await server.LogInAsync("alice", "correct-horse", "server-time");
        Assert.Equal(["@time=2026-11-22T12:00:02.000Z :bob!~bob@127.0.0.1 PRIVMSG alice :missed"], await again.SyncAsync());
        WireClient third = await server.LogInAsync("alice", "correct-horse", "server-time");
        Assert.Empty(await third.SyncAsync());
    }

    [Fact]
    public async Task What_was_said_between_two_times_is_played_back_of_one_buffer_or_of_all()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice"), bob = await server.JoinAsync("#lobby", "bob", "znc.in/playback", "server-time");
        for (int n = 0; n < 4; n++)
        {
            await alice.SendAsync($"PRIVMSG #lobby :{n}");
            await alice.SyncAsync();
            server.Time.Advance(TimeSpan.FromSeconds(10));
        }
        await alice.SendAsync("PRIVMSG bob :psst");
        await alice.SyncAsync();
        await bob.SyncAsync();
        long start = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

        Assert.Equal("0123", await PlayAsync(bob, "PLAY #lobby"));
        Assert.Equal("23", await PlayAsync(bob, $"play #LOBBY {start + 10}.5"));
        Assert.Equal("12", await PlayAsync(bob, $"PLAY #lobby {start + 5} {start + 25}"));
        Assert.Equal("psst", await PlayAsync(bob, "PLAY ALICE 0"));
        Assert.Equal("0123psst", await PlayAsync(bob, "PLAY * 0"));
        foreach (string nonsense in new[] { "PLAY", "STOP *", "PLAY #nowhere", "PLAY * then", "PLAY * -1", "PLAY * 99999999999999999999999", "PLAY * 1 2 3" })
            Assert.Equal("", await PlayAsync(bob, nonsense));
        await bob.SendAsync("ZNC *playback PLAY #lobby 0", "ZNC *status uptime", "ZNC *playback");
        Assert.Equal(["0", "1", "2", "3", "No such nick/channel", "Not enough parameters"], (await bob.SyncAsync()).Select(line => line[(line.LastIndexOf(':') + 1)..]));
    }

    private static async Task<string> PlayAsync(WireClient client, string wish)
    {
        await client.SendAsync($"PRIVMSG *playback :{wish}");
        return string.Concat((await client.SyncAsync()).Select(line => line[(line.LastIndexOf(':') + 1)..]));
    }
}
