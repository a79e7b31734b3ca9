using System.Text.Json;
using Parley.Server.Control;
using Parley.Testing;

namespace Parley.Server.Tests.Control;

/// <summary>What the one who runs the server takes out for somebody, and brings in elsewhere: docs/export.md.</summary>
public sealed class ExportCommandTests
{
    private static readonly string[] Full = ["batch", "message-tags", "server-time", "draft/chathistory", "draft/event-playback", "draft/multiline"];

    [Fact]
    public async Task A_room_comes_back_elsewhere_as_it_was_each_message_once()
    {
        await using TestServer server = await TestServer.StartAsync(), other = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice", Full);
        await SayAsync(
            server, alice, "TOPIC #garden :Roses \u2600", "PRIVMSG #garden :one", "@+draft/react=x TAGMSG #garden", "NOTICE #garden :two",
            "BATCH +1 draft/multiline #garden", "@batch=1 PRIVMSG #garden :three", "@batch=1 PRIVMSG #garden :", "@batch=1;draft/multiline-concat PRIVMSG #garden :four", "BATCH -1");
        for (int n = 0; n < 600; n++)
            await alice.SendAtOnceAsync($"PRIVMSG #garden :{n}");
        await alice.SyncAsync();

        List<ExportLine> lines = await ExportAsync(server, "#GARDEN");
        Assert.Equal(["export", "room"], lines.Take(2).Select(line => line.Type));
        Assert.Equal(("#garden", "Roses \u2600", 1), (lines[1].Name, lines[1].Text, lines[0].Version));
        Assert.All(lines.Skip(2), line => Assert.Equal("#garden", line.Room));
        Assert.Equal(new ImportAnswer(lines.Count - 2, 0, 2), await ImportAsync(other, lines));
        Assert.Equal(new ImportAnswer(0, lines.Count - 2, 2), await ImportAsync(other, lines));

        WireClient eve = await other.JoinAsync("#garden", "eve", Full);
        await alice.SendAsync("CHATHISTORY AFTER #garden timestamp=2000-01-01T00:00:00.000Z 500");
        await eve.SendAsync("CHATHISTORY AFTER #garden timestamp=2000-01-01T00:00:00.000Z 500");
        Assert.Equal(await alice.SyncAsync(), await eve.SyncAsync());
    }

    [Fact]
    public async Task What_was_taken_back_does_not_come_back()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient alice = await server.JoinAsync("#garden", "alice", [.. Full, "draft/message-redaction"]);
        await SayAsync(server, alice, "PRIVMSG #garden :secret");
        List<ExportLine> lines = await ExportAsync(server, "#garden");
        ExportLine said = Assert.Single(lines, line => line.Type == "message");
        await alice.SendAsync($"REDACT #garden {said.Id}");
        await alice.SyncAsync();

        Assert.Equal(0, (await ImportAsync(server, lines)).Added);

