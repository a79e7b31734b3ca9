using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Parley.Server.Connections;

/// <summary>Lets connections in as far as the limits per address go.</summary>
/// <remarks>A proxy's or a gateway's own address is not counted: it says for each client who that is, and there the client is counted.</remarks>
internal sealed partial class Admission(ServerState server, ILogger<Admission> log)
{
    private static readonly byte[] Refusal = "ERROR :Closing link: too many connections from your address\r\n"u8.ToArray();

    /// <summary>Lets the connection through to <paramref name="next"/>, or tells it to come back later.</summary>
    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (connection.RemoteEndPoint is not IPEndPoint remote || server.Options.Connections.SpeaksForOthers(remote.Address))
        {
            await next(connection);
            return;
        }
        if (!server.Addresses.TryEnter(remote.Address))
        {
            LogRefused(remote.Address);
            await connection.Transport.Output.WriteAsync(Refusal);
            return;
        }
        try
        {
            await next(connection);
        }
        finally
        {
            server.Addresses.Leave(remote.Address);
        }
    }

    [LoggerMessage(131, LogLevel.Information, "Refused a connection from {Address}: it has too many or opens them too fast")]
    private partial void LogRefused(IPAddress address);
}
