using System.Net.WebSockets;
using System.Text;
using Parley.Client.Connections;

namespace Parley.Client.Tests;

/// <summary>The way of a page to its server: browsers say of which origin it is.</summary>
internal sealed class PageTransport(Uri socket, string origin) : ITransport
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[ITransport.MaxLine];

    public Task ConnectAsync(CancellationToken cancellation)
    {
        _socket.Options.SetRequestHeader("Origin", origin);
        return _socket.ConnectAsync(socket, cancellation);
    }

    public async ValueTask<ReadOnlyMemory<byte>?> ReadLineAsync(CancellationToken cancellation)
    {
        try
        {
            ValueWebSocketReceiveResult received = await _socket.ReceiveAsync(_buffer.AsMemory(), cancellation);
            return received.MessageType == WebSocketMessageType.Close ? null : _buffer.AsMemory(0, received.Count);
        }
        catch (WebSocketException e)
        {
            throw new IOException("The connection broke", e);
        }
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellation)
    {
        foreach (string line in Encoding.UTF8.GetString(lines.Span).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
            await _socket.SendAsync(Encoding.UTF8.GetBytes(line), WebSocketMessageType.Text, endOfMessage: true, cancellation);
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
