using System.Net;
using System.Net.WebSockets;
using System.Text;
using Parley.Server.Settings;
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

    [Fact]
    public async Task Lines_joined_in_one_message_are_lines_all_the_same()
    {
        await using TestServer server = await TestServer.StartAsync();
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{server.Endpoint}/socket"), CancellationToken.None);

        await SendAsync(socket, $"PING a\r\nPING b\n\r\n{new string('x', 600)}\r\nPING c", WebSocketMessageType.Text);

        Assert.Equal(":test PONG test :a", (await ReceiveAsync(socket)).Line);
        Assert.Equal(":test PONG test :b", (await ReceiveAsync(socket)).Line);
        Assert.Equal(":test 417 * :Input line was too long", (await ReceiveAsync(socket)).Line);
        Assert.Equal(":test PONG test :c", (await ReceiveAsync(socket)).Line);
    }

    [Fact]
    public async Task A_line_split_over_frames_is_one_line()
    {
        await using TestServer server = await TestServer.StartAsync();
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{server.Endpoint}/socket"), CancellationToken.None);

        byte[] line = "PING hello"u8.ToArray();
        for (int i = 0; i < line.Length; i++)
            await socket.SendAsync(line.AsMemory(i, 1), WebSocketMessageType.Binary, endOfMessage: i == line.Length - 1, CancellationToken.None);

        Assert.Equal(":test PONG test :hello", (await ReceiveAsync(socket)).Line);
    }

    [Theory]
    [InlineData(null, "chat", HttpStatusCode.BadRequest)]
    [InlineData("https://elsewhere.example", null, HttpStatusCode.Forbidden)]
    [InlineData("http://127.0.0.1", null, HttpStatusCode.Forbidden)]
    [InlineData("null", "text.ircv3.net", HttpStatusCode.Forbidden)]
    [InlineData("https://friends.example:8443", null, HttpStatusCode.Forbidden)]
    public async Task Unknown_subprotocols_and_pages_of_other_sites_are_refused(string? origin, string? protocol, HttpStatusCode status)
    {
        await using TestServer server = await StartWithOriginsAsync("https://friends.example");
        using ClientWebSocket socket = NewSocket(origin, protocol);

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://{server.Endpoint}/socket"), CancellationToken.None));

        Assert.Equal(status, socket.HttpStatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("http://127.0.0.1:{0}")]
    [InlineData("https://friends.example")]
    public async Task Programs_own_pages_and_those_that_the_settings_name_are_let_in(string? origin)
    {
        await using TestServer server = await StartWithOriginsAsync("https://friends.example");
        using ClientWebSocket socket = NewSocket(origin?.Replace("{0}", $"{server.Endpoint.Port}", StringComparison.Ordinal), "text.ircv3.net");

        await socket.ConnectAsync(new Uri($"ws://{server.Endpoint}/socket"), CancellationToken.None);

        await SendAsync(socket, "PING a", WebSocketMessageType.Text);
        Assert.Equal(":test PONG test :a", (await ReceiveAsync(socket)).Line);
    }

    [Fact]
    public async Task With_a_star_all_pages_are_let_in()
    {
        await using TestServer server = await StartWithOriginsAsync("*");
        using ClientWebSocket socket = NewSocket("https://elsewhere.example", "text.ircv3.net");

        await socket.ConnectAsync(new Uri($"ws://{server.Endpoint}/socket"), CancellationToken.None);

        Assert.Equal(WebSocketState.Open, socket.State);
    }

    [Theory]
    [InlineData("127.0.0.1", "198.51.100.3", "198.51.100.3")]
    [InlineData("127.0.0.1", "203.0.113.9, 198.51.100.3", "198.51.100.3")]
    [InlineData("127.0.0.1", "198.51.100.3, 127.0.0.1", "198.51.100.3")]
    [InlineData("127.0.0.1", "198.51.100.3:4000", "198.51.100.3")]
    [InlineData("127.0.0.1", "nonsense", "127.0.0.1")]
    [InlineData("192.0.2.1", "198.51.100.3", "127.0.0.1")]
    public async Task Only_a_proxy_that_the_settings_name_says_by_X_Forwarded_For_who_the_client_is(string proxy, string header, string address)
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Connections = new ConnectionOptions { ProxiesFrom = [proxy] } });
        using ClientWebSocket socket = NewSocket(null, "text.ircv3.net");
        socket.Options.SetRequestHeader("X-Forwarded-For", header);
        await socket.ConnectAsync(new Uri($"ws://{server.Endpoint}/socket"), CancellationToken.None);

        await SendAsync(socket, "NICK ada", WebSocketMessageType.Text);
        await SendAsync(socket, "USER ada 0 * :Ada", WebSocketMessageType.Text);

        Assert.Equal($":test 001 ada :Welcome to test, ada!~ada@{address}", (await ReceiveAsync(socket)).Line);
    }

    [Fact]
    public async Task Clients_of_a_proxy_are_counted_by_their_own_address()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with
        {
            Connections = new ConnectionOptions { ProxiesFrom = ["127.0.0.1"] },
            Limits = options.Limits with { ConnectionsPerAddress = 1 },
        });
        using ClientWebSocket one = NewSocket(null, null), two = NewSocket(null, null);
        one.Options.SetRequestHeader("X-Forwarded-For", "198.51.100.3");
        two.Options.SetRequestHeader("X-Forwarded-For", "198.51.100.3");
        await one.ConnectAsync(new Uri($"ws://{server.Endpoint}/socket"), CancellationToken.None);

        await Assert.ThrowsAsync<WebSocketException>(() => two.ConnectAsync(new Uri($"ws://{server.Endpoint}/socket"), CancellationToken.None));

        Assert.Equal(HttpStatusCode.TooManyRequests, two.HttpStatusCode);
    }

    private static Task<TestServer> StartWithOriginsAsync(string origin)
        => TestServer.StartAsync(options => options with { Connections = new ConnectionOptions { Origins = [origin] } });

    private static ClientWebSocket NewSocket(string? origin, string? protocol)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        if (protocol is not null)
            socket.Options.AddSubProtocol(protocol);
        return socket;
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
