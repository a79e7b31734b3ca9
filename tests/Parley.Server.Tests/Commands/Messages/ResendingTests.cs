using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Parley.Core.History;
using Parley.Core.Storage;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.Messages;

/// <summary>The tag <c>+parley.chat/id</c>, as docs/irc.md has it.</summary>
public sealed partial class ResendingTests
{
    private const string Password = "roses are red";

    private static readonly string[] Capabilities = ["message-tags", "echo-message", "server-time", "labeled-response", "batch", "draft/chathistory"];

    [Fact]
    public async Task A_message_sent_again_is_said_once_and_its_sender_gets_the_first_ones_echo()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice", Capabilities), bob = await server.JoinAsync("#lobby", "bob");
        await alice.SyncAsync();

        await alice.SendAsync("@label=1;+parley.chat/id=T_0-k PRIVMSG #lobby :hi");
        string first = await alice.ReadAsync();
        server.Time.Advance(TimeSpan.FromSeconds(5));
        await alice.SendAsync("@label=2;+parley.chat/id=T_0-k PRIVMSG #LOBBY :hi");

        Assert.Matches(@"^@label=1;time=2026-11-22T12:00:00\.\d{3}Z;msgid=[0-9a-f]{32};\+parley\.chat/id=T_0-k :alice!~alice@127\.0\.0\.1 PRIVMSG #lobby :hi$", first);
        await alice.ExpectAsync(first.Replace("label=1", "label=2", StringComparison.Ordinal));
        await bob.ExpectAsync(":alice!~alice@127.0.0.1 PRIVMSG #lobby :hi");
        await bob.ExpectNothingAsync();
    }

    [Theory]
    [InlineData("PRIVMSG #lobby :hi", "+parley.chat/id=two")]
    [InlineData("PRIVMSG #lobby :hi", "+parley.chat/id=one.")]
    [InlineData("PRIVMSG #lobby :hi", "+parley.chat/id")]
    [InlineData("PRIVMSG #garden :hi", "+parley.chat/id=one")]
    [InlineData("PRIVMSG #lobby,#garden :hi", "+parley.chat/id=one")]
    public async Task What_has_another_token_or_is_for_others_is_said(string line, string tag)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice", Capabilities), bob = await server.JoinAsync("#lobby", "bob");
        foreach (WireClient client in new[] { alice, bob })
        {
            await client.SendAsync("JOIN #garden");
            await client.SyncAsync();
        }
        await alice.SendAsync("@+parley.chat/id=one PRIVMSG #lobby :first");
        await bob.ReadAsync();

        await alice.SendAsync($"@{tag} {line}");

        Assert.EndsWith(" :hi", await bob.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_too_long_is_none()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice", Capabilities);
        string line = $"@+parley.chat/id={new string('x', 65)} PRIVMSG #lobby :hi";

        await alice.SendAsync(line, line);

        Assert.NotEqual(Msgid().Match(await alice.ReadAsync()).Value, Msgid().Match(await alice.ReadAsync()).Value);
    }

    [Fact]
    public async Task A_guest_who_comes_again_under_another_name_is_known_by_the_token_in_rooms_and_in_private()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient bob = await server.JoinAsync("#lobby", "bob"), alice = await server.JoinAsync("#lobby", "alice", Capabilities);
        await alice.SendAsync("@+parley.chat/id=r PRIVMSG #lobby :hi", "@+parley.chat/id=d PRIVMSG bob :psst");
        await alice.SyncAsync();

        WireClient again = await server.JoinAsync("#lobby", "alice_", Capabilities);
        await again.SendAsync("@label=1;+parley.chat/id=r PRIVMSG #lobby :hi", "@label=2;+parley.chat/id=d PRIVMSG bob :psst");

        Assert.Matches("^@label=1;.* :alice!~alice@127.0.0.1 PRIVMSG #lobby :hi$", await again.ReadAsync());
        Assert.Matches("^@label=2;.* :alice!~alice@127.0.0.1 PRIVMSG bob :psst$", await again.ReadAsync());
        Assert.Equal(2, (await bob.SyncAsync()).Count(line => line.Contains("PRIVMSG", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nobody_else_is_answered_with_what_an_account_has_said()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice", Capabilities), bob = await server.JoinAsync("#lobby", "bob", Capabilities);
        await alice.SendAsync($"REGISTER * * :{Password}", "@+parley.chat/id=one PRIVMSG #lobby :hi");
        await alice.SkipToAsync(line => line.EndsWith(" PRIVMSG #lobby :hi", StringComparison.Ordinal));
        await bob.SyncAsync();

        await bob.SendAsync("@label=1;+parley.chat/id=one PRIVMSG #lobby :mine");
        WireClient phone = await server.LogInAsync("alice", Password, Capabilities);
        await phone.SyncAsync();
        await phone.SendAsync("@label=2;+parley.chat/id=one PRIVMSG #lobby :hi");

        Assert.Matches("^@label=1;.* :bob!~bob@127.0.0.1 PRIVMSG #lobby :mine$", await bob.ReadAsync());
        Assert.Matches("^@label=2;.* PRIVMSG #lobby :hi$", await phone.ReadAsync());
        await bob.ExpectNothingAsync();
    }

    [Fact]
    public async Task Of_what_was_taken_back_the_label_alone_is_answered()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice", Capabilities);
        await alice.SendAsync("@+parley.chat/id=one PRIVMSG #lobby :hi");
        string id = Msgid().Match(await alice.ReadAsync()).Groups[1].Value;

        await alice.SendAsync($"REDACT #lobby {id}", "@label=1;+parley.chat/id=one PRIVMSG #lobby :hi");

        await alice.ExpectAsync("@label=1 :test ACK");
    }

    [Fact]
    public async Task A_message_of_several_lines_is_said_once_too()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#lobby", "alice", [.. Capabilities, "draft/multiline"]), bob = await server.JoinAsync("#lobby", "bob");
        await alice.SyncAsync();
        string[] batch = ["@+parley.chat/id=one BATCH +x draft/multiline #lobby", "@batch=x PRIVMSG #lobby :a", "@batch=x PRIVMSG #lobby :b", "BATCH -x"];

        await alice.SendAsync([.. batch, .. batch]);

        Assert.Equal(8, (await alice.SyncAsync()).Count);
        await bob.ExpectAsync(":alice!~alice@127.0.0.1 PRIVMSG #lobby :a", ":alice!~alice@127.0.0.1 PRIVMSG #lobby :b");
        await bob.ExpectNothingAsync();
    }

    [Fact]
    public async Task It_is_known_after_a_restart()
    {
        var time = new FakeTimeProvider();
        await using var store = new MemoryStore(new HistoryBounds(1000, TimeSpan.Zero, 1 << 20), time);
        string id;
        await using (TestServer before = await TestServer.StartAsync(store: store))
        {
            WireClient alice = await before.JoinAsync("#lobby", "alice", Capabilities);
            await alice.SendAsync("@+parley.chat/id=one PRIVMSG #lobby :hi");
            id = Msgid().Match(await alice.ReadAsync()).Value;
        }

        await using TestServer after = await TestServer.StartAsync(store: store);
        WireClient again = await after.JoinAsync("#lobby", "alice", Capabilities);
        await again.SendAsync("@+parley.chat/id=one PRIVMSG #lobby :hi");

        Assert.Equal(id, Msgid().Match(await again.ReadAsync()).Value);
    }

    [Fact]
    public async Task What_comes_on_two_connections_at_once_is_said_once()
    {
        const int count = 300;
        await using TestServer server = await TestServer.StartAsync();
        WireClient[] senders = [await server.JoinAsync("#lobby", "alice", Capabilities), await server.JoinAsync("#lobby", "alice_", Capabilities)];
        WireClient bob = await server.JoinAsync("#lobby", "bob");
        string[] lines = [.. Enumerable.Range(0, count).Select(n => $"@+parley.chat/id=t{n} PRIVMSG #lobby :{n}")];

        await Task.WhenAll(senders.Select(sender => Task.Run(() => sender.SendAtOnceAsync(lines))));
        IReadOnlyList<string>[] echoes = await Task.WhenAll(senders.Select(sender => sender.SyncAsync()));

        string[] seen = [.. (await bob.SyncAsync()).Select(line => line[(line.LastIndexOf(':') + 1)..])];
        Assert.Equal(Enumerable.Range(0, count).Select(n => $"{n}"), seen);
        foreach (IReadOnlyList<string> of in echoes)
            Assert.Equal(count, of.Where(line => line.Contains(" PRIVMSG ", StringComparison.Ordinal)).Select(line => Msgid().Match(line).Value).Distinct().Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_is_announced_where_the_tag_is_not_denied(bool isDenied)
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Limits = options.Limits with { DeniedTags = isDenied ? ["parley.chat/id"] : [] } });
        WireClient alice = await server.JoinAsync("#lobby", "alice", Capabilities);

        await alice.SendAsync("VERSION");

        Assert.Equal(!isDenied, string.Concat(await alice.SyncAsync()).Contains(" parley.chat/IDS ", StringComparison.Ordinal));
    }

    [GeneratedRegex("msgid=([0-9a-f]{32})")]
    private static partial Regex Msgid();
}