        await alice.SendAsync("CHATHISTORY LATEST #garden * 100");
        Assert.DoesNotContain(await alice.SyncAsync(), line => line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_account_gets_itself_what_was_said_directly_and_what_it_said_in_rooms()
    {
        await using TestServer server = await TestServer.StartAsync(), other = await TestServer.StartAsync();
        await server.AskAsync(AccountCommands.Add, new NewAccountQuestion("alice", "correct-horse", "alice@example.org"));
        await other.AskAsync(AccountCommands.Add, new NewAccountQuestion("alice", "correct-horse"));
        WireClient alice = await server.LogInAsync("alice", "correct-horse", Full), bob = await server.JoinAsync("#garden", "bob");
        await SayAsync(server, alice, "JOIN #garden", "PRIVMSG #garden :mine", "PRIVMSG bob :hi", "MARKREAD #garden timestamp=2026-11-22T12:00:01.000Z");
        await SayAsync(server, bob, "PRIVMSG #garden :not mine", "PRIVMSG alice :ho");

        List<ExportLine> lines = await ExportAsync(server, "Alice");

        Assert.Equal(["export", "account", "marker", "message", "message", "message"], lines.Select(line => line.Type));
        Assert.Equal(("alice", "alice@example.org"), (lines[1].Name, lines[1].Email));
        Assert.Equal([("bob", "hi"), ("bob", "ho"), (null, "mine")], lines.Skip(3).Select(line => (line.With, line.Text!)));
        Assert.Equal(new ImportAnswer(3, 0, 3), await ImportAsync(other, lines));
        Assert.Equal(new ImportAnswer(0, 3, 3), await ImportAsync(other, lines));
        WireClient again = await other.LogInAsync("alice", "correct-horse", Full);
        await again.SendAsync("CHATHISTORY LATEST bob * 10");
        Assert.Equal(["hi", "ho"], (await again.SyncAsync()).Where(line => line.Contains("PRIVMSG", StringComparison.Ordinal)).Select(line => line[(line.LastIndexOf(':') + 1)..]));
    }

    [Theory]
    [InlineData("""{"type":"message","room":"#garden"}""", "Line 1 is not what it should be: its id is no msgid. Those before it are kept.")]
    [InlineData("""{"type":"message","id":"0199f0e0c0a070008000000000000001","room":"#garden"}""", "Line 1 is not what it should be: it does not say when and by whom. Those before it are kept.")]
    [InlineData("""{"type":"event","id":"0199f0e0c0a070008000000000000001","at":"2026-11-22T12:00:00Z","from":"a!b@c","room":"#garden","kind":"Danced"}""", "Line 1 is not what it should be: its kind is none of an event, or it has no words. Those before it are kept.")]
    [InlineData("""{"type":"message","id":"0199f0e0c0a070008000000000000001","at":"2026-11-22T12:00:00Z","from":"a!b@c","room":"garden","kind":"Privmsg","target":"x"}""", "Line 1 is not what it should be: \"garden\" is no room's name. Those before it are kept.")]
    [InlineData("""{"type":"message","id":"0199f0e0c0a070008000000000000001","at":"2026-11-22T12:00:00Z","from":"a!b@c","of":"nobody","with":"x","kind":"Privmsg","target":"x"}""", "Line 1 is not what it should be: there is no account nobody; add it first. Those before it are kept.")]
    [InlineData("""{"type":"export","version":2}""", "Line 1 is not what it should be: it begins an export of version 2, and this is version 1. Those before it are kept.")]
    public async Task A_line_that_is_none_is_named(string line, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();

        Assert.Equal(expected, (await server.AskAsync(ImportCommands.Import, new ImportQuestion(1, [JsonSerializer.Deserialize<ExportLine>(line, ControlCommand.Form)!]))).Problem);
        Assert.Equal("There is no account nobody.", (await server.AskAsync(ExportCommands.Export, new ExportQuestion("nobody"))).Problem);
        Assert.Equal("There is no room #nowhere, and nothing is kept of one.", (await server.AskAsync(ExportCommands.Export, new ExportQuestion("#nowhere"))).Problem);
    }

    // A second apart.
    private static async Task SayAsync(TestServer server, WireClient client, params string[] lines)
    {
        foreach (string line in lines)
        {
            await client.SendAsync(line);
            await client.SyncAsync();
            server.Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private static async Task<List<ExportLine>> ExportAsync(TestServer server, string name)
    {
        var lines = new List<ExportLine>();
        string? next = null;
        do
        {
            (ExportPage? page, string? problem) = await server.AskAsync(ExportCommands.Export, new ExportQuestion(name, next));
            Assert.Null(problem);
            lines.AddRange(page!.Lines);
            next = page.Next;
        }
        while (next is not null);
        return lines;
    }

    private static async Task<ImportAnswer> ImportAsync(TestServer server, List<ExportLine> lines)
    {
        (ImportAnswer? answer, string? problem) = await server.AskAsync(ImportCommands.Import, new ImportQuestion(1, lines));
        Assert.Null(problem);
        return answer!;
    }
}
