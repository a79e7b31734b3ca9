using System.Text.RegularExpressions;
using Parley.Core.Accounts;
using Parley.Core.History;
using Parley.Core.Rooms;
using Parley.Core.Search;
using Parley.Core.Storage;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.History;

/// <summary>Source: https://codeberg.org/emersion/soju/src/branch/master/doc/ext/search.md.</summary>
public sealed partial class SearchTests
{
    private static readonly string[] Full = ["batch", "message-tags", "server-time", "soju.im/search"];

    [Fact]
    public async Task What_fits_comes_in_a_batch_oldest_first()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice"), bob = await server.JoinAsync("#lobby", "bob", Full);
        await alice.SyncAsync();
        await SayAsync(server, alice, "That was fast!", "slow", "Fast is hard", "fast again");
        string[] said = [await bob.ReadAsync(), await bob.ReadAsync(), await bob.ReadAsync(), await bob.ReadAsync()];

        await bob.SendAsync("SEARCH text=fast;in=#lobby;limit=2", "SEARCH from=alice;text=was\\sfast", "SEARCH before=2010-01-01T00:00:00.000Z;in=#LOBBY");

        await bob.ExpectAsync(
            ":test BATCH +h soju.im/search", Batched(said[2]), Batched(said[3]), ":test BATCH -h",
            ":test BATCH +h soju.im/search", Batched(said[0]), ":test BATCH -h",
            ":test BATCH +h soju.im/search", ":test BATCH -h");
    }

    [Fact]
    public async Task Moments_are_included_and_after_begins_with_the_oldest()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice", Full);
        await SayAsync(server, alice, "0", "1", "2", "3", "4");

        Assert.Equal("12", await TextsAsync(alice, "SEARCH after=2026-11-22T12:00:01.000Z;limit=2"));
        Assert.Equal("123", await TextsAsync(alice, "SEARCH after=2026-11-22T12:00:01.000Z;before=2026-11-22T12:00:03.000Z"));
        Assert.Equal("23", await TextsAsync(alice, "SEARCH before=2026-11-22T12:00:03.000Z;limit=2"));
        Assert.Equal("01234", await TextsAsync(alice, "SEARCH before=9999-12-31T23:59:59.999Z"));
    }

    [Fact]
    public async Task The_text_may_have_filters_as_people_type_them()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice", Full), bob = await server.JoinAsync("#lobby", "bob", Full);
        await SayAsync(server, alice, "red roses", "roses are red");
        await SayAsync(server, bob, "red roses too", "http://test/files/abcdefghijklmnopqrstuvwxyz/roses.jpg");
        string id = Id().Match((await alice.SyncAsync()).First(line => line.Contains("roses too", StringComparison.Ordinal))).Groups[1].Value;

        Assert.Equal("red rosesred roses too", await TextsAsync(alice, "SEARCH :text=\"red roses\""));
        Assert.Equal("red roses too", await TextsAsync(alice, @"SEARCH text=""red\sroses""\sfrom:bob"));
        Assert.Equal("http://test/files/abcdefghijklmnopqrstuvwxyz/roses.jpg", await TextsAsync(alice, @"SEARCH text=has:file\sin:#lobby"));
        Assert.Equal("red rosesroses are red", await TextsAsync(alice, $@"SEARCH text=ros*\sbefore:msgid={id}"));
    }

    [Fact]
    public async Task Only_rooms_in_which_one_is_now_and_what_one_had_a_part_in_is_found()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice", Full), bob = await server.JoinAsync("#lobby", "bob", Full);
        await alice.SendAsync("JOIN #secret", "MODE #secret +s");
        foreach (string line in new[] { "#secret :tea 1", "#lobby :tea 2", "bob :tea 3", "alice :tea 4" })
        {
            await alice.SendAsync($"PRIVMSG {line}");
            await alice.SyncAsync();
            server.Time.Advance(TimeSpan.FromSeconds(1));
        }
        await bob.SyncAsync();

        Assert.Equal("tea 1tea 2tea 3tea 4", await TextsAsync(alice, "SEARCH text=tea"));
        Assert.Equal("tea 2tea 3", await TextsAsync(bob, "SEARCH text=tea"));
        Assert.Equal("tea 3", await TextsAsync(bob, "SEARCH in=ALICE"));
        Assert.Equal("tea 3", await TextsAsync(alice, "SEARCH in=bob"));
        await bob.SendAsync("SEARCH text=tea;in=#secret", "SEARCH in=#nowhere", "SEARCH in=nobody", "PART #lobby");
        await bob.ExpectAsync(
            ":test FAIL SEARCH INVALID_PARAMS in :You have no part in a conversation called #secret",
            ":test FAIL SEARCH INVALID_PARAMS in :You have no part in a conversation called #nowhere",
            ":test FAIL SEARCH INVALID_PARAMS in :You have no part in a conversation called nobody");
        await bob.ReadAsync();
        Assert.Equal("tea 3", await TextsAsync(bob, "SEARCH text=tea"));
        WireClient carol = await server.RegisterAsync("carol", Full);
        Assert.Equal("", await TextsAsync(carol, "SEARCH text=tea"));
    }

    [Theory]
    [InlineData("SEARCH garden", ":test FAIL SEARCH INVALID_PARAMS garden :There is no such attribute")]
    [InlineData("SEARCH limit=0", ":test FAIL SEARCH INVALID_PARAMS limit :\"0\" is not what limit can be")]
    [InlineData("SEARCH limit=many;text=x", ":test FAIL SEARCH INVALID_PARAMS limit :\"many\" is not what limit can be")]
    [InlineData("SEARCH in=;text=x", ":test FAIL SEARCH INVALID_PARAMS in :\"\" is not what in can be")]
    [InlineData("SEARCH before=now", ":test FAIL SEARCH INVALID_PARAMS before :\"now\" is not what before can be")]
    [InlineData("SEARCH text=has:link", ":test FAIL SEARCH INVALID_PARAMS has :\"link\" cannot be searched for, only has:file can")]
    [InlineData("SEARCH text=!", ":test FAIL SEARCH INVALID_PARAMS :\"!\" has neither letters nor digits")]
    [InlineData("SEARCH", ":test 461 alice SEARCH :Not enough parameters")]
    public async Task A_bad_request_is_refused_with_the_reason(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice", Full);

        await alice.SendAsync(sent);

        await alice.ExpectAsync(expected);
    }

    [Fact]
    public async Task Who_waits_too_long_and_who_cannot_be_answered_is_told_so()
    {
        var store = new StuckStore();
        await using TestServer server = await TestServer.StartAsync(store: store);
        WireClient alice = await server.JoinAsync("#lobby", "alice", Full), bob = await server.JoinAsync("#lobby", "bob", Full);

        await alice.SendAsync("SEARCH text=tea");
        await store.Asked;
        server.Time.Advance(TimeSpan.FromSeconds(5));
        await alice.SkipToAsync(line => line == ":test FAIL SEARCH INTERNAL_ERROR :The search took too long: ask for less");
        await bob.SendAsync("SEARCH text=broken");
        await bob.SkipToAsync(line => line == ":test FAIL SEARCH INTERNAL_ERROR :What was said cannot be read now");
    }

    [Fact]
    public async Task Who_has_not_asked_for_searches_reads_notices()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice"), bob = await server.JoinAsync("#lobby", "bob");
        await alice.SyncAsync();
        await SayAsync(server, alice, "Red roses", "\u0001ACTION plants roses\u0001");
        await alice.SendAsync("PRIVMSG bob :roses?");
        await alice.SyncAsync();
        await bob.SyncAsync();

        await bob.SendAsync("SEARCH roses from:alice", "SEARCH :tulips", "SEARCH roses before:noon");

        await bob.ExpectAsync(
            ":test NOTICE bob :2026-11-22 12:00 #lobby <alice> Red roses",
            ":test NOTICE bob :2026-11-22 12:00 #lobby <alice> * plants roses",
            ":test NOTICE bob :2026-11-22 12:00 -> bob <alice> roses?",
            ":test NOTICE bob :Found: 3",
            ":test NOTICE bob :Nothing was found",
            ":test NOTICE bob :SEARCH: \"noon\" is neither a day nor a moment: a day is written as 2026-11-22, a moment as 2026-11-22T18:30 (UTC)");
        await SayAsync(server, alice, [.. Enumerable.Range(0, 25).Select(n => $"bulb {n}")]);
        await bob.SyncAsync();
        await bob.SendAsync("SEARCH bulb");
        IReadOnlyList<string> lines = await bob.SyncAsync();
        Assert.Equal(21, lines.Count);
        Assert.Equal(":test NOTICE bob :The newest 20; for older ones add before:2026-11-22T12:00:07", lines[^1]);
    }

    // A second apart.
    private static async Task SayAsync(TestServer server, WireClient client, params string[] texts)
    {
        foreach (string text in texts)
        {
            await client.SendAsync($"PRIVMSG #lobby :{text}");
            await client.SyncAsync();
            server.Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private static async Task<string> TextsAsync(WireClient client, string request)
    {
        await client.SyncAsync();
        await client.SendAsync(request);
        return string.Concat((await client.SyncAsync()).Where(line => line.Contains(" PRIVMSG ", StringComparison.Ordinal)).Select(line => Text().Match(line).Groups[1].Value));
    }

    private static string Batched(string line) => "@batch=h;" + line[1..];

    [GeneratedRegex(@"msgid=(\w+)")]
    private static partial Regex Id();

    [GeneratedRegex(" PRIVMSG [^ ]+ :(.*)")]
    private static partial Regex Text();

    // A store whose disk is too slow for one search and too broken for another.
    private sealed class StuckStore : IStore, IMessageSearch
    {
        private readonly MemoryStore _store = new(new HistoryBounds(100, TimeSpan.Zero, 1 << 20), TimeProvider.System);
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public IHistory History => _store.History;

        public IReadMarkers ReadMarkers => _store.ReadMarkers;

        public IRoomStore Rooms => _store.Rooms;

        public IMessageSearch Search => this;

        public Core.Users.IResidentStore Residents => _store.Residents;

        public IAccountStore Accounts => _store.Accounts;

        public IFailedLogins FailedLogins => _store.FailedLogins;

        public Core.Push.IPushStore Push => _store.Push;

        public async ValueTask<SearchPage> FindAsync(SearchQuery query, SearchScope scope, CancellationToken stop = default)
        {
            if (query.Terms[0].Words == "broken")
                throw new StorageException("The disk is broken.");
            _asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
            throw new InvalidOperationException();
        }

        public ValueTask DisposeAsync() => _store.DisposeAsync();
    }
}
