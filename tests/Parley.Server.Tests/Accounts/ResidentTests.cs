using Parley.Core.History;
using Parley.Core.Storage;
using Parley.Server.Settings;
using Parley.Testing;

namespace Parley.Server.Tests.Accounts;

/// <summary>Those who are always on, over restarts of the server. Source: docs/adr/0010.</summary>
public sealed class ResidentTests : IAsyncDisposable
{
    private const string Password = "correct-horse";

    private readonly MemoryStore _store = new(new HistoryBounds(1000, TimeSpan.Zero, 1 << 20), TimeProvider.System);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private Task<TestServer> StartAsync(Func<AccountOptions, AccountOptions>? rules = null)
        => TestServer.StartAsync(options => options with { Accounts = rules?.Invoke(options.Accounts) ?? options.Accounts }, _store);

    private static async Task<WireClient> AliceAsync(TestServer server)
    {
        WireClient alice = await server.RegisterAsync("alice");
        await alice.SendAsync($"REGISTER * * {Password}", "PERSISTENCE SET ON", "JOIN #garden,#shed", "MODE #garden -t");
        await alice.SyncAsync();
        return alice;
    }

    [Fact]
    public async Task They_are_back_in_their_rooms_with_their_rank_and_what_they_said_when_going()
    {
        await using (TestServer server = await StartAsync())
        {
            WireClient alice = await AliceAsync(server);
            WireClient bob = await server.JoinAsync("#garden", "bob");
            await alice.SendAsync("PART #shed", "NICK lissy", "AWAY :On holiday");
            await alice.SyncAsync();
        }
        await using TestServer again = await StartAsync();
        WireClient carol = await again.JoinAsync("#garden", "carol");

        await carol.SendAsync("NAMES #garden", "NAMES #shed", "PRIVMSG lissy :Where are you?");

        await carol.ExpectAsync(
            ":test 353 carol = #garden :@lissy carol",
            ":test 366 carol #garden :End of /NAMES list",
            ":test 366 carol #shed :End of /NAMES list",
            ":test 301 carol lissy :On holiday");
    }

    [Fact]
    public async Task Coming_back_they_are_in_and_see_what_they_missed()
    {
        await using (TestServer server = await StartAsync())
            await AliceAsync(server);
        await using TestServer again = await StartAsync();
        WireClient bob = await again.JoinAsync("#garden", "bob");
        again.Time.Advance(TimeSpan.FromSeconds(1));
        await bob.SendAsync("PRIVMSG alice :Water the roses", "PRIVMSG #garden :Hello");
        await bob.SyncAsync();
        again.Time.Advance(TimeSpan.FromSeconds(1));

        WireClient alice = await again.LogInAsync("alice", Password, "server-time");

        await alice.SkipToAsync(line => line.Contains(" JOIN #garden", StringComparison.Ordinal));
        await alice.SkipToAsync(line => line.EndsWith("PRIVMSG #garden :Hello", StringComparison.Ordinal));
        await alice.SkipToAsync(line => line.EndsWith("PRIVMSG alice :Water the roses", StringComparison.Ordinal));
        await bob.ExpectNothingAsync();
    }

    [Fact]
    public async Task Who_does_not_stay_any_more_does_not_come_back()
    {
        await using (TestServer server = await StartAsync())
        {
            WireClient alice = await AliceAsync(server);
            await alice.SendAsync("PERSISTENCE SET OFF");
            await alice.SyncAsync();
        }
        await using TestServer again = await StartAsync();
        WireClient bob = await again.RegisterAsync("bob");

        await bob.SendAsync("ISON alice");

        await bob.ExpectAsync(":test 303 bob :");
    }

    [Fact]
    public async Task Whose_account_is_suspended_or_gone_does_not_come_back()
    {
        await using (TestServer server = await StartAsync())
            await AliceAsync(server);
        await _store.Accounts.ChangeAsync("alice", now => now with { Suspended = "spam" });
        await using (TestServer again = await StartAsync())
            await (await again.RegisterAsync("bob")).SyncAsync();
        await _store.Accounts.DeleteAsync("alice");
        await using TestServer third = await StartAsync();
        WireClient bob = await third.RegisterAsync("bob");

        await bob.SendAsync("ISON alice");

        await bob.ExpectAsync(":test 303 bob :");
        Assert.Empty(_store.Residents.Load());
    }

    [Fact]
    public async Task Who_is_not_there_for_long_leaves_at_last()
    {
        await using TestServer server = await StartAsync(rules => rules with { AlwaysOnDays = 2 });
        WireClient alice = await AliceAsync(server);
        await alice.SendAsync("QUIT");
        await alice.ExpectClosedAsync();
        server.Time.Advance(TimeSpan.FromDays(1));
        await AssertIsOnAsync("eve", "alice");

        server.Time.Advance(TimeSpan.FromDays(1));

        await AssertIsOnAsync("bob", "");

        async Task AssertIsOnAsync(string asker, string expected)
        {
            WireClient client = await server.RegisterAsync(asker);
            await client.SendAsync("ISON alice");
            await client.ExpectAsync($":test 303 {asker} :{expected}");
        }
    }

    [Fact]
    public async Task Who_was_not_there_for_long_before_the_restart_does_not_come_back()
    {
        await using (TestServer server = await StartAsync(rules => rules with { AlwaysOnDays = 2 }))
        {
            WireClient alice = await AliceAsync(server);
            await alice.SendAsync("QUIT");
            await alice.ExpectClosedAsync();
        }
        _store.Residents.Save(Assert.Single(_store.Residents.Load()) with { AloneSince = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero) });
        await using TestServer again = await StartAsync(rules => rules with { AlwaysOnDays = 2 });
        WireClient bob = await again.RegisterAsync("bob");

        await bob.SendAsync("ISON alice");

        await bob.ExpectAsync(":test 303 bob :");
    }
}
