namespace Parley.Client.Connections;

/// <summary>Carries lines of IRC to a server and back, once: a new connection needs a new transport.</summary>
/// <remarks>One reader and one writer at a time, which may be different threads. Broken connections throw <see cref="IOException"/>.</remarks>
public interface ITransport : IAsyncDisposable
{
    /// <summary>The longest line that is taken from a server, tags included, in bytes: 8,191 of tags and 8 KiB besides.</summary>
    /// <remarks>Source: https://ircv3.net/specs/extensions/message-tags#size-limit.</remarks>
    const int MaxLine = 8191 + 8192;

    /// <summary>Opens the connection.</summary>
    /// <exception cref="IOException">It cannot be opened; the message says why.</exception>
    Task ConnectAsync(CancellationToken cancellation);

    /// <summary>The next line that is not empty, without CR LF, or null when the server has closed the connection.</summary>
    /// <remarks>The bytes are good until the next call. A line over <see cref="MaxLine"/> is left out.</remarks>
    /// <exception cref="IOException">The connection broke.</exception>
    ValueTask<ReadOnlyMemory<byte>?> ReadLineAsync(CancellationToken cancellation);

    /// <summary>Sends whole lines, each ended by CR LF.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    ValueTask SendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellation);
}
