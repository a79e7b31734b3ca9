using Microsoft.Extensions.Time.Testing;
using Parley.Core.History;
using Parley.Core.Storage;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.Rooms;

/// <summary>Source: docs/irc.md, "Bans with a reason and an end"; https://docs.inspircd.org/4/modules/timedbans/.</summary>
public sealed class TbanTests
{
    private const string Until = "2026-11-22T12:00:40.000Z";

    [Fact]
    public async Task Who_is_banned_is_told_why_and_until_when_and_comes_back_when_it_has_ended()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice"), bob = await server.RegisterAsync("bob");

        await alice.SendAsync("TBAN #garden 40s bob :Trampling on roses");
        await alice.ExpectAsync(":alice!~alice@127.0.0.1 MODE #garden +b bob!*@*");
        await bob.SendAsync("JOIN #garden");
        await bob.ExpectAsync(":test 474 bob #garden :Cannot join channel (+b), until 2026-11-22 12:00 UTC: Trampling on roses");
        server.Time.Advance(TimeSpan.FromSeconds(40));

        await alice.ExpectAsync(":test MODE #garden -b bob!*@*");
        await bob.SendAsync("JOIN #garden");
        await bob.ExpectAsync(":bob!~bob@127.0.0.1 JOIN #garden");
    }

    [Fact]
    public async Task Who_is_muted_is_told_why_and_may_speak_when_it_has_ended()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#garden", "alice", "bob");
        await bob.SendAsync("CAP REQ message-tags");
        await bob.SyncAsync();

        await alice.SendAsync("TBAN #garden 40 m:bob :Too loud");
        await alice.SyncAsync();
        await bob.SendAsync("PRIVMSG #garden :1", "NOTICE #garden :2");
        await bob.SkipToAsync(line => line.EndsWith(" +b m:bob!*@*", StringComparison.Ordinal));
        await bob.ExpectAsync(
            $@"@parley.chat/until={Until};parley.chat/reason=Too\sloud :test 404 bob #garden :Cannot send to channel, until 2026-11-22 12:00 UTC: Too loud");
        server.Time.Advance(TimeSpan.FromSeconds(40));
        await bob.SendAsync("PRIVMSG #garden :3");

        await alice.SkipToAsync(line => line.EndsWith(":3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_bans_for_good_whom_a_ban_with_an_end_fits_takes_the_end_away()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice"), bob = await server.RegisterAsync("bob");
        await alice.SendAsync("TBAN #garden 40s bob :Trampling on roses", "MODE #garden +b bob");
        await alice.SyncAsync();

        server.Time.Advance(TimeSpan.FromSeconds(40));
        await bob.SendAsync("JOIN #garden");

        await bob.ExpectAsync(":test 474 bob #garden :Cannot join channel (+b): Trampling on roses");
        await alice.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_room_that_one_may_not_know_of_is_not_there()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice"), bob = await server.RegisterAsync("bob");
        await alice.SendAsync("MODE #garden +s");
        await alice.SyncAsync();

        await bob.SendAsync("TBAN #GARDEN 40s alice", "TBAN #other 40s alice", "TBAN #GARDEN soon alice", "TBAN #other soon alice");

        await bob.ExpectAsync(":test 403 bob #GARDEN :No such channel", ":test 403 bob #other :No such channel");
        string known = await bob.ReadAsync(), unknown = await bob.ReadAsync();
        Assert.Equal(unknown, known.Replace("#GARDEN", "#other", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_list_has_its_usual_form_and_tags_say_more()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice"), plain = await server.JoinAsync("#garden", "plain");
        await alice.SendAsync("CAP REQ message-tags", "TBAN #garden 40s bob :a; b", "TBAN #garden 0 carol :No end", "MODE #garden +b dave");
        await alice.SyncAsync();
        await plain.SyncAsync();

        await alice.SendAsync("MODE #garden b");
        await plain.SendAsync("MODE #garden b");

        const string Set = "alice!~alice@127.0.0.1 1795348800";
        await alice.ExpectAsync(
            $@"@parley.chat/until={Until};parley.chat/reason=a\:\sb :test 367 alice #garden bob!*@* {Set}",
            $@"@parley.chat/reason=No\send :test 367 alice #garden carol!*@* {Set}",
            $":test 367 alice #garden dave!*@* {Set}",
            ":test 368 alice #garden :End of channel ban list");
        await plain.ExpectAsync($":test 367 plain #garden bob!*@* {Set}");
    }

    [Fact]
    public async Task A_ban_gets_another_end_and_others_hear_nothing_of_it()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice", "standard-replies"), carol = await server.JoinAsync("#garden", "carol");
        await alice.SendAsync("MODE #garden +b bob");
        await alice.SyncAsync();
        await carol.SyncAsync();

        await alice.SendAsync("TBAN #garden 20s BOB!*@*", "TBAN #garden 40s bob :Longer");

        await alice.ExpectAsync(
            ":test NOTE TBAN CHANGED #garden :BOB!*@* was on the list of #garden, and has now this end and reason",
            ":test NOTE TBAN CHANGED #garden :bob!*@* was on the list of #garden, and has now this end and reason");
        await carol.ExpectNothingAsync();
        server.Time.Advance(TimeSpan.FromSeconds(39));
        await carol.ExpectNothingAsync();
        server.Time.Advance(TimeSpan.FromSeconds(1));
        await carol.ExpectAsync(":test MODE #garden -b bob!*@*");
    }

    [Fact]
    public async Task One_that_is_lifted_or_whose_room_is_empty_ends_in_silence()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice");
        await alice.SendAsync("TBAN #garden 40s bob", "TBAN #garden 40s carol", "MODE #garden -b bob", "JOIN #other", "TBAN #other 40s bob", "PART #other");
        await alice.SyncAsync();

        server.Time.Advance(TimeSpan.FromSeconds(40));

        await alice.ExpectAsync(":test MODE #garden -b carol!*@*");
        await alice.ExpectNothingAsync();
    }

    [Fact]
    public async Task It_ends_after_a_restart_too()
    {
        await using var store = new MemoryStore(new HistoryBounds(1000, TimeSpan.Zero, 1 << 20), new FakeTimeProvider());
        await using (TestServer before = await TestServer.StartAsync(store: store))
        {
            WireClient alice = await before.JoinAsync("#garden", "alice");
            await alice.SendAsync("TBAN #garden 40s bob :Rude", "TBAN #garden 0 carol");
            await alice.SyncAsync();
            await before.StopAsync();
        }

        await using TestServer after = await TestServer.StartAsync(store: store);
        WireClient again = await after.JoinAsync("#garden", "alice"), bob = await after.RegisterAsync("bob");
        await bob.SendAsync("JOIN #garden");
        await bob.ExpectAsync(":test 474 bob #garden :Cannot join channel (+b), until 2026-11-22 12:00 UTC: Rude");
        after.Time.Advance(TimeSpan.FromSeconds(40));

        await again.ExpectAsync(":test MODE #garden -b bob!*@*");
        await bob.SendAsync("JOIN #garden");
        await bob.ExpectAsync(":bob!~bob@127.0.0.1 JOIN #garden");
    }

    [Theory]
    [InlineData("TBAN #garden 1h", ":test 461 bob TBAN :Not enough parameters")]
    [InlineData("TBAN #nowhere 1h carol", ":test 403 bob #nowhere :No such channel")]
    [InlineData("TBAN #garden 1h carol", ":test 482 bob #garden :You're not a channel operator")]
    [InlineData("TBAN #own 1h :a b", ":test 696 bob #own b * :Invalid mode parameter")]
    [InlineData("TBAN #own 1h m:", ":test 696 bob #own b m: :Invalid mode parameter")]
    [InlineData("TBAN #own soon carol", ":test FAIL TBAN INVALID_DURATION #own soon :A duration is seconds, or numbers with y, w, d, h, m and s such as 1d12h, at most ten years; 0 has no end")]
    [InlineData("TBAN #own 11y carol", ":test FAIL TBAN INVALID_DURATION #own 11y :A duration is seconds, or numbers with y, w, d, h, m and s such as 1d12h, at most ten years; 0 has no end")]
    [InlineData("TBAN #own 1h third", ":test 478 bob #own b third :Channel ban list is full")]
    public async Task A_refusal_says_why(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Limits = options.Limits with { Bans = 2 } });
        var (_, bob) = await server.JoinBothAsync("#garden", "alice", "bob");
        await bob.SendAsync("JOIN #own", "TBAN #own 1h first", "TBAN #own 1h second");
        await bob.SyncAsync();

        await bob.SendAsync(sent);

        await bob.ExpectAsync(expected);
    }
}
