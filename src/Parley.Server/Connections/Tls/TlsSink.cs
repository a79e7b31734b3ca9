namespace Parley.Server.Connections.Tls;

/// <summary>Sends lines inside TLS.</summary>
internal sealed class TlsSink(TlsTransport transport) : ISink
{
    // There is no trying: what TLS has taken must be sent.
    public int TrySend(ReadOnlySpan<byte> lines) => 0;

    public async ValueTask SendAsync(ReadOnlyMemory<byte> lines)
    {
        // Whoever said something is on their I/O thread here, and shall not encrypt it for all the others.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await transport.Stream.WriteAsync(lines);
    }
}
