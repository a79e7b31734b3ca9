using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Parley.Server.Connections.Tls;

/// <summary>Greets clients that speak TLS: behind the handshake there is the same port again, IRC or HTTP.</summary>
/// <remarks>Source: https://www.rfc-editor.org/rfc/rfc8446. From here on nothing runs on the I/O thread: what TLS computes is too much for it.</remarks>
internal sealed partial class TlsDoor(ServerState server, ServerCertificate certificate, ILogger<TlsDoor> log)
{
    private const int RecordHeader = 5;
    private const int LongestRecord = 16 * 1024;

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    // https://www.iana.org/assignments/tls-extensiontype-values, protocol ids of ALPN.
    private static readonly SslApplicationProtocol Irc = new("irc");

    /// <summary>Shakes hands and goes on to <paramref name="next"/>, for which the connection speaks in the clear.</summary>
    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        IDuplexPipe raw = connection.Transport;
        var pool = new PoolTransport(raw);
        await Task.Yield();
        // Not left open: it would be flushed when TLS ends, beside the write of a client that does not read. The pipes stay the transport's all the same.
        await using (var stream = new SslStream(new PipeStream(pool), leaveInnerStreamOpen: false))
        {
            if (!await TryGreetAsync(connection, pool.Input, stream))
                return;
            await using var tls = new TlsTransport(stream);
            connection.Transport = tls;
            connection.Features.Set<ITlsConnectionFeature>(tls);
            try
            {
                await next(connection);
            }
            finally
            {
                connection.Transport = raw;
            }
        }
        await SeeOffAsync(connection);
    }

    // The transport sends what is left however long that takes, and the client need not read it.
    private async Task SeeOffAsync(ConnectionContext connection)
    {
        await connection.Transport.Output.CompleteAsync();
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = connection.ConnectionClosed.Register(closed.SetResult);
        try
        {
            await closed.Task.WaitAsync(Farewell, server.Time);
        }
        catch (TimeoutException)
        {
            connection.Abort();
        }
    }

    private async Task<bool> TryGreetAsync(ConnectionContext connection, PipeReader input, SslStream stream)
    {
        using var patience = new CancellationTokenSource(server.Options.Limits.Registration, server.Time);
        try
        {
            bool isBrowser = await IsBrowserAsync(input, patience.Token);
            SslStreamCertificateContext shown = certificate.Get();
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = shown,
                ApplicationProtocols = [SslApplicationProtocol.Http11, Irc],
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                // A browser would ask its user which certificate to show.
                ClientCertificateRequired = !isBrowser,
                CertificateChainPolicy = new X509ChainPolicy
                {
                    // Else a client could have the server fetch whatever its certificate names.
                    DisableCertificateDownloads = true,
                    RevocationMode = X509RevocationMode.NoCheck,
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    VerificationFlags = X509VerificationFlags.AllFlags,
                },
#pragma warning disable CA5359 // Who shows one is known by its fingerprint: it does not matter who vouches for it.
                RemoteCertificateValidationCallback = static (_, _, _, _) => true,
#pragma warning restore CA5359
            }, patience.Token);
            return true;
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException or OperationCanceledException or ConnectionAbortedException or ConnectionResetException)
        {
            LogRefused(connection.RemoteEndPoint, refused.Message);
            return false;
        }
    }

    // Whether the client says in its first record that it speaks HTTP.
    private static async Task<bool> IsBrowserAsync(PipeReader input, CancellationToken patience)
    {
        while (true)
        {
            ReadResult result = await input.ReadAsync(patience);
            byte[] hello = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, RecordHeader + LongestRecord)).ToArray();
            bool isWhole = hello.Length >= RecordHeader && hello.Length - RecordHeader >= Math.Min((int)BinaryPrimitives.ReadUInt16BigEndian(hello.AsSpan(3)), LongestRecord);
            bool isDone = isWhole || result.IsCompleted;
            input.AdvanceTo(result.Buffer.Start, isDone ? result.Buffer.Start : result.Buffer.End);
            if (isDone)
                return ClientHello.Offers(hello.AsSpan(Math.Min(hello.Length, RecordHeader)), "http/1.1"u8, "h2"u8);
        }
    }

    [LoggerMessage(183, LogLevel.Debug, "No TLS with {Remote}: {Reason}")]
    private partial void LogRefused(EndPoint? remote, string reason);
}
