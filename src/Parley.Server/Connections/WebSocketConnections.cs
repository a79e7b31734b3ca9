using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Parley.Core.Passkeys;
using Parley.Server.Http;
using Parley.Server.Sessions;

namespace Parley.Server.Connections;

/// <summary>IRC in WebSocket: one line in each message, without CR LF.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/websocket. The lines are text with text.ircv3.net or no subprotocol, binary with
/// binary.ircv3.net. Who wants subprotocols of which none is known is refused (400), as browsers would then break off themselves; a page of
/// another site too (403), unless the settings name it; and an address with too many connections (429).</remarks>
internal sealed class WebSocketConnections(ServerState server, SessionRunner sessions)
{
    private const string Text = "text.ircv3.net", Binary = "binary.ircv3.net";

    /// <summary>Takes the upgrade and serves the session until it ends.</summary>
    public async Task RunAsync(HttpContext http)
    {
        IList<string> wanted = http.WebSockets.WebSocketRequestedProtocols;
        string? chosen = wanted.FirstOrDefault(protocol => protocol is Text or Binary);
        if (wanted.Count > 0 && chosen is null)
            await RefuseAsync(http, StatusCodes.Status400BadRequest, $"The subprotocols of IRC are {Text} and {Binary}.");
        else if (!PageOrigin.MayConnect(http.Request, server.Options))
            await RefuseAsync(http, StatusCodes.Status403Forbidden, "Pages of this site may not connect here.");
        else if (!TryCount(http, out IPAddress? counted))
            await RefuseAsync(http, StatusCodes.Status429TooManyRequests, "There are too many connections from your address.");
        else
            await AcceptAsync(http, chosen, counted);
    }

    private async Task AcceptAsync(HttpContext http, string? protocol, IPAddress? counted)
    {
        try
        {
            using WebSocket socket = await http.WebSockets.AcceptWebSocketAsync(protocol);
            WebSocketMessageType type = protocol == Binary ? WebSocketMessageType.Binary : WebSocketMessageType.Text;
            await sessions.RunAsync(new Carrier(socket, new WebSocketSink(socket, type)), Endpoints(http));
        }
        finally
        {
            if (counted is not null)
                server.Addresses.Leave(counted);
        }
    }

    // A client of whom a proxy speaks has not been counted yet: its connection is the proxy's.
    private bool TryCount(HttpContext http, out IPAddress? counted)
    {
        counted = http.Features.Get<ForwardedClient>()?.Address;
        return counted is null || server.Addresses.TryEnter(counted);
    }

    private static Task RefuseAsync(HttpContext http, int status, string reason)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain";
        return http.Response.WriteAsync($"{reason}\n");
    }

    private SessionEndpoints Endpoints(HttpContext http) => new(
        http.Connection.RemoteIpAddress is { } remote ? new IPEndPoint(remote, http.Connection.RemotePort) : null,
        http.Connection.LocalIpAddress is { } local ? new IPEndPoint(local, http.Connection.LocalPort) : null)
    {
        IsSecure = http.Request.IsHttps,
        Page = RelyingParty.Of(http.Request.Headers.Origin.ToString(), server.Options.Server.Url),
    };

    private sealed class Carrier(WebSocket socket, WebSocketSink sink) : ICarrier
    {
        private readonly WebSocketReceiver _receiver = new(socket);
        private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ISink Sink => sink;

        public void StopReading() => _closed.TrySetResult();

        public async Task ReadAsync(SessionLoop loop)
        {
            while (loop.IsOpen)
            {
                Task<bool> received = _receiver.ReceiveAsync();
                // Not cancelled when the session is closed: a WebSocket whose receiving is cancelled cannot say goodbye any more.
                if (await Task.WhenAny(received, _closed.Task) == _closed.Task || !await received)
                    return;
                if (_receiver.IsTooLong)
                    await loop.TooLongAsync();
                else
                    await loop.RunMessageAsync(_receiver.Message);
            }
        }

        public async Task FinishAsync(CancellationToken patience)
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience);
            while (socket.State == WebSocketState.CloseSent && await _receiver.ReceiveAsync().WaitAsync(patience))
            {
                // What still comes is not for anyone.
            }
        }
    }
}
