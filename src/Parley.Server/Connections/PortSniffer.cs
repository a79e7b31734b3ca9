using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Parley.Server.Connections.Tls;

namespace Parley.Server.Connections;

/// <summary>Tells by a connection's first bytes what it speaks and hands it on with not a byte lost.</summary>
/// <remarks>
/// HTTP begins with a method in capitals and a space; a TLS record with 0x16; the PROXY protocol with its own words; everything else is IRC.
/// One byte may not suffice: P could begin PING, PASS, POST, PUT, PATCH or PROXY.
/// </remarks>
internal sealed partial class PortSniffer(ConnectionDelegate irc, ConnectionDelegate http, TlsDoor tls, TimeSpan patience, TimeProvider time, ILogger<PortSniffer> log)
{
    private const byte TlsHandshake = 0x16;

    private static readonly byte[] ProxyRefusal = "ERROR :Closing link: the PROXY protocol is spoken with configured proxies only\r\n"u8.ToArray();

    private static readonly byte[][] HttpMethods =
        [.. new[] { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE", "PRI" }.Select(method => Encoding.ASCII.GetBytes(method + " "))];

    /// <summary>What a connection speaks.</summary>
    internal enum Speech
    {
        /// <summary>More bytes are needed to tell.</summary>
        Unknown,

        /// <summary>IRC.</summary>
        Irc,

        /// <summary>HTTP, WebSocket included.</summary>
        Http,

        /// <summary>TLS, in which either may be.</summary>
        Tls,

        /// <summary>The PROXY protocol, where it has no business: <see cref="ProxyDoor"/> has taken it off where it has.</summary>
        Proxy,
    }

    /// <summary>Listens to the first bytes and hands the connection on.</summary>
    public Task RunAsync(ConnectionContext connection) => RunAsync(connection, isInTls: false);

    private async Task RunAsync(ConnectionContext connection, bool isInTls)
    {
        switch (await ListenAsync(connection))
        {
            case Speech.Irc:
                await irc(connection);
                break;
            case Speech.Http when isInTls:
                await http(connection);
                break;
            case Speech.Http:
                connection.Transport = new PoolTransport(connection.Transport);
                await Task.Yield();
                await http(connection);
                break;
            case Speech.Tls when !isInTls:
                await tls.RunAsync(connection, inside => RunAsync(inside, isInTls: true));
                break;
            case Speech.Proxy:
                LogProxyRefused(connection.RemoteEndPoint);
                await connection.Transport.Output.WriteAsync(ProxyRefusal);
                break;
            case Speech.Unknown or Speech.Tls:
                break;
        }
    }

    /// <summary>What the bytes begin with.</summary>
    internal static Speech Recognise(ReadOnlySpan<byte> start)
    {
        if (start.Length == 0)
            return Speech.Unknown;
        if (start[0] == TlsHandshake)
            return Speech.Tls;
        if (ProxyHeader.Begins(start, ProxyHeader.Version1))
            return start.Length < ProxyHeader.Version1.Length ? Speech.Unknown : Speech.Proxy;
        if (ProxyHeader.Begins(start, ProxyHeader.Version2))
            return start.Length < ProxyHeader.Version2.Length ? Speech.Unknown : Speech.Proxy;
        foreach (byte[] method in HttpMethods)
        {
            int common = Math.Min(method.Length, start.Length);
            if (start[..common].SequenceEqual(method.AsSpan(0, common)))
                return common == method.Length ? Speech.Http : Speech.Unknown;
        }
        return Speech.Irc;
    }

    private async Task<Speech> ListenAsync(ConnectionContext connection)
    {
        PipeReader input = connection.Transport.Input;
        using var silence = new CancellationTokenSource(patience, time);
        try
        {
            while (true)
            {
                ReadResult result = await input.ReadAsync(silence.Token);
                Speech speech = Recognise(FirstBytes(result.Buffer));
                if (speech == Speech.Unknown && result.IsCompleted)
                    speech = result.Buffer.IsEmpty ? Speech.Unknown : Speech.Irc;
                bool isDone = speech != Speech.Unknown || result.IsCompleted;
                // Nothing is consumed, and when it is known nothing counts as seen, so that who comes next reads it all at once.
                input.AdvanceTo(result.Buffer.Start, isDone ? result.Buffer.Start : result.Buffer.End);
                if (isDone)
                    return speech;
            }
        }
        catch (OperationCanceledException)
        {
            return Speech.Unknown;
        }
        catch (Exception broken) when (broken is IOException or ConnectionAbortedException or ConnectionResetException)
        {
            return Speech.Unknown;
        }
    }

    private static ReadOnlySpan<byte> FirstBytes(ReadOnlySequence<byte> buffer)
    {
        const int longest = 16;
        ReadOnlySequence<byte> start = buffer.Slice(0, Math.Min(buffer.Length, longest));
        return start.IsSingleSegment ? start.FirstSpan : start.ToArray();
    }

    [LoggerMessage(102, LogLevel.Information, "{Remote} speaks the PROXY protocol and is no proxy that the settings name")]
    private partial void LogProxyRefused(System.Net.EndPoint? remote);
}
