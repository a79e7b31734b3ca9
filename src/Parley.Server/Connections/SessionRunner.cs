using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Parley.Server.Sessions;

namespace Parley.Server.Connections;

/// <summary>A session's life on what carries it: it is read until it ends, whatever goes wrong is caught, it is seen off, and hears why.</summary>
internal sealed partial class SessionRunner(ServerState server, ILogger<SessionRunner> log)
{
    // How long a client that was told to go may take to read the last words.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    /// <summary>Serves a session until it ends.</summary>
    public async Task RunAsync(ICarrier carrier, SessionEndpoints endpoints)
    {
        var session = new Session(server.Sessions.NextId(), endpoints, carrier.Sink, server.SessionContext, carrier.StopReading);
        var loop = new SessionLoop(session, server);
        string reason = "Connection closed";
        try
        {
            await carrier.ReadAsync(loop);
        }
        catch (Exception broken) when (IsBroken(broken))
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
            if (session.CountedAs is { } address)
                server.Addresses.Leave(address);
            await FinishAsync(session, carrier);
        }
    }

    private async Task FinishAsync(Session session, ICarrier carrier)
    {
        using var patience = new CancellationTokenSource(Farewell, server.Time);
        try
        {
            await session.Outbox.DrainAsync().WaitAsync(patience.Token);
            await carrier.FinishAsync(patience.Token);
        }
        catch (Exception gone) when (IsBroken(gone) || gone is ObjectDisposedException or InvalidOperationException or CryptographicException)
        {
            LogGone(gone, session.Id.Value);
        }
    }

    private static bool IsBroken(Exception broken)
        => broken is IOException or ConnectionAbortedException or OperationCanceledException or SocketException or WebSocketException;

    [LoggerMessage(111, LogLevel.Error, "Session {Session} was ended by an error of the server")]
    private partial void LogFailed(Exception bug, long session);

    [LoggerMessage(112, LogLevel.Debug, "Session {Session} went without waiting for the last words")]
    private partial void LogGone(Exception gone, long session);
}
