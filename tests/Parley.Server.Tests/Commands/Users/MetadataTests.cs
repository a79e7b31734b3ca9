using Parley.Testing;

namespace Parley.Server.Tests.Commands.Users;

/// <summary>Sources: https://ircv3.net/specs/extensions/metadata, https://github.com/ircv3/ircv3-specifications/pull/613.</summary>
public sealed class MetadataTests
{
    private const string Second = "draft/metadata-2", Third = "draft/metadata-3";

    [Fact]
    public async Task What_was_set_is_read_by_oneself_and_by_others()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice", Third, "batch"), bob = await server.RegisterAsync("bob", Third, "batch");

        await alice.SendAsync("METADATA * SET display-name :Alice L.", "METADATA Alice GET display-name avatar Bad", "METADATA * LIST");

        await alice.ExpectAsync(
            ":test 761 alice alice display-name * :Alice L.",
            ":test BATCH +m metadata alice",
            "@batch=m :test 761 alice alice display-name * :Alice L.",
            "@batch=m :test 766 alice alice avatar :Key is not set",
            "@batch=m :test FAIL METADATA INVALID_KEY Bad :A key has 1 to 32 of a-z, 0-9, _ . / -",
            ":test BATCH -m",
            ":test BATCH +m metadata alice",
            "@batch=m :test 761 alice alice display-name * :Alice L.",
            ":test BATCH -m");
        await bob.SendAsync("METADATA alice LIST");
        await bob.ExpectAsync(":test BATCH +m metadata alice", "@batch=m :test 761 bob alice display-name * :Alice L.", ":test BATCH -m");
    }

    [Fact]
    public async Task The_second_draft_has_its_own_words_for_news_and_refusals()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice", Second, "batch"), bob = await server.RegisterAsync("bob", Second, "batch");
        await bob.SendAsync("METADATA * SUB color", "JOIN #garden");
        await bob.SyncAsync();
        await alice.SyncAsync();

        await alice.SendAsync(
            "METADATA * SET color :red", "METADATA * SET color :", "METADATA * SET color", "METADATA * SET color", "METADATA * SET COLOR :red", "METADATA * PAINT",
            $"METADATA * SET color :{new string('x', 301)}");

        await alice.ExpectAsync(
            ":test 761 alice alice color * :red",
            ":test 761 alice alice color * :",
            ":test 766 alice alice color :Key is not set",
            ":test FAIL METADATA KEY_NOT_SET alice color :The key is not set",
            ":test FAIL METADATA KEY_INVALID COLOR :A key has 1 to 32 of a-z, 0-9, _ . / -",
            ":test FAIL METADATA SUBCOMMAND_INVALID PAINT :Invalid subcommand",
            ":test FAIL METADATA VALUE_INVALID :A value has at most 300 bytes");
        await bob.ExpectAsync(":test METADATA alice color * :red", ":test METADATA alice color * :", ":test METADATA alice color *");
        await bob.ExpectNothingAsync();
    }

    [Fact]
    public async Task Who_follows_a_key_hears_of_it_from_those_in_the_same_room_and_those_watched()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice", Third, "batch");
        WireClient member = await server.RegisterAsync("member", Third, "batch"), watcher = await server.RegisterAsync("watcher", Third, "batch");
        WireClient stranger = await server.RegisterAsync("stranger", Third, "batch"), plain = await server.RegisterAsync("plain");
        foreach (WireClient client in new[] { member, watcher, stranger, plain })
            await client.SendAsync("METADATA * SUB color");
        await member.SendAsync("JOIN #garden");
        await plain.SendAsync("JOIN #garden");
        await watcher.SendAsync("MONITOR + alice");
        // Once so that all have come in, and once more so that all have seen it.
        foreach (WireClient client in new[] { plain, watcher, stranger, member, alice, plain, member })
            await client.SyncAsync();

        await alice.SendAsync("METADATA * SET color :red", "METADATA * SET avatar :none", "METADATA * CLEAR");

        await alice.ExpectAsync(
            ":test 761 alice alice color * :red", ":test 761 alice alice avatar * :none", ":test BATCH +m metadata alice",
            "@batch=m :test 766 alice alice avatar :Key is not set", "@batch=m :test 766 alice alice color :Key is not set", ":test BATCH -m");
        foreach (WireClient client in new[] { member, watcher })
        {
            await client.ExpectAsync(":test 761 * alice color * :red", ":test 766 * alice color :Key is not set");
            await client.ExpectNothingAsync();
        }
        await stranger.ExpectNothingAsync();
        await plain.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_newcomer_is_told_of_the_room_and_of_those_in_it_and_they_of_the_newcomer()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice", Third, "batch"), bob = await server.RegisterAsync("bob", Third, "batch");
        await alice.SendAsync("METADATA #garden SET color :green", "METADATA * SET color :red", "METADATA * SUB color");
        await alice.SyncAsync();
        await bob.SendAsync("METADATA * SUB color", "METADATA * SET color :blue");
        await bob.SyncAsync();

        await bob.SendAsync("JOIN #garden");

        await bob.SkipToAsync(line => line.Contains(" 366 ", StringComparison.Ordinal));
        await bob.ExpectAsync(":test BATCH +n metadata #garden", "@batch=n :test 761 * #garden color * :green");
        await bob.ExpectAllAsync("@batch=n :test 761 * alice color * :red", "@batch=n :test 761 * bob color * :blue");
        await bob.ExpectAsync(":test BATCH -n");
        await alice.ExpectAsync(":bob!~bob@127.0.0.1 JOIN #garden", ":test BATCH +n metadata bob", "@batch=n :test 761 * bob color * :blue", ":test BATCH -n");
    }

    [Fact]
    public async Task Who_is_watched_is_introduced_as_they_come_and_when_one_begins_to_watch()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice", Third, "batch"), bob = await server.ConnectAsync();
        await alice.SendAsync("METADATA * SUB color", "MONITOR + bob");
        await alice.SyncAsync();

        await bob.SendAsync("METADATA * SET color :blue", "NICK bob", "USER bob 0 * :bob");

        await alice.ExpectAsync(":test 730 * :bob!~bob@127.0.0.1", ":test BATCH +n metadata bob", "@batch=n :test 761 * bob color * :blue", ":test BATCH -n");
        await alice.SendAsync("MONITOR + bob");
        await alice.ExpectAsync(":test 730 alice :bob!~bob@127.0.0.1", ":test BATCH +n metadata bob", "@batch=n :test 761 * bob color * :blue", ":test BATCH -n");
    }

    [Fact]
    public async Task What_is_set_before_registration_is_there_after_it()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.ConnectAsync();

        await alice.SendAsync(
            "CAP REQ :batch draft/metadata-2", "METADATA * SUB color", "METADATA * SET color :red", "METADATA * GET color", "METADATA bob LIST", "METADATA * SYNC",
            "NICK alice", "USER alice 0 * :alice", "CAP END");

        await alice.ExpectAsync(
            ":test CAP * ACK :batch draft/metadata-2", ":test 770 * color", ":test 761 * * color * :red",
            ":test BATCH +m metadata *", "@batch=m :test 761 * * color * :red", ":test BATCH -m",
            ":test FAIL METADATA KEY_NO_PERMISSION bob * :Before registration there is only *", ":test 774 * *");
        await alice.SkipToAsync(line => line.Contains("BATCH +m", StringComparison.Ordinal));
        await alice.ExpectAsync("@batch=m :test METADATA alice color * :red", ":test BATCH -m");
    }

    [Fact]
    public async Task Who_knows_metadata_is_greeted_with_an_empty_batch_when_there_is_none()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.ConnectAsync();

        await alice.SendAsync("CAP REQ :batch draft/metadata-3", "CAP END", "NICK alice", "USER alice 0 * :alice");

        await alice.SkipToAsync(line => line == ":test BATCH +m metadata alice");
        await alice.ExpectAsync(":test BATCH -m");
    }

    [Fact]
    public async Task Of_a_room_only_operators_write_and_only_members_read_where_not_everybody_may_come_in()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#garden", "alice", "bob");
        WireClient carol = await server.RegisterAsync("carol");
        await alice.SendAsync("METADATA #garden SET color :green");
        await alice.ExpectAsync(":test 761 alice #garden color * :green");

        await bob.SendAsync("METADATA #garden SET color :red", "METADATA #garden CLEAR", "METADATA #GARDEN LIST");
        await bob.ExpectAsync(
            ":test FAIL METADATA KEY_NO_PERMISSION #garden color :You may not set this",
            ":test FAIL METADATA KEY_NO_PERMISSION #garden * :You may not set this",
            ":test 761 bob #garden color * :green");
        await carol.SendAsync("METADATA #garden GET color");
        await carol.ExpectAsync(":test 761 carol #garden color * :green");
        await alice.SendAsync("MODE #garden +i");
        await alice.SyncAsync();
        await carol.SendAsync("METADATA #garden GET color");
        await carol.ExpectAsync(":test FAIL METADATA KEY_NO_PERMISSION #garden * :Only members may see this");
        await alice.SendAsync("MODE #garden -i+s");
        await alice.SyncAsync();
        await carol.SendAsync("METADATA #garden SYNC");
        await carol.ExpectAsync(":test FAIL METADATA INVALID_TARGET #garden :There is no such user or channel");
    }

    [Fact]
    public async Task Subscriptions_are_added_listed_and_taken_back()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Limits = options.Limits with { MetadataSubscriptions = 3 } });
        WireClient alice = await server.JoinAsync("#garden", "alice", Third, "batch");

        await alice.SendAsync("METADATA * SUB b a $x b", "METADATA * SUB a c d e", "METADATA * SUBS", "METADATA * UNSUB a x", "METADATA * SUBS");

        await alice.ExpectAsync(
            ":test FAIL METADATA INVALID_KEY $x :A key has 1 to 32 of a-z, 0-9, _ . / -", ":test 770 alice b a b", ":test 774 alice *ALL",
            ":test 770 alice a c", ":test FAIL METADATA LIMIT_REACHED d :No more than 3 keys may be followed", ":test 774 alice *ALL",
            ":test BATCH +m metadata-subs", "@batch=m :test 772 alice a b c", ":test BATCH -m",
            ":test 771 alice a x",
            ":test BATCH +m metadata-subs", "@batch=m :test 772 alice b c", ":test BATCH -m");
    }

    [Fact]
    public async Task Everything_that_is_followed_comes_once_on_request()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice", Third, "batch"), bob = await server.JoinAsync("#garden", "bob");
        await bob.SendAsync("METADATA * SET color :blue", "METADATA * SET avatar :none", "JOIN #lobby");
        await bob.SyncAsync();
        await alice.SendAsync("JOIN #lobby", "METADATA #garden SET color :green", "METADATA * SUB color", "MONITOR + bob");
        await alice.SyncAsync();

        await alice.SendAsync("METADATA *all SYNC", "METADATA #garden SYNC", "METADATA bob SYNC");

        await alice.ExpectAsync(
            ":test BATCH +m metadata *ALL", "@batch=m :test 761 * #garden color * :green", "@batch=m :test 761 * bob color * :blue", ":test BATCH -m",
            ":test BATCH +m metadata #garden", "@batch=m :test 761 * #garden color * :green", "@batch=m :test 761 * bob color * :blue", ":test BATCH -m",
            ":test BATCH +m metadata bob", "@batch=m :test 761 * bob color * :blue", ":test BATCH -m");
    }

    [Fact]
    public async Task WHOIS_shows_it_to_those_who_know_metadata()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice", Third, "batch"), bob = await server.RegisterAsync("bob");
        await bob.SendAsync("METADATA * SET color :blue");
        await bob.ExpectAsync(":test 761 bob bob color * :blue");

        await alice.SendAsync("WHOIS bob");
        await bob.SendAsync("WHOIS bob");

        Assert.Single(await alice.SyncAsync(), ":test 760 alice bob color * :blue");
        Assert.DoesNotContain(await bob.SyncAsync(), line => line.Contains(" 760 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_somebody_says_who_has_logged_in_stays_with_the_account()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice");
        await alice.SendAsync("METADATA * SET color :red", "REGISTER * * correct-horse", "METADATA * SET avatar :none", "QUIT");
        await alice.ExpectClosedAsync();
        WireClient again = await server.RegisterAsync("again"), early = await server.ConnectAsync();
        await again.SendAsync("METADATA * SET color :blue");
        await again.SyncAsync();

        await again.SendAsync("NS IDENTIFY alice correct-horse", "METADATA * LIST");

        await again.SkipToAsync(line => line.EndsWith(" avatar * :none", StringComparison.Ordinal));
        Assert.EndsWith(" color * :blue", await again.ReadAsync(), StringComparison.Ordinal);
        await again.SendAsync("QUIT");
        await again.ExpectClosedAsync();
        await early.SendAsync("CAP REQ sasl", "METADATA * SET avatar :other", "AUTHENTICATE PLAIN", "AUTHENTICATE AGFsaWNlAGNvcnJlY3QtaG9yc2U=", "CAP END", "NICK early", "USER e 0 * :e");
        await early.SkipToAsync(line => line.Contains(" 376 ", StringComparison.Ordinal));
        await early.SendAsync("METADATA * LIST");
        await early.ExpectAsync(":test 761 early early avatar * :other", ":test 761 early early color * :blue");
    }

    [Theory]
    [InlineData("METADATA *", ":test 461 alice METADATA :Not enough parameters")]
    [InlineData("METADATA * GET", ":test 461 alice METADATA :Not enough parameters")]
    [InlineData("METADATA * SET", ":test 461 alice METADATA :Not enough parameters")]
    [InlineData("METADATA * SUB", ":test 461 alice METADATA :Not enough parameters")]
    [InlineData("METADATA * DESTR0Y", ":test FAIL METADATA INVALID_PARAMS DESTR0Y :Invalid subcommand")]
    [InlineData("METADATA nobody LIST", ":test FAIL METADATA INVALID_TARGET nobody :There is no such user or channel")]
    [InlineData("METADATA #nowhere LIST", ":test FAIL METADATA INVALID_TARGET #nowhere :There is no such user or channel")]
    [InlineData("METADATA *ALL SET a b", ":test FAIL METADATA INVALID_TARGET *ALL :There is no such user or channel")]
    [InlineData("METADATA bob SET a :b", ":test FAIL METADATA KEY_NO_PERMISSION bob a :You may not set this")]
    [InlineData("METADATA bob CLEAR", ":test FAIL METADATA KEY_NO_PERMISSION bob * :You may not set this")]
    [InlineData("METADATA * SET Key :b", ":test FAIL METADATA INVALID_KEY Key :A key has 1 to 32 of a-z, 0-9, _ . / -")]
    [InlineData("METADATA * SET c :b", ":test FAIL METADATA LIMIT_REACHED alice :No more than 1 keys may be set")]
    [InlineData("METADATA * SET c", ":test 766 alice alice c :Key is not set")]
    public async Task What_is_refused_changes_nothing(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Limits = options.Limits with { MetadataKeys = 1 } });
        WireClient alice = await server.RegisterAsync("alice"), bob = await server.RegisterAsync("bob");
        await alice.SendAsync("METADATA * SET kept :yes");
        await alice.SyncAsync();

        await alice.SendAsync(sent, "METADATA * LIST");

        await alice.ExpectAsync(expected, ":test 761 alice alice kept * :yes");
        await bob.ExpectNothingAsync();
    }

    [Fact]
    public async Task Its_limits_are_told_with_the_capability()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.ConnectAsync();

        await alice.SendAsync("CAP LS 302");

        Assert.Contains("draft/metadata-2=before-connect,max-subs=50,max-keys=20,max-value-bytes=300", await alice.ReadCapabilitiesAsync());
    }
}
