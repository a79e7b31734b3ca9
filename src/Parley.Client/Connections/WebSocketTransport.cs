using System.Net.WebSockets;

namespace Parley.Client.Connections;

/// <summary>Lines over a WebSocket, one line a message without CR LF: for browsers, and through web proxies.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/websocket.</remarks>
/// <param name="address">A ws or wss URL.</param>
public sealed class WebSocketTransport(Uri address) : ITransport
{
    private const string Subprotocol = "text.ircv3.net";

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[ITransport.MaxLine];

    /// <inheritdoc/>
    public async Task ConnectAsync(CancellationToken cancellation)
    {
        _socket.Options.AddSubProtocol(Subprotocol);
        try
        {
            await _socket.ConnectAsync(address, cancellation);
        }
        catch (WebSocketException e)
        {
            throw Broken(e, "The server cannot be reached");
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadLineAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                (int length, bool closed) = await ReadMessageAsync(cancellation);
                if (closed)
                    return null;
                ReadOnlyMemory<byte> line = _buffer.AsMemory(0, Math.Max(0, length)).TrimEnd("\r\n"u8);
                if (line.Length > 0)
                    return line;
            }
        }
        catch (WebSocketException e)
        {
            throw Broken(e, "The connection broke");
        }
    }

    /// <inheritdoc/>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellation)
    {
        try
        {
            while (lines.Length > 0)
            {
                int end = lines.Span.IndexOf("\r\n"u8);
                await _socket.SendAsync(lines[..end], WebSocketMessageType.Text, endOfMessage: true, cancellation);
                lines = lines[(end + 2)..];
            }
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException)
        {
            throw Broken(e, "The connection broke");
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    // Browsers tell pages no reason, so there our own words say more than the framework's.
    private static IOException Broken(Exception e, string inBrowsers)
        => new(OperatingSystem.IsBrowser() ? inBrowsers : (e.InnerException ?? e).Message, e);

    // The length is -1 for a message that is too long: it is read to its end and left out.
    private async ValueTask<(int Length, bool Closed)> ReadMessageAsync(CancellationToken cancellation)
    {
        int length = 0;
        while (true)
        {
            Memory<byte> free = length < 0 ? _buffer : _buffer.AsMemory(length);
            ValueWebSocketReceiveResult got = await _socket.ReceiveAsync(free, cancellation);
            if (got.MessageType == WebSocketMessageType.Close)
                return (0, true);
            if (length >= 0)
                length += got.Count;
            if (got.EndOfMessage)
                return (length, false);
            if (length == _buffer.Length)
                length = -1;
        }
    }
}
