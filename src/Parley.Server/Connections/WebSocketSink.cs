using System.Net.WebSockets;

namespace Parley.Server.Connections;

/// <summary>Sends one line in each message of a WebSocket, without its CR LF.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/websocket.</remarks>
internal sealed class WebSocketSink(WebSocket socket, WebSocketMessageType type) : ISink
{
    // Frames are written asynchronously only: TLS and compression may stand between here and the network.
    public int TrySend(ReadOnlySpan<byte> lines) => 0;

    public async ValueTask SendAsync(ReadOnlyMemory<byte> lines)
    {
        while (lines.Length > 0)
        {
            int end = lines.Span.IndexOf("\r\n"u8);
            await socket.SendAsync(lines[..end], type, endOfMessage: true, CancellationToken.None);
            lines = lines[(end + 2)..];
        }
    }
}
