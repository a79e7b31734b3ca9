using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http.Features;

namespace Parley.Server.Connections.Tls;

/// <summary>A connection inside TLS: what is read from it and written to it is in the clear here, and nowhere else.</summary>
internal sealed class TlsTransport(SslStream stream) : IDuplexPipe, ITlsConnectionFeature, IAsyncDisposable
{
    public PipeReader Input { get; } = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));

    public PipeWriter Output { get; } = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));

    /// <summary>The stream itself, for who writes past the pipe.</summary>
    public SslStream Stream => stream;

    /// <summary>What the client showed for itself. Null: nothing. It is the client's own word: nobody need vouch for it.</summary>
    public X509Certificate2? ClientCertificate { get; set; } = stream.RemoteCertificate as X509Certificate2;

    public Task<X509Certificate2?> GetClientCertificateAsync(CancellationToken cancellationToken) => Task.FromResult(ClientCertificate);

    public async ValueTask DisposeAsync()
    {
        await Input.CompleteAsync();
        await Output.CompleteAsync();
        await stream.DisposeAsync();
        ClientCertificate?.Dispose();
    }
}
