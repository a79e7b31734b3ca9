using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parley.Server.Sessions;

namespace Parley.Server.Connections;

/// <summary>IRC in WebSocket: one line in each message, without CR LF.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/websocket. The lines are text with text.ircv3.net or no subprotocol, binary with binary.ircv3.net.</remarks>
internal sealed partial class WebSocketConnections(ServerState server, ILogger<WebSocketConnections> log)
{
    private const string Text = "text.ircv3.net", Binary = "binary.ircv3.net";

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    /// <summary>Takes the upgrade and serves the session until it ends.</summary>
    public async Task RunAsync(HttpContext http)
    {
        string? chosen = http.WebSockets.WebSocketRequestedProtocols.FirstOrDefault(protocol => protocol is Text or Binary);
        using WebSocket socket = await http.WebSockets.AcceptWebSocketAsync(chosen);
        WebSocketMessageType type = chosen == Binary ? WebSocketMessageType.Binary : WebSocketMessageType.Text;
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var session = new Session(server.Sessions.NextId(), Endpoints(http), new WebSocketSink(socket, type), server.SessionContext, () => closed.TrySetResult());
        var loop = new SessionLoop(session, server);
        var receiver = new WebSocketReceiver(socket);
        string reason = "Connection closed";
        try
        {
            await ReadAsync(loop, receiver, closed.Task);
        }
        catch (Exception broken) when (broken is IOException or WebSocketException or OperationCanceledException)
        {
            reason = "Connection reset";
        }
        catch (Exception bug)
        {
            LogFailed(bug, session.Id.Value);
            reason = "Internal error";
        }
        finally
        {
            loop.SeeOff(reason);
            await LeaveAsync(session, socket, receiver);
        }
    }

    private static async Task ReadAsync(SessionLoop loop, WebSocketReceiver receiver, Task closed)
    {
        while (loop.IsOpen)
        {
            Task<bool> received = receiver.ReceiveAsync();
            // Not cancelled when the session is closed: a WebSocket whose receiving is cancelled cannot say goodbye any more.
            if (await Task.WhenAny(received, closed) == closed || !await received)
                return;
            if (receiver.IsTooLong || !LineReader.Fits(TrimEnd(receiver.Message.Span)))
                await loop.TooLongAsync();
            else
                await loop.RunLineAsync(receiver.Message[..TrimEnd(receiver.Message.Span).Length]);
        }
    }

    // Some clients end the line all the same.
    private static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> line) => line.TrimEnd("\r\n"u8);

    private async Task LeaveAsync(Session session, WebSocket socket, WebSocketReceiver receiver)
    {
        using var patience = new CancellationTokenSource(Farewell, server.Time);
        try
        {
            await session.Outbox.DrainAsync().WaitAsync(patience.Token);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
            while (socket.State == WebSocketState.CloseSent && await receiver.ReceiveAsync().WaitAsync(patience.Token))
            {
                // What still comes is not for anyone.
            }
        }
        catch (Exception gone) when (gone is IOException or WebSocketException or OperationCanceledException or ObjectDisposedException
            or InvalidOperationException)
        {
            LogGone(gone, session.Id.Value);
        }
    }

    private static SessionEndpoints Endpoints(HttpContext http) => new(
        http.Connection.RemoteIpAddress is { } remote ? new IPEndPoint(remote, http.Connection.RemotePort) : null,
        http.Connection.LocalIpAddress is { } local ? new IPEndPoint(local, http.Connection.LocalPort) : null);

    [LoggerMessage(121, LogLevel.Error, "Session {Session} was ended by an error of the server")]
    private partial void LogFailed(Exception bug, long session);

    [LoggerMessage(122, LogLevel.Debug, "Session {Session} went without waiting for the last words")]
    private partial void LogGone(Exception gone, long session);
}
