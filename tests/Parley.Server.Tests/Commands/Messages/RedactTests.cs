using System.Text.RegularExpressions;
using Parley.Server.Settings;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.Messages;

/// <summary>Source: https://ircv3.net/specs/extensions/message-redaction.</summary>
public sealed partial class RedactTests
{
    private static readonly string[] Full = ["batch", "message-tags", "draft/chathistory", "draft/message-redaction"];

    [Fact]
    public async Task An_author_takes_a_message_back_and_it_is_gone_from_history()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#tea", "alice", Full), bob = await server.JoinAsync("#tea", "bob", Full);
        WireClient carol = await server.JoinAsync("#tea", "carol", "message-tags");
        await bob.SyncAsync();
        await alice.SyncAsync();
        await bob.SendAsync("PRIVMSG #tea :oops", "PRIVMSG #tea :better");
        string id = IdOf(await alice.ReadAsync());
        await alice.ReadAsync();

        await bob.SendAsync($"REDACT #tea {id} :wrong room");

        Assert.Matches($@"^@msgid=[0-9a-f]{{32}} :bob!~bob@127\.0\.0\.1 REDACT #tea {id} :wrong room$", await alice.ReadAsync());
        Assert.EndsWith($" REDACT #tea {id} :wrong room", await bob.ReadAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(await carol.SyncAsync(), line => line.Contains("REDACT", StringComparison.Ordinal));
        await alice.SendAsync("CHATHISTORY LATEST #tea * 10");
        Assert.Equal(
            [":test BATCH +h chathistory #tea", ":bob!~bob@127.0.0.1 PRIVMSG #tea :better", $":bob!~bob@127.0.0.1 REDACT #tea {id} :wrong room", "BATCH -h"],
            (await alice.SyncAsync()).Select(line => line[(line.IndexOf(' ') + 1)..]));
    }

    [Fact]
    public async Task An_operator_of_the_room_takes_back_what_others_said_but_others_do_not()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#tea", "alice", Full), bob = await server.JoinAsync("#tea", "bob", Full);
        await alice.SyncAsync();
        await alice.SendAsync("PRIVMSG #tea :mine");
        string mine = IdOf(await bob.ReadAsync());
        await bob.SendAsync("@+draft/react=x TAGMSG #tea");
        string theirs = IdOf(await alice.ReadAsync());

        await bob.SendAsync($"REDACT #tea {mine}");
        await bob.ExpectAsync($":test FAIL REDACT REDACT_FORBIDDEN #tea {mine} :You are not authorised to delete this message");
        await alice.SendAsync($"REDACT #tea {theirs}");
        Assert.EndsWith($":alice!~alice@127.0.0.1 REDACT #tea {theirs}", await bob.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_said_to_one_alone_is_taken_back_by_its_author_only()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice", Full), bob = await server.RegisterAsync("bob", Full);
        await alice.SendAsync("PRIVMSG bob :psst");
        string id = IdOf(await bob.ReadAsync());

        await bob.SendAsync($"REDACT alice {id}");
        await bob.ExpectAsync($":test FAIL REDACT REDACT_FORBIDDEN alice {id} :You are not authorised to delete this message");
        await alice.SendAsync($"REDACT bob {id}");

        Assert.EndsWith($":alice!~alice@127.0.0.1 REDACT bob {id}", await alice.ReadAsync(), StringComparison.Ordinal);
        Assert.EndsWith($":alice!~alice@127.0.0.1 REDACT bob {id}", await bob.ReadAsync(), StringComparison.Ordinal);
        await bob.SendAsync("CHATHISTORY LATEST alice * 10");
        Assert.EndsWith($":alice!~alice@127.0.0.1 REDACT bob {id}", (await bob.SyncAsync())[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_time_that_the_settings_give_it_is_too_late()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { History = new HistoryOptions { RedactMinutes = 5 } });
        WireClient alice = await server.JoinAsync("#lobby", "alice", [.. Full, "echo-message"]);
        await alice.SendAsync("PRIVMSG #lobby :one");
        string id = IdOf(await alice.ReadAsync());

        for (int minutes = 0; minutes < 6; minutes++)
        {
            server.Time.Advance(TimeSpan.FromMinutes(1));
            await alice.SyncAsync();
        }
        await alice.SendAsync($"REDACT #lobby {id}");

        await alice.ExpectAsync($":test FAIL REDACT REDACT_WINDOW_EXPIRED #lobby {id} 300 :You can no longer edit this message");
    }

    [Theory]
    [InlineData("REDACT", ":test 461 alice REDACT :Not enough parameters")]
    [InlineData("REDACT #lobby", ":test 461 alice REDACT :Not enough parameters")]
    [InlineData("REDACT #lobby nonsense", ":test FAIL REDACT UNKNOWN_MSGID #lobby nonsense :This message does not exist or is too old")]
    [InlineData(
        "REDACT #lobby 01a2046a149b7faf945e1b050bf5464c",
        ":test FAIL REDACT UNKNOWN_MSGID #lobby 01a2046a149b7faf945e1b050bf5464c :This message does not exist or is too old")]
    [InlineData("REDACT #nowhere x", ":test FAIL REDACT INVALID_TARGET #nowhere :You cannot delete messages from #nowhere")]
    [InlineData("REDACT #garden x", ":test FAIL REDACT INVALID_TARGET #garden :You cannot delete messages from #garden")]
    [InlineData("REDACT nobody x", ":test FAIL REDACT INVALID_TARGET nobody :You cannot delete messages from nobody")]
    [InlineData("REDACT gardener x", ":test FAIL REDACT UNKNOWN_MSGID gardener x :This message does not exist or is too old")]
    public async Task A_refusal_says_why(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.JoinAsync("#garden", "gardener");
        WireClient alice = await server.JoinAsync("#lobby", "alice", Full);

        await alice.SendAsync(sent);

        await alice.ExpectAsync(expected);
    }

    private static string IdOf(string line) => Id().Match(line).Groups[1].Value;

    [GeneratedRegex("msgid=([0-9a-f]+)")]
    private static partial Regex Id();
}
