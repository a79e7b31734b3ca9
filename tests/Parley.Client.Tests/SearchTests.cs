using Parley.Client.Connections;
using Parley.Client.Messages;
using Parley.Client.Searching;
using Parley.Testing;

namespace Parley.Client.Tests;

/// <summary>Searching the real server. Source: https://codeberg.org/emersion/soju/src/branch/master/doc/ext/search.md.</summary>
public sealed class SearchTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task What_was_said_is_found_page_by_page_and_where()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient bob = await server.JoinAsync("#lobby", "bob");
        foreach (string line in new[] { "#lobby :Red; roses\\", "#lobby :\u0001ACTION plants roses\u0001", "#lobby :roses are red", "#lobby :tulips" })
        {
            await bob.SendAsync($"PRIVMSG {line}");
            await bob.SyncAsync();
            server.Time.Advance(TimeSpan.FromSeconds(1));
        }
        await using var ada = new ChatClient(new ChatClientOptions { Address = new ChatAddress(server.Endpoint.Address.ToString(), server.Endpoint.Port, false, null), Nickname = "ada" });
        Task running = ada.RunAsync();
        await ada.WhenJoinedAsync("#lobby").WaitAsync(Patience);
        await bob.SendAsync("PRIVMSG ada :roses?");
        await bob.SyncAsync();
        server.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await ada.SendAsync("bob", "what roses").WaitAsync(Patience));

        IReadOnlyList<FoundMessage> newest = await ada.SearchAsync("roses", limit: 3).WaitAsync(Patience);
        IReadOnlyList<FoundMessage> older = await ada.SearchAsync("roses", newest[0], limit: 3).WaitAsync(Patience);
        IReadOnlyList<FoundMessage> phrase = await ada.SearchAsync("\"red; roses\\\" in:#lobby").WaitAsync(Patience);

        Assert.Equal(["#lobby roses are red", "bob roses?", "bob what roses"], newest.Select(one => $"{one.Conversation} {one.Message.Text}"));
        Assert.True(newest[2].Message.IsOwn);
        Assert.Equal(["#lobby Red; roses\\", "#lobby plants roses"], older.Select(one => $"{one.Conversation} {one.Message.Text}"));
        Assert.Equal(MessageKind.Action, older[1].Message.Kind);
        Assert.NotNull(older[1].Message.Id);
        Assert.Single(phrase);
        FoundContext near = await ada.GetContextAsync(newest[0]).WaitAsync(Patience), first = await ada.GetContextAsync(older[0]).WaitAsync(Patience);
        Assert.Equal(("plants roses", "tulips"), (near.Before?.Text, near.After?.Text));
        Assert.Equal((null, "plants roses"), (first.Before?.Text, first.After?.Text));
        Assert.Equal((null, "what roses"), await ada.GetContextAsync(newest[1]).WaitAsync(Patience) is var direct ? (direct.Before?.Text, direct.After?.Text) : default);
        // What was found is not said again.
        lock (ada.Sync)
            Assert.Single(ada.Rooms[0].Messages, message => message.Kind == MessageKind.Action);
        await ada.QuitAsync();
        await running;
    }

    [Fact]
    public async Task Why_nothing_can_be_found_is_said()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using var ada = new ChatClient(new ChatClientOptions { Address = new ChatAddress(server.Endpoint.Address.ToString(), server.Endpoint.Port, false, null), Nickname = "ada" });
        Assert.Equal("Not connected", (await Assert.ThrowsAsync<NoAnswerException>(() => ada.SearchAsync("tea"))).Message);
        Task running = ada.RunAsync();
        await ada.WhenOnlineAsync().WaitAsync(Patience);

        Assert.Contains("only has:file can", (await Assert.ThrowsAsync<IOException>(() => ada.SearchAsync("has:link").WaitAsync(Patience))).Message, StringComparison.Ordinal);
        Assert.Contains("too long", (await Assert.ThrowsAsync<IOException>(() => ada.SearchAsync(new string('x', 500)))).Message, StringComparison.Ordinal);
        await ada.QuitAsync();
        await running;
    }
}
