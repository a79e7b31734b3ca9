using System.Text.RegularExpressions;
using Parley.Server.Settings;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.History;

/// <summary>Source: https://ircv3.net/specs/extensions/chathistory.</summary>
public sealed partial class ChatHistoryTests
{
    private static readonly string[] Full = ["batch", "message-tags", "server-time", "draft/chathistory"];

    [Fact]
    public async Task What_was_said_comes_back_as_it_was_in_a_batch_that_says_when_there_is_no_more()
    {
        await using TestServer server = await TestServer.StartAsync();
        (WireClient alice, WireClient bob) = await JoinAsync(server);
        await SayAsync(server, alice, "one", "two", "three");
        string[] lines = [await bob.ReadAsync(), await bob.ReadAsync(), await bob.ReadAsync()];

        await bob.SendAsync("CHATHISTORY LATEST #LOBBY * 2", "CHATHISTORY LATEST #lobby * 10");

        await bob.ExpectAsync(
            ":test BATCH +h chathistory #lobby", Batched(lines[1]), Batched(lines[2]), ":test BATCH -h",
            "@draft/chathistory-end :test BATCH +h chathistory #lobby", Batched(lines[0]), Batched(lines[1]), Batched(lines[2]), ":test BATCH -h");
    }

    [Fact]
    public async Task Each_subcommand_gives_its_part_by_ids_and_by_times()
    {
        await using TestServer server = await TestServer.StartAsync();
        (WireClient alice, WireClient bob) = await JoinAsync(server);
        await SayAsync(server, alice, "0", "1", "2", "3", "4");
        string[] ids = new string[5], times = new string[5];
        for (int i = 0; i < 5; i++)
        {
            string line = await bob.ReadAsync();
            (ids[i], times[i]) = ($"msgid={Id().Match(line).Groups[1]}", $"timestamp={Time().Match(line).Groups[1]}");
        }

        foreach (string[] at in new[] { ids, times })
        {
            Assert.Equal("34", await TextsAsync(bob, $"CHATHISTORY LATEST #lobby {at[2]} 10"));
            Assert.Equal("12", await TextsAsync(bob, $"CHATHISTORY BEFORE #lobby {at[3]} 2"));
            Assert.Equal("23", await TextsAsync(bob, $"CHATHISTORY AFTER #lobby {at[1]} 2"));
            Assert.Equal("123", await TextsAsync(bob, $"CHATHISTORY AROUND #lobby {at[2]} 3"));
            Assert.Equal("12", await TextsAsync(bob, $"CHATHISTORY BETWEEN #lobby {at[0]} {at[4]} 2"));
            Assert.Equal("23", await TextsAsync(bob, $"CHATHISTORY BETWEEN #lobby {at[4]} {at[0]} 2"));
        }
        Assert.Equal("12", await TextsAsync(bob, $"chathistory between #lobby {ids[0]} {times[3]} 9"));
    }

    [Fact]
    public async Task Events_come_to_those_who_can_play_them_back_and_only_messages_to_the_others()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#tea", "alice", "message-tags"), bob = await server.JoinAsync("#tea", "bob", Full);
        WireClient carol = await server.JoinAsync("#tea", "carol", [.. Full, "draft/event-playback", "extended-join"]);
        await alice.SendAsync(
            "TOPIC #tea :Green", "MODE #tea +mv-n bob", "@+typing=active TAGMSG #tea", "@+draft/react=x TAGMSG #tea", "NICK ally", "KICK #tea bob :out",
            "PART #tea :bye", "JOIN #tea");
        await alice.SyncAsync();
        await bob.SyncAsync();
        await carol.SyncAsync();

