using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Parley.Server.Connections;

/// <summary>Says of a connection that a proxy took it by TLS.</summary>
internal sealed record ProxiedTls;

/// <summary>Takes the PROXY header off connections of configured proxies, so that from here on they come from the client itself.</summary>
/// <remarks>Nobody else's header is looked at: <see cref="PortSniffer"/> refuses it. A proxy need not send one: it may speak HTTP and say in each
/// request for whom.</remarks>
internal sealed partial class ProxyDoor(ServerState server, ILogger<ProxyDoor> log)
{
    /// <summary>Reads the header if the connection comes from a proxy, then goes on to <paramref name="next"/>.</summary>
    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (connection.RemoteEndPoint is not IPEndPoint remote || !server.Options.Connections.IsProxy(remote.Address))
        {
            await next(connection);
            return;
        }
        (ProxyHeader.Found found, ProxyHeader? header) = await ReadAsync(connection);
        if (found is ProxyHeader.Found.Broken or ProxyHeader.Found.Unknown)
        {
            LogBroken(remote);
            return;
        }
        if (header?.Client is { } client)
            (connection.RemoteEndPoint, connection.LocalEndPoint) = (client, header.Server);
        if (header is { IsSecure: true })
            connection.Features.Set(new ProxiedTls());
        await next(connection);
    }

    private async Task<(ProxyHeader.Found Found, ProxyHeader? Header)> ReadAsync(ConnectionContext connection)
    {
        PipeReader input = connection.Transport.Input;
        using var silence = new CancellationTokenSource(server.Options.Limits.Registration, server.Time);
        try
        {
            while (true)
            {
                ReadResult result = await input.ReadAsync(silence.Token);
                ProxyHeader.Found found = ProxyHeader.TryRead(ToSpan(result.Buffer), out ProxyHeader? header, out int length);
                bool isDone = found != ProxyHeader.Found.Unknown || result.IsCompleted;
                SequencePosition taken = result.Buffer.GetPosition(length);
                // Nothing behind the header counts as seen, so that who comes next reads it all at once.
                input.AdvanceTo(found == ProxyHeader.Found.Header ? taken : result.Buffer.Start, isDone ? taken : result.Buffer.End);
                if (isDone)
                    return (found, header);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or ConnectionAbortedException or ConnectionResetException)
        {
            return (ProxyHeader.Found.Unknown, null);
        }
    }

    private static ReadOnlySpan<byte> ToSpan(ReadOnlySequence<byte> buffer) => buffer.IsSingleSegment ? buffer.FirstSpan : buffer.ToArray();

    [LoggerMessage(151, LogLevel.Information, "The proxy {Remote} sent no header of the PROXY protocol that could be read")]
    private partial void LogBroken(IPEndPoint remote);
}
