using System.Net.WebSockets;
using System.Text;
using Parley.Testing;

namespace Parley.Server.Tests.Connections;

/// <summary>Source: https://ircv3.net/specs/extensions/websocket.</summary>
public sealed class WebSocketTests
{
    [Theory]
    [InlineData("text.ircv3.net", "/socket", WebSocketMessageType.Text)]
    [InlineData("binary.ircv3.net", "/socket", WebSocketMessageType.Binary)]
    [InlineData(null, "/", WebSocketMessageType.Text)]
    public async Task A_line_is_a_message_without_line_end_both_ways(string? protocol, string path, WebSocketMessageType type)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient bob = await server.JoinAsync("#lobby", "bob");
        using var socket = new ClientWebSocket();
        if (protocol is not null)
            socket.Options.AddSubProtocol(protocol);
        await socket.ConnectAsync(new Uri($"ws://{server.Endpoint}{path}"), CancellationToken.None);
        Assert.Equal(protocol, socket.SubProtocol);

        await SendAsync(socket, "NICK wendy", type);
        await SendAsync(socket, "USER w 0 * :Wendy\r\n", type);
        await SendAsync(socket, "JOIN #lobby", type);
        await bob.ExpectAsync(":wendy!~w@127.0.0.1 JOIN #lobby");
        await bob.SendAsync("PRIVMSG #lobby :Hallöchen");

        while (true)
        {
            (string line, WebSocketMessageType got) = await ReceiveAsync(socket);
            Assert.Equal(type, got);
            Assert.DoesNotContain('\n', line);
            if (line == ":bob!~bob@127.0.0.1 PRIVMSG #lobby :Hallöchen")
                break;
        }
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        await bob.ExpectAsync(":wendy!~w@127.0.0.1 QUIT :Connection closed");
    }

    [Fact]
    public async Task A_message_too_long_in_frames_too_many_is_refused_and_the_next_is_read()
    {
        await using TestServer server = await TestServer.StartAsync();
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{server.Endpoint}/socket"), CancellationToken.None);
        byte[] part = Encoding.ASCII.GetBytes(new string('x', 1000));

        for (int i = 0; i < 20; i++)
            await socket.SendAsync(part, WebSocketMessageType.Text, endOfMessage: i == 19, CancellationToken.None);
        await SendAsync(socket, "PING x", WebSocketMessageType.Text);

        Assert.Equal(":test 417 * :Input line was too long", (await ReceiveAsync(socket)).Line);
        Assert.Equal(":test PONG test :x", (await ReceiveAsync(socket)).Line);
    }

    private static Task SendAsync(ClientWebSocket socket, string line, WebSocketMessageType type)
        => socket.SendAsync(Encoding.UTF8.GetBytes(line), type, endOfMessage: true, CancellationToken.None);

    private static async Task<(string Line, WebSocketMessageType Type)> ReceiveAsync(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        byte[] buffer = new byte[8192];
        ValueWebSocketReceiveResult result = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
        return (Encoding.UTF8.GetString(buffer, 0, result.Count), result.MessageType);
    }
}
