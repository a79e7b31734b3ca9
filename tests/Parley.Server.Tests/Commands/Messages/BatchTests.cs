using System.Text.RegularExpressions;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.Messages;

/// <summary>Sources: https://ircv3.net/specs/extensions/multiline, https://ircv3.net/specs/extensions/client-batch.</summary>
public sealed partial class BatchTests
{
    private static readonly string[] Full = ["batch", "message-tags", "draft/multiline"];

    [Fact]
    public async Task A_question_to_programs_in_its_second_line_does_not_reach_a_room_that_takes_none()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice"), bob = await server.JoinAsync("#garden", "bob", Full);
        await alice.SendAsync("MODE #garden +C");
        await alice.SyncAsync();
        await bob.SyncAsync();

        await bob.SendAsync("BATCH +1 draft/multiline #garden", "@batch=1 PRIVMSG #garden hello", "@batch=1 PRIVMSG #garden :\u0001VERSION\u0001", "BATCH -1");

        await bob.ExpectAsync(":test 404 bob #garden :Cannot send to channel");
        await alice.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_message_of_several_lines_comes_as_a_batch_or_as_its_lines_that_are_not_blank()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice", [.. Full, "echo-message", "labeled-response", "server-time"]);
        WireClient bob = await server.JoinAsync("#lobby", "bob", Full), carol = await server.JoinAsync("#lobby", "carol", "message-tags");
        WireClient dora = await server.JoinAsync("#lobby", "dora");
        foreach (WireClient one in new[] { alice, bob, carol })
            await one.SyncAsync();

        await alice.SendAsync(
            "@label=x;+a=1 BATCH +123 draft/multiline #lobby",
            "@batch=123 PRIVMSG #lobby hello",
            "@batch=123 privmsg #LOBBY :",
            "PING in-between",
            "@batch=123 PRIVMSG #lobby :how is ",
            "@batch=123;draft/multiline-concat PRIVMSG #lobby :everyone?",
            "BATCH -123");

