namespace Parley.Server.Connections.Tls;

/// <summary>Sends lines inside TLS.</summary>
internal sealed class TlsSink(TlsTransport transport) : ISink
{
    // There is no trying: what TLS has taken must be sent.
    public int TrySend(ReadOnlySpan<byte> lines) => 0;

    public ValueTask SendAsync(ReadOnlyMemory<byte> lines) => transport.Stream.WriteAsync(lines);
}
