using System.Net.WebSockets;

namespace Parley.Server.Connections;

/// <summary>Receives whole messages of a WebSocket, of which no more is kept than a line may have.</summary>
internal sealed class WebSocketReceiver(WebSocket socket)
{
    private readonly byte[] _buffer = new byte[LineReader.MaxTags + LineReader.MaxBody];
    private Task<bool>? _pending;
    private int _length;

    /// <summary>The last message, good until the next is asked for.</summary>
    public ReadOnlyMemory<byte> Message => _buffer.AsMemory(0, _length);

    /// <summary>Whether the last message was longer than is kept.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Receives the next message. Who asks again before it has come gets the same task.</summary>
    /// <returns>False when the other side has closed.</returns>
    public Task<bool> ReceiveAsync() => _pending is { IsCompleted: false } ? _pending : _pending = NextAsync();

    private async Task<bool> NextAsync()
    {
        (_length, IsTooLong) = (0, false);
        while (true)
        {
            if (_length == _buffer.Length)
                (_length, IsTooLong) = (0, true);
            ValueWebSocketReceiveResult part = await socket.ReceiveAsync(_buffer.AsMemory(_length), CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close)
                return false;
            _length += part.Count;
            if (part.EndOfMessage)
                return true;
        }
    }
}
