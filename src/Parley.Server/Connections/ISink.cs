using System.Net.Sockets;

namespace Parley.Server.Connections;

/// <summary>Where an outbox sends to: a socket, or the frames of a WebSocket.</summary>
internal interface ISink
{
    /// <summary>Sends what can be sent without waiting.</summary>
    /// <returns>How many bytes were taken, from none to all; less than zero when the connection is broken.</returns>
    int TrySend(ReadOnlySpan<byte> lines);

    /// <summary>Sends all, however long it takes. Throws when the connection breaks.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> lines);
}

/// <summary>Sends straight to a TCP socket, past the transport's pipe (docs/adr/0003).</summary>
internal sealed class SocketSink : ISink
{
    private readonly Socket _socket;

    private SocketSink(Socket socket) => _socket = socket;

    /// <summary>The sink of a socket. Null: its connection has ended already.</summary>
    public static SocketSink? Of(Socket socket)
    {
        try
        {
            // Else a synchronous send waits for room in the socket's buffer, and with it the I/O thread.
            socket.Blocking = false;
            socket.NoDelay = true;
            return new SocketSink(socket);
        }
        catch (Exception gone) when (gone is ObjectDisposedException or SocketException)
        {
            return null;
        }
    }

    public int TrySend(ReadOnlySpan<byte> lines)
    {
        try
        {
            int sent = _socket.Send(lines, SocketFlags.None, out SocketError error);
            return error switch
            {
                SocketError.Success => sent,
                SocketError.WouldBlock or SocketError.IOPending or SocketError.NoBufferSpaceAvailable => 0,
                _ => -1,
            };
        }
        catch (ObjectDisposedException)
        {
            return -1;
        }
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> lines)
    {
        while (lines.Length > 0)
            lines = lines[await _socket.SendAsync(lines, SocketFlags.None)..];
    }
}
