using Parley.Testing;

namespace Parley.Server.Tests.Commands;

/// <summary>Source: https://ircv3.net/specs/extensions/labeled-response.</summary>
public sealed class LabeledResponseTests
{
    private static Task<WireClient> ModernAsync(TestServer server)
        => server.JoinAsync("#lobby", "alice", "labeled-response", "batch", "echo-message", "message-tags");

    [Fact]
    public async Task One_answer_carries_the_label()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await ModernAsync(server);

        await alice.SendAsync("@label=a1 PING x", "@label=a2 PRIVMSG #lobby :hi", "@label=a3 PRIVMSG nobody :hi");

        await alice.ExpectAsync("@label=a1 :test PONG test :x");
        Assert.Matches("^@label=a2;msgid=[0-9a-f]{32} :alice!~alice@127.0.0.1 PRIVMSG #lobby :hi$", await alice.ReadAsync());
        await alice.ExpectAsync("@label=a3 :test 401 alice nobody :No such nick/channel");
    }

    [Fact]
    public async Task Several_answers_come_in_a_batch()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await ModernAsync(server);

        await alice.SendAsync("@label=a1 JOIN #garden");

        await alice.ExpectAsync("@label=a1 :test BATCH +r1 labeled-response");
        Assert.Matches("^@batch=r1;msgid=[0-9a-f]{32} :alice!~alice@127.0.0.1 JOIN #garden$", await alice.ReadAsync());
        await alice.ExpectAsync(
            "@batch=r1 :test 353 alice = #garden :@alice",
            "@batch=r1 :test 366 alice #garden :End of /NAMES list",
            ":test BATCH -r1");
    }

    [Fact]
    public async Task An_answer_longer_than_the_outbox_is_one_batch_and_reaches_who_reads_it()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Limits = options.Limits with { Outbox = 64 * 1024 } });
        WireClient alice = await ModernAsync(server);
        for (int n = 0; n < 199; n++)
        {
            await alice.SendAtOnceAsync($"JOIN #room{n}", $"TOPIC #room{n} :{new string('x', 390)}");
            if (n % 20 == 0)
                await alice.SyncAsync();
        }
        await alice.SyncAsync();

        await alice.SendAtOnceAsync("@label=a1 LIST");

        IReadOnlyList<string> lines = await alice.SyncAsync();
        string batch = lines[0].Split(" BATCH +")[1].Split(' ')[0];
        Assert.Equal($"@label=a1 :test BATCH +{batch} labeled-response", lines[0]);
        Assert.Equal($":test BATCH -{batch}", lines[^1]);
        Assert.Equal(200, lines.Count(line => line.StartsWith($"@batch={batch} :test 322 ", StringComparison.Ordinal)));
        Assert.All(lines.Skip(1).SkipLast(1), line => Assert.StartsWith($"@batch={batch} ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_answer_is_acknowledged()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await ModernAsync(server);

        await alice.SendAsync("@label=a1 PONG x", "@label=a2 JOIN #lobby", "@label=a3;+x NOTICE nobody :x");

        await alice.ExpectAsync("@label=a1 :test ACK", "@label=a2 :test ACK", "@label=a3 :test ACK");
    }

    [Fact]
    public async Task A_message_to_oneself_carries_the_label_in_its_echo_only()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await ModernAsync(server);

        await alice.SendAsync("@label=a1 PRIVMSG alice :note");

        string[] lines = [await alice.ReadAsync(), await alice.ReadAsync()];
        Assert.Single(lines, line => line.StartsWith("@label=a1;msgid=", StringComparison.Ordinal));
        Assert.Single(lines, line => line.StartsWith("@msgid=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_label_has_64_bytes_at_most()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await ModernAsync(server);
        string most = string.Concat(Enumerable.Repeat("é", 32));

        await alice.SendAsync($"@label={most} PING x", $"@label={most}é PING y");

        await alice.ExpectAsync($"@label={most} :test PONG test :x", ":test PONG test :y");
    }

    [Theory]
    [InlineData]
    [InlineData("labeled-response")]
    [InlineData("batch")]
    public async Task Without_the_capability_or_batch_on_which_it_rests_a_label_means_nothing(params string[] capabilities)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.RegisterAsync("alice", capabilities);

        await alice.SendAsync("@label=a1 PING x");

        await alice.ExpectAsync(":test PONG test :x");
    }
}
