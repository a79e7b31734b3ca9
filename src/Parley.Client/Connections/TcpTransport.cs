using System.Net.Security;
using System.Net.Sockets;

namespace Parley.Client.Connections;

/// <summary>Lines over TCP, as every IRC client speaks them; not for browsers.</summary>
/// <param name="host">A host name or an address.</param>
/// <param name="port">1 to 65535.</param>
/// <param name="secure">Whether to speak under TLS.</param>
public sealed class TcpTransport(string host, int port, bool secure = false) : ITransport
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly LineBuffer _lines = new();
    private Stream _stream = Stream.Null;

    /// <inheritdoc/>
    public async Task ConnectAsync(CancellationToken cancellation)
    {
        try
        {
            await _socket.ConnectAsync(host, port, cancellation);
            _stream = new NetworkStream(_socket);
            if (secure)
            {
                var tls = new SslStream(_stream);
                _stream = tls;
                await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, cancellation);
            }
        }
        catch (Exception e) when (e is SocketException or System.Security.Authentication.AuthenticationException)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadLineAsync(CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> line;
        while (!_lines.TryTake(out line))
        {
            int read = await _stream.ReadAsync(_lines.Free(), cancellation);
            if (read == 0)
                return null;
            _lines.Filled(read);
        }
        return line;
    }

    /// <inheritdoc/>
    public ValueTask SendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellation) => _stream.WriteAsync(lines, cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _socket.Dispose();
    }
}