        await alice.ExpectAsync(":test PONG test :in-between");
        string opened = await alice.ReadAsync();
        string id = Id().Match(opened).Value;
        Assert.Equal($"@label=x;time=2026-11-22T12:00:00.000Z;{id};+a=1 :alice!~alice@127.0.0.1 BATCH +ml draft/multiline #lobby", opened);
        await bob.ExpectAsync($"@{id};+a=1 :alice!~alice@127.0.0.1 BATCH +ml draft/multiline #lobby");
        foreach (WireClient one in new[] { alice, bob })
            await one.ExpectAsync(
                "@batch=ml :alice!~alice@127.0.0.1 PRIVMSG #lobby :hello",
                "@batch=ml :alice!~alice@127.0.0.1 PRIVMSG #lobby :",
                "@batch=ml :alice!~alice@127.0.0.1 PRIVMSG #lobby :how is ",
                "@batch=ml;draft/multiline-concat :alice!~alice@127.0.0.1 PRIVMSG #lobby :everyone?",
                ":alice!~alice@127.0.0.1 BATCH -ml");
        await carol.ExpectAsync(
            $"@{id};+a=1 :alice!~alice@127.0.0.1 PRIVMSG #lobby :hello",
            "@+a=1 :alice!~alice@127.0.0.1 PRIVMSG #lobby :how is ",
            "@+a=1 :alice!~alice@127.0.0.1 PRIVMSG #lobby :everyone?");
        await dora.ExpectAsync(
            ":alice!~alice@127.0.0.1 PRIVMSG #lobby :hello",
            ":alice!~alice@127.0.0.1 PRIVMSG #lobby :how is ",
            ":alice!~alice@127.0.0.1 PRIVMSG #lobby :everyone?");
        await alice.ExpectNothingAsync();
    }

    [Fact]
    public async Task It_is_one_message_of_the_history()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice", Full), bob = await server.RegisterAsync("bob", [.. Full, "draft/chathistory"]);
        WireClient carol = await server.RegisterAsync("carol", "batch", "draft/chathistory");
        await alice.SendAsync("PRIVMSG bob :zero", "BATCH +1 draft/multiline bob", "@batch=1 NOTICE bob :one", "@batch=1 NOTICE bob :two", "BATCH -1");
        await alice.SendAsync("BATCH +1 draft/multiline carol", "@batch=1 PRIVMSG carol :one", "@batch=1 PRIVMSG carol :two", "BATCH -1");
        await alice.SyncAsync();
        string id = Id().Match((await bob.SyncAsync())[1]).Value;
        await carol.SyncAsync();

        await bob.SendAsync("CHATHISTORY LATEST alice * 1");
        await carol.SendAsync("CHATHISTORY LATEST alice * 1");

        await bob.ExpectAsync(
            ":test BATCH +h chathistory alice",
            $"@batch=h;{id} :alice!~alice@127.0.0.1 BATCH +ml draft/multiline bob",
            "@batch=ml :alice!~alice@127.0.0.1 NOTICE bob :one",
            "@batch=ml :alice!~alice@127.0.0.1 NOTICE bob :two",
            "@batch=h :alice!~alice@127.0.0.1 BATCH -ml",
            ":test BATCH -h");
        await carol.ExpectAsync(
            ":test BATCH +h chathistory alice",
            "@batch=h :alice!~alice@127.0.0.1 PRIVMSG carol :one",
            "@batch=h :alice!~alice@127.0.0.1 PRIVMSG carol :two",
            ":test BATCH -h");
    }

    [Theory]
    [InlineData(":test FAIL BATCH INVALID_REFTAG a!b :References are of letters, digits and hyphens", "BATCH +a!b draft/multiline #lobby", "@batch=a!b PRIVMSG #lobby x", "BATCH -a!b")]
    [InlineData(":test FAIL BATCH INVALID_REFTAG * :References are of letters, digits and hyphens", "BATCH +")]
    [InlineData(":test FAIL BATCH INVALID_REFTAG 1 :There is no such batch", "BATCH 1 draft/multiline #lobby")]
    [InlineData(":test FAIL BATCH INVALID_REFTAG -1 :There is no such batch", "BATCH -1")]
    [InlineData(":test FAIL BATCH UNKNOWN_TYPE 1 netsplit :There are no batches of that type", "BATCH +1 netsplit a b", "@batch=1 PRIVMSG #lobby x", "BATCH -1")]
    [InlineData(":test FAIL BATCH UNKNOWN_TYPE 1 * :There are no batches of that type", "BATCH +1")]
    [InlineData(":test FAIL BATCH MULTILINE_INVALID :A multiline batch has one target", "BATCH +1 draft/multiline", "@batch=1 PRIVMSG #lobby x", "BATCH -1")]
    [InlineData(":test FAIL BATCH MULTILINE_INVALID :A multiline batch has one target", "BATCH +1 draft/multiline #lobby,bob")]
    [InlineData(":test FAIL BATCH MULTILINE_INVALID :Another batch was open", "BATCH +1 draft/multiline #lobby", "BATCH +2 draft/multiline #lobby", "BATCH -2")]
    [InlineData(":test FAIL BATCH MULTILINE_INVALID :There is no such batch", "@batch=1 PRIVMSG #lobby x")]
    [InlineData(":test FAIL BATCH MULTILINE_INVALID :Invalid multiline batch", "BATCH +1 draft/multiline #lobby", "@batch=2 PRIVMSG #lobby x", "BATCH -1")]
    [InlineData(":test FAIL BATCH MULTILINE_INVALID :Invalid multiline batch", "BATCH +1 draft/multiline #lobby", "@batch=1 PRIVMSG #lobby x", "@batch=1 NOTICE #lobby x", "BATCH -1")]
    [InlineData(":test FAIL BATCH MULTILINE_INVALID :Invalid multiline batch", "BATCH +1 draft/multiline #lobby", "@batch=1;+a TAGMSG #lobby", "BATCH -1")]
    [InlineData(":test FAIL BATCH MULTILINE_INVALID :Invalid multiline batch", "BATCH +1 draft/multiline #lobby", "@batch=1 PRIVMSG #lobby", "BATCH -1")]
    [InlineData(":test FAIL BATCH MULTILINE_INVALID_TARGET #lobby bob :Invalid multiline target", "BATCH +1 draft/multiline #lobby", "@batch=1 PRIVMSG bob x", "BATCH -1")]
    [InlineData(":test FAIL BATCH MULTILINE_INVALID :Invalid multiline batch with concatenated blank line", "BATCH +1 draft/multiline #lobby", "@batch=1 PRIVMSG #lobby x", "@batch=1;draft/multiline-concat PRIVMSG #lobby :", "BATCH -1")]
    [InlineData(":test FAIL BATCH MULTILINE_INVALID :Invalid multiline batch with blank lines only", "BATCH +1 draft/multiline #lobby", "@batch=1 PRIVMSG #lobby :", "BATCH -1")]
    [InlineData(":test FAIL BATCH MULTILINE_INVALID :Invalid multiline batch with blank lines only", "BATCH +1 draft/multiline #lobby", "BATCH -1")]
    [InlineData(":test 403 alice #nowhere :No such channel", "BATCH +1 draft/multiline #nowhere", "@batch=1 PRIVMSG #nowhere :x", "BATCH -1")]
    [InlineData(":test 461 alice BATCH :Not enough parameters", "BATCH")]
    public async Task What_is_wrong_is_said_once_and_nothing_is_sent(string expected, params string[] sent)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice", [.. Full, "labeled-response"]), bob = await server.JoinAsync("#lobby", "bob");
        await alice.SyncAsync();

        await alice.SendAsync(sent);

        await alice.ExpectAsync(expected);
        await alice.ExpectNothingAsync();
        await bob.ExpectNothingAsync();
    }

    [Fact]
    public async Task The_lines_of_a_refused_batch_are_passed_over_whatever_the_client_knows_and_the_next_batch_is_taken()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient plain = await server.JoinAsync("#lobby", "plain", "batch", "message-tags"), alice = await server.JoinAsync("#lobby", "alice", Full);
        WireClient bob = await server.JoinAsync("#lobby", "bob");
        await plain.SyncAsync();
        await alice.SyncAsync();

        await plain.SendAsync("BATCH +1 draft/multiline #lobby", "@batch=1 PRIVMSG #lobby leak", "BATCH -1");
        await plain.ExpectAsync(":test FAIL BATCH UNKNOWN_TYPE 1 draft/multiline :There are no batches of that type");
        await alice.SendAsync("BATCH +1 netsplit a", "@batch=1 PRIVMSG #lobby leak", "BATCH +2 draft/multiline #lobby", "@batch=2 PRIVMSG #lobby heard", "BATCH -2");

        await alice.ExpectAsync(":test FAIL BATCH UNKNOWN_TYPE 1 netsplit :There are no batches of that type");
        await bob.ExpectAsync(":alice!~alice@127.0.0.1 PRIVMSG #lobby :heard");
        await alice.ExpectNothingAsync();
        await plain.SyncAsync();
    }

    [Fact]
    public async Task A_batch_that_another_takes_the_place_of_is_answered_by_its_own_label()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice", [.. Full, "labeled-response"]);

        await alice.SendAsync("@label=a BATCH +1 draft/multiline #lobby", "@label=b BATCH +2 draft/multiline #lobby");

        await alice.ExpectAsync(
            "@label=a :test FAIL BATCH MULTILINE_INVALID :Another batch was opened before it was closed",
            "@label=b :test FAIL BATCH MULTILINE_INVALID :Another batch was open");
    }

    [Fact]
    public async Task Too_many_lines_and_too_many_bytes_are_refused_with_the_label_and_the_most_that_may_be_are_not()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Limits = options.Limits with { CommandRate = 0 } });
        WireClient alice = await server.JoinAsync("#lobby", "alice", [.. Full, "labeled-response"]), bob = await server.JoinAsync("#lobby", "bob", Full);
        await alice.SyncAsync();
        string[] hundred = [.. Enumerable.Repeat("@batch=1 PRIVMSG #lobby x", 100)];
        // Ten lines of 409 bytes with nine line feeds between, and what is left to 4096.
        string[] long4096 = [.. Enumerable.Repeat($"@batch=1 PRIVMSG #lobby :{new string('y', 400)}", 10), "@batch=1;draft/multiline-concat PRIVMSG #lobby :" + new string('z', 87)];

        await alice.SendAtOnceAsync(["@label=a BATCH +1 draft/multiline #lobby", .. hundred, "@batch=1 PRIVMSG #lobby x", "@batch=1 PRIVMSG #lobby x", "BATCH -1"]);
        await alice.ExpectAsync("@label=a :test FAIL BATCH MULTILINE_MAX_LINES 100 :Multiline batch max-lines exceeded");
        await alice.SendAtOnceAsync(["@label=b BATCH +1 draft/multiline #lobby", .. long4096, "@batch=1;draft/multiline-concat PRIVMSG #lobby x", "BATCH -1"]);
        await alice.ExpectAsync("@label=b :test FAIL BATCH MULTILINE_MAX_BYTES 4096 :Multiline batch max-bytes exceeded");
        await bob.ExpectNothingAsync();

        await alice.SendAtOnceAsync(["@label=c BATCH +1 draft/multiline #lobby", .. hundred, "BATCH -1"]);
        await alice.ExpectAsync("@label=c :test ACK");
        Assert.Equal(102, (await bob.SyncAsync()).Count);
        await alice.SendAtOnceAsync(["BATCH +1 draft/multiline #lobby", .. long4096, "BATCH -1"]);
        await alice.ExpectNothingAsync();
        Assert.Equal(13, (await bob.SyncAsync()).Count);
    }

    [Fact]
    public async Task The_capability_says_its_limits()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.ConnectAsync();

        await alice.SendAsync("CAP LS 302");

        Assert.Contains("draft/multiline=max-bytes=4096,max-lines=100", await alice.ReadCapabilitiesAsync());
    }

    [GeneratedRegex("msgid=[0-9a-f]+")]
    private static partial Regex Id();
}
