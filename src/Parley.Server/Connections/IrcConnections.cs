using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Parley.Server.Connections.Tls;
using Parley.Server.Sessions;

namespace Parley.Server.Connections;

/// <summary>IRC over TCP: reads from the transport's pipe, writes straight to the socket, or into TLS.</summary>
/// <remarks>Without TLS everything here runs on the I/O thread that received the bytes (docs/adr/0003).</remarks>
internal sealed class IrcConnections(SessionRunner sessions)
{
    /// <summary>Serves a connection until it ends.</summary>
    public Task RunAsync(ConnectionContext connection)
    {
        var endpoints = new SessionEndpoints(connection.RemoteEndPoint as IPEndPoint, connection.LocalEndPoint as IPEndPoint)
        {
            IsSecure = connection.Features.Get<ProxiedTls>() is not null,
        };
        if (connection.Transport is TlsTransport tls)
        {
            endpoints = endpoints with
            {
                IsSecure = true,
                IsNamed = tls.Stream.TargetHostName.Length > 0,
                Fingerprint = tls.ClientCertificate?.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(),
            };
            return sessions.RunAsync(new Carrier(new TlsSink(tls), tls.Input, tls.Stream.ShutdownAsync), endpoints);
        }
        Socket socket = connection.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        // Without a sink it has ended while it was listened to.
        return SocketSink.Of(socket) is { } sink ? sessions.RunAsync(new Carrier(sink, connection.Transport.Input, () => Shutdown(socket)), endpoints) : Task.CompletedTask;
    }

    private static Task Shutdown(Socket socket)
    {
        socket.Shutdown(SocketShutdown.Send);
        return Task.CompletedTask;
    }

    private sealed class Carrier(ISink sink, PipeReader input, Func<Task> shutdown) : ICarrier
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
            await shutdown().WaitAsync(patience);
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