        await carol.SendAsync("CHATHISTORY LATEST #tea * 7");
        Assert.Equal(
            [
                "BATCH +h chathistory #tea", ":alice!~alice@127.0.0.1 TOPIC #tea :Green", ":alice!~alice@127.0.0.1 MODE #tea +mv-n bob",
                ":alice!~alice@127.0.0.1 TAGMSG #tea", ":alice!~alice@127.0.0.1 NICK ally", ":ally!~alice@127.0.0.1 KICK #tea bob :out",
                ":ally!~alice@127.0.0.1 PART #tea :bye", ":ally!~alice@127.0.0.1 JOIN #tea * :alice", "BATCH -h",
            ],
            (await carol.SyncAsync()).Select(line => line[(line.IndexOf(' ') + 1)..]));
        await bob.SendAsync("JOIN #tea", "CHATHISTORY LATEST #tea * 10");
        await bob.SkipToAsync(line => line.Contains(" 366 ", StringComparison.Ordinal));
        await bob.ExpectAsync("@draft/chathistory-end :test BATCH +h chathistory #tea", ":test BATCH -h");
    }

    [Fact]
    public async Task Two_find_what_they_said_to_each_other_and_nobody_else_does()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice", Full), bob = await server.RegisterAsync("bob", Full);
        await alice.SendAsync("PRIVMSG bob :one");
        await bob.ReadAsync();
        await bob.SendAsync("PRIVMSG alice :two");
        await alice.ReadAsync();
        WireClient carol = await server.RegisterAsync("carol", Full);

        Assert.Equal("onetwo", await TextsAsync(alice, "CHATHISTORY LATEST BOB * 10"));
        Assert.Equal("onetwo", await TextsAsync(bob, "CHATHISTORY LATEST alice * 10"));
        Assert.Equal("", await TextsAsync(carol, "CHATHISTORY LATEST alice * 10"));

        await bob.SendAsync("QUIT");
        await bob.ExpectClosedAsync();
        WireClient imposter = await server.RegisterAsync("bob", Full);
        Assert.Equal("", await TextsAsync(imposter, "CHATHISTORY LATEST alice * 10"));
    }

    [Fact]
    public async Task Where_one_reads_what_was_said_since_coming_in_the_rest_is_neither_read_nor_searched()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { History = options.History with { Reach = HistoryReach.Joined } });
        WireClient alice = await server.JoinAsync("#lobby", "alice", [.. Full, "soju.im/search"]);
        await SayAsync(server, alice, "one", "two");
        WireClient bob = await server.JoinAsync("#lobby", "bob", [.. Full, "soju.im/search"]), dave = await server.JoinAsync("#lobby", "dave", "server-time");
        await dave.ExpectNothingAsync();
        await alice.SendAsync("CHATHISTORY TARGETS timestamp=2026-01-01T00:00:00.000Z timestamp=2027-01-01T00:00:00.000Z 10");
        await alice.SkipToAsync(line => line.Contains("TARGETS #lobby", StringComparison.Ordinal));
        await bob.SendAsync("CHATHISTORY TARGETS timestamp=2026-01-01T00:00:00.000Z timestamp=2027-01-01T00:00:00.000Z 10");
        Assert.DoesNotContain(await bob.SyncAsync(), line => line.Contains("TARGETS #lobby", StringComparison.Ordinal));
        await SayAsync(server, alice, "three", "four");
        await bob.SyncAsync();

        foreach (string request in new[]
        {
            "CHATHISTORY LATEST #lobby * 10", "CHATHISTORY AFTER #lobby timestamp=2026-01-01T00:00:00.000Z 2", "CHATHISTORY BEFORE #lobby timestamp=2027-01-01T00:00:00.000Z 3",
            "CHATHISTORY AROUND #lobby timestamp=2026-11-22T12:00:02.000Z 9", "CHATHISTORY BETWEEN #lobby timestamp=2026-01-01T00:00:00.000Z timestamp=2027-01-01T00:00:00.000Z 2",
            "CHATHISTORY BETWEEN #lobby timestamp=2027-01-01T00:00:00.000Z timestamp=2026-01-01T00:00:00.000Z 9",
        })
            Assert.Equal("threefour", await TextsAsync(bob, request));
        foreach (string request in new[] { "SEARCH in=#lobby", "SEARCH from=alice" })
        {
            await bob.SendAsync(request);
            Assert.Equal(["three", "four"], (await bob.SyncAsync()).Where(line => line.Contains(" PRIVMSG ", StringComparison.Ordinal)).Select(line => line.Split(':')[^1]));
        }
        Assert.Equal("onetwothreefour", await TextsAsync(alice, "CHATHISTORY LATEST #lobby * 10"));
        Assert.Equal("", await TextsAsync(bob, "CHATHISTORY BETWEEN #lobby timestamp=2026-11-22T12:00:00.000Z timestamp=2026-11-22T12:00:02.000Z 9"));
    }

    [Fact]
    public async Task Targets_are_rooms_and_people_by_their_last_messages()
    {
        await using TestServer server = await TestServer.StartAsync();
        (WireClient alice, WireClient bob) = await JoinAsync(server);
        await SayAsync(server, alice, "old", "new");
        await bob.SendAsync("PRIVMSG alice :hi", "JOIN #silent");
        await bob.SyncAsync();

        await bob.SendAsync("CHATHISTORY TARGETS timestamp=2026-01-01T00:00:00.000Z timestamp=2027-01-01T00:00:00.000Z 10");
        await bob.ExpectAsync(
            ":test BATCH +b draft/chathistory-targets",
            "@batch=b :test CHATHISTORY TARGETS #lobby :2026-11-22T12:00:01.000Z",
            "@batch=b :test CHATHISTORY TARGETS alice :2026-11-22T12:00:02.000Z",
            ":test BATCH -b");
        // From the later moment on, the latest come first; and the moments themselves are not meant.
        await bob.SendAsync(
            "CHATHISTORY TARGETS timestamp=2027-01-01T00:00:00.000Z timestamp=2026-01-01T00:00:00.000Z 1",
            "CHATHISTORY TARGETS timestamp=2026-11-22T12:00:01.000Z timestamp=2026-11-22T12:00:02.000Z 10");
        await bob.ExpectAsync(
            ":test BATCH +b draft/chathistory-targets", "@batch=b :test CHATHISTORY TARGETS alice :2026-11-22T12:00:02.000Z", ":test BATCH -b",
            ":test BATCH +b draft/chathistory-targets", ":test BATCH -b");
    }

    [Fact]
    public async Task Without_batches_and_tags_the_lines_come_alone()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice", "draft/chathistory");
        await alice.SendAsync("PRIVMSG #lobby :one", "CHATHISTORY LATEST #lobby * 10");

        await alice.ExpectAsync(":alice!~alice@127.0.0.1 PRIVMSG #lobby :one");
        await alice.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_labelled_request_is_answered_by_the_batch_with_the_label()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice", [.. Full, "labeled-response"]);
        await alice.SendAsync("PRIVMSG #lobby :one", "PRIVMSG #lobby :two", "@label=x CHATHISTORY LATEST #lobby * 10");

        await alice.ExpectAsync("@label=x;draft/chathistory-end :test BATCH +h chathistory #lobby");
        Assert.StartsWith("@batch=h;time=", await alice.ReadAsync(), StringComparison.Ordinal);
        Assert.StartsWith("@batch=h;time=", await alice.ReadAsync(), StringComparison.Ordinal);
        await alice.ExpectAsync(":test BATCH -h");
    }

    [Fact]
    public async Task No_more_is_kept_than_the_settings_say()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { History = new HistoryOptions { Items = 2 } });
        WireClient alice = await server.JoinAsync("#lobby", "alice", Full);
        await alice.SendAsync("PRIVMSG #lobby :1", "PRIVMSG #lobby :2", "PRIVMSG #lobby :3");

        Assert.Equal("23", await TextsAsync(alice, "CHATHISTORY LATEST #lobby * 10"));
    }

    [Theory]
    [InlineData("CHATHISTORY", ":test FAIL CHATHISTORY INVALID_PARAMS * :Unknown command")]
    [InlineData("CHATHISTORY FIRST #lobby * 10", ":test FAIL CHATHISTORY INVALID_PARAMS FIRST :Unknown command")]
    [InlineData("CHATHISTORY LATEST #lobby *", ":test FAIL CHATHISTORY INVALID_PARAMS LATEST :Insufficient parameters")]
    [InlineData("CHATHISTORY LATEST #lobby * 10 10", ":test FAIL CHATHISTORY INVALID_PARAMS LATEST :Too many parameters")]
    [InlineData("CHATHISTORY BETWEEN #lobby * 10", ":test FAIL CHATHISTORY INVALID_PARAMS BETWEEN :Insufficient parameters")]
    [InlineData("CHATHISTORY LATEST #lobby * 0", ":test FAIL CHATHISTORY INVALID_PARAMS LATEST 0 :Invalid limit")]
    [InlineData("CHATHISTORY LATEST #lobby * -1", ":test FAIL CHATHISTORY INVALID_PARAMS LATEST -1 :Invalid limit")]
    [InlineData("CHATHISTORY LATEST #lobby * 99999999999", ":test FAIL CHATHISTORY INVALID_PARAMS LATEST 99999999999 :Invalid limit")]
    [InlineData("CHATHISTORY LATEST #lobby * :", ":test FAIL CHATHISTORY INVALID_PARAMS LATEST * :Invalid limit")]
    [InlineData("CHATHISTORY BEFORE #lobby * 10", ":test FAIL CHATHISTORY INVALID_PARAMS BEFORE * :Invalid message reference")]
    [InlineData("CHATHISTORY AFTER #lobby timestamp=now 10", ":test FAIL CHATHISTORY INVALID_PARAMS AFTER timestamp=now :Invalid message reference")]
    [InlineData("CHATHISTORY AFTER #lobby msgid=1 10", ":test FAIL CHATHISTORY INVALID_PARAMS AFTER msgid=1 :Invalid message reference")]
    [InlineData(
        "CHATHISTORY AFTER #lobby place=1 10",
        ":test FAIL CHATHISTORY INVALID_MSGREFTYPE AFTER #lobby place=1 :Messages are referred to by msgid= and timestamp= only")]
    [InlineData("CHATHISTORY LATEST #nowhere * 10", ":test FAIL CHATHISTORY INVALID_TARGET LATEST #nowhere :Messages could not be retrieved")]
    [InlineData("CHATHISTORY LATEST #garden * 10", ":test FAIL CHATHISTORY INVALID_TARGET LATEST #garden :Messages could not be retrieved")]
    [InlineData("CHATHISTORY LATEST nobody * 10", ":test FAIL CHATHISTORY INVALID_TARGET LATEST nobody :Messages could not be retrieved")]
    [InlineData("CHATHISTORY LATEST *! * 10", ":test FAIL CHATHISTORY INVALID_TARGET LATEST *! :Messages could not be retrieved")]
    [InlineData("CHATHISTORY LATEST : * 10", ":test FAIL CHATHISTORY INVALID_PARAMS LATEST :Insufficient parameters")]
    [InlineData("CHATHISTORY TARGETS * * 10", ":test FAIL CHATHISTORY INVALID_PARAMS TARGETS * :Invalid timestamp")]
    [InlineData("CHATHISTORY TARGETS timestamp=2026-01-01T00:00:00.000Z 10", ":test FAIL CHATHISTORY INVALID_PARAMS TARGETS :Insufficient parameters")]
    public async Task A_refusal_says_why(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.JoinAsync("#garden", "gardener");
        WireClient alice = await server.JoinAsync("#lobby", "alice", Full);

        await alice.SendAsync(sent);

        await alice.ExpectAsync(expected);
        await alice.ExpectNothingAsync();
    }

    private static async Task<(WireClient Alice, WireClient Bob)> JoinAsync(TestServer server)
    {
        WireClient alice = await server.JoinAsync("#lobby", "alice", "message-tags"), bob = await server.JoinAsync("#lobby", "bob", Full);
        return (alice, bob);
    }

    private static async Task SayAsync(TestServer server, WireClient speaker, params string[] texts)
    {
        foreach (string text in texts)
        {
            await speaker.SendAsync($"PRIVMSG #lobby :{text}");
            await speaker.SyncAsync();
            server.Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private static async Task<string> TextsAsync(WireClient client, string request)
    {
        await client.SendAsync(request);
        IReadOnlyList<string> lines = await client.SyncAsync();
        Assert.Contains(" BATCH +h chathistory ", lines[0], StringComparison.Ordinal);
        Assert.Equal(":test BATCH -h", lines[^1]);
        return string.Concat(lines.Skip(1).SkipLast(1).Select(line => line[(line.LastIndexOf(':') + 1)..]));
    }

    private static string Batched(string line) => $"@batch=h;{line[1..]}";

    [GeneratedRegex("msgid=([0-9a-f]+)")]
    private static partial Regex Id();

    [GeneratedRegex("time=([^; ]+)")]
    private static partial Regex Time();
}
