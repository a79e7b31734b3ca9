using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Parley.Server.Sessions;

namespace Parley.Server.Connections;

/// <summary>Plain IRC over TCP: reads from the transport's pipe, writes straight to the socket.</summary>
/// <remarks>Everything here runs on the I/O thread that received the bytes (docs/adr/0003).</remarks>
internal sealed partial class IrcConnections(ServerState server, ILogger<IrcConnections> log)
{
    // How long a client that was told to go may take to read the last words.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    /// <summary>Serves a connection until it ends.</summary>
    public async Task RunAsync(ConnectionContext connection)
    {
        Socket socket = connection.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        PipeReader input = connection.Transport.Input;
        var endpoints = new SessionEndpoints(connection.RemoteEndPoint as IPEndPoint, connection.LocalEndPoint as IPEndPoint);
        var session = new Session(server.Sessions.NextId(), endpoints, new SocketSink(socket), server.SessionContext, input.CancelPendingRead);
        var loop = new SessionLoop(session, server);
        string reason = "Connection closed";
        try
        {
            await ReadAsync(loop, input);
        }
        catch (Exception broken) when (broken is IOException or ConnectionAbortedException or OperationCanceledException or SocketException)
        {
            reason = "Connection reset";
        }
        catch (Exception bug)
        {
            // Whatever went wrong concerns this client alone.
            LogFailed(bug, session.Id.Value);
            reason = "Internal error";
        }
        finally
        {
            loop.SeeOff(reason);
            await LeaveAsync(session, input, socket);
        }
    }

    private static async Task ReadAsync(SessionLoop loop, PipeReader input)
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

    // A socket closed with unread bytes resets the connection, and the client would not see why. So: say it, end our half, read the rest.
    private async Task LeaveAsync(Session session, PipeReader input, Socket socket)
    {
        using var patience = new CancellationTokenSource(Farewell, server.Time);
        try
        {
            await session.Outbox.DrainAsync().WaitAsync(patience.Token);
            socket.Shutdown(SocketShutdown.Send);
            while (true)
            {
                ReadResult rest = await input.ReadAsync(patience.Token);
                input.AdvanceTo(rest.Buffer.End);
                if (rest.IsCompleted)
                    return;
            }
        }
        catch (Exception gone) when (gone is IOException or ConnectionAbortedException or OperationCanceledException or SocketException
            or ObjectDisposedException or InvalidOperationException)
        {
            LogGone(gone, session.Id.Value);
        }
    }

    [LoggerMessage(111, LogLevel.Error, "Session {Session} was ended by an error of the server")]
    private partial void LogFailed(Exception bug, long session);

    [LoggerMessage(112, LogLevel.Debug, "Session {Session} went without waiting for the last words")]
    private partial void LogGone(Exception gone, long session);
}
