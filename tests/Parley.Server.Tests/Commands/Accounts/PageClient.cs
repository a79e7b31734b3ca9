using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.Accounts;

/// <summary>A page in a browser: speaks the wire over WebSocket, from an origin, and has messages in parts.</summary>
internal sealed class PageClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _end = new();
    private int _lastToken;

    /// <summary>Connects as a page of that origin.</summary>
    public static async Task<PageClient> ConnectAsync(TestServer server, string origin)
    {
        var page = new PageClient();
        page._socket.Options.SetRequestHeader("Origin", origin);
        await page._socket.ConnectAsync(new Uri($"ws://{server.Endpoint}/socket"), page._end.Token);
        _ = page.ReceiveAsync();
        return page;
    }

    /// <summary>Connects and registers with the capabilities sasl, batch and standard-replies; what it is greeted with is read.</summary>
    public static async Task<PageClient> RegisterAsync(TestServer server, string origin, string nickname)
    {
        PageClient page = await ConnectAsync(server, origin);
        await page.SendAsync("CAP REQ :sasl batch standard-replies", $"NICK {nickname}", $"USER {nickname} 0 * :{nickname}", "CAP END");
        await page.SkipToAsync(" 376 ");
        return page;
    }

    /// <summary>Sends lines.</summary>
    public async Task SendAsync(params string[] lines)
    {
        foreach (string line in lines)
            await _socket.SendAsync(Encoding.UTF8.GetBytes(line), WebSocketMessageType.Text, endOfMessage: true, _end.Token);
    }

    /// <summary>Sends a message in parts, each after those words.</summary>
    public async Task SendMessageAsync(string words, byte[] message)
    {
        string base64 = Convert.ToBase64String(message);
        for (; base64.Length >= 400; base64 = base64[400..])
            await SendAsync($"{words} {base64[..400]}");
        await SendAsync($"{words} {(base64.Length > 0 ? base64 : "+")}");
    }

    /// <summary>The next line.</summary>
    public async Task<string> ReadAsync() => await _lines.Reader.ReadAsync(_end.Token).AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>Expects these lines next.</summary>
    public async Task ExpectAsync(params string[] lines)
    {
        foreach (string line in lines)
            Assert.Equal(line, await ReadAsync());
    }

    /// <summary>Reads until a line has these words, and returns it.</summary>
    public async Task<string> SkipToAsync(string words)
    {
        string line;
        do
            line = await ReadAsync();
        while (!line.Contains(words, StringComparison.Ordinal));
        return line;
    }

    /// <summary>Reads a message in parts, each of which stands behind those words.</summary>
    public async Task<byte[]> ReadMessageAsync(string words)
    {
        var base64 = new StringBuilder();
        string part;
        do
        {
            part = await ReadAsync();
            Assert.StartsWith(words + " ", part, StringComparison.Ordinal);
            part = part[(words.Length + 1)..];
            base64.Append(part == "+" ? "" : part);
        }
        while (part.Length == 400);
        return Convert.FromBase64String(base64.ToString());
    }

    /// <summary>Waits until all that was sent has been handled, and returns what came meanwhile.</summary>
    public async Task<IReadOnlyList<string>> SyncAsync()
    {
        string token = $"sync{++_lastToken}";
        await SendAsync($"PING {token}");
        var lines = new List<string>();
        for (string line = await ReadAsync(); line != $":test PONG test :{token}"; line = await ReadAsync())
            lines.Add(line);
        return lines;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _socket.Dispose();
        _end.Dispose();
    }

    private async Task ReceiveAsync()
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            while (await _socket.ReceiveAsync(buffer.AsMemory(), _end.Token) is { MessageType: not WebSocketMessageType.Close } received)
                _lines.Writer.TryWrite(Encoding.UTF8.GetString(buffer, 0, received.Count));
            _lines.Writer.TryComplete();
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            _lines.Writer.TryComplete(e);
        }
    }
}
