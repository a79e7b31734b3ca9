using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Parley.Server.Sessions;

namespace Parley.Server.Connections;

/// <summary>Plain IRC over TCP: reads from the transport's pipe, writes straight to the socket.</summary>
/// <remarks>Everything here runs on the I/O thread that received the bytes (docs/adr/0003).</remarks>
internal sealed class IrcConnections(SessionRunner sessions)
{
    /// <summary>Serves a connection until it ends.</summary>
    public Task RunAsync(ConnectionContext connection)
    {
        Socket socket = connection.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        var endpoints = new SessionEndpoints(connection.RemoteEndPoint as IPEndPoint, connection.LocalEndPoint as IPEndPoint);
        // Without a sink it has ended while it was listened to.
        return SocketSink.Of(socket) is { } sink ? sessions.RunAsync(new Carrier(socket, sink, connection.Transport.Input), endpoints) : Task.CompletedTask;
    }

    private sealed class Carrier(Socket socket, SocketSink sink, PipeReader input) : ICarrier
    {
        public ISink Sink => sink;

        public void StopReading() => input.CancelPendingRead();

        public async Task ReadAsync(SessionLoop loop)
        {
            while (loop.IsOpen)
            {
                ReadResult result = await input.ReadAsync();
                var left = result.Buffer;
                try
                {
                    left = await loop.RunAsync(left);
                }
                finally
                {
                    input.AdvanceTo(left.Start, result.Buffer.End);
                }
                if (result.IsCompleted)
                    return;
            }
        }

        // A socket closed with unread bytes resets the connection, and the client would not see why.
        public async Task FinishAsync(CancellationToken patience)
        {
            socket.Shutdown(SocketShutdown.Send);
            while (true)
            {
                ReadResult rest = await input.ReadAsync(patience);
                input.AdvanceTo(rest.Buffer.End);
                if (rest.IsCompleted)
                    return;
            }
        }
    }
}
