using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Xunit;

namespace Parley.Testing;

/// <summary>Speaks the wire: sends lines, one byte at a time, and expects lines.</summary>
public sealed class WireClient : IAsyncDisposable
{
    // Only a test that fails waits so long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Stream _stream;
    private readonly StreamReader _reader;
    private int _lastToken;

    private WireClient(Socket socket, Stream stream)
    {
        (Socket, _stream) = (socket, stream);
        _reader = new StreamReader(_stream, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false);
    }

    /// <summary>The connection, for tests that misuse it.</summary>
    public Socket Socket { get; }

    /// <summary>Connects.</summary>
    public static async Task<WireClient> ConnectAsync(IPEndPoint endpoint)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endpoint);
        return new WireClient(socket, new NetworkStream(socket, ownsSocket: true));
    }

    /// <summary>Connects by TLS. Whatever certificate the server shows is taken.</summary>
    /// <param name="endpoint">Where to.</param>
    /// <param name="host">What the client calls the server. Empty: nothing.</param>
    /// <param name="certificate">What the client shows for itself. Null: nothing.</param>
    public static async Task<WireClient> ConnectTlsAsync(IPEndPoint endpoint, string host = "", X509Certificate2? certificate = null)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endpoint);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        using var patience = new CancellationTokenSource(Patience);
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = host,
            ClientCertificates = certificate is null ? null : [certificate],
#pragma warning disable CA5359 // It is not the certificate that is tested.
            RemoteCertificateValidationCallback = static (_, _, _, _) => true,
#pragma warning restore CA5359
        }, patience.Token);
        return new WireClient(socket, stream);
    }

    /// <summary>The certificate that the server showed. Null: there is no TLS here.</summary>
    public X509Certificate? ServerCertificate => (_stream as SslStream)?.RemoteCertificate;

    /// <summary>Sends lines, each byte by itself.</summary>
    public async Task SendAsync(params string[] lines)
    {
        foreach (string line in lines)
            await SendSlowlyAsync(Encoding.UTF8.GetBytes(line + "\r\n"));
    }

    /// <summary>Sends bytes, each by itself.</summary>
    public async Task SendSlowlyAsync(byte[] bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
            await _stream.WriteAsync(bytes.AsMemory(i, 1));
    }

    /// <summary>Sends bytes at once.</summary>
    public async Task SendAtOnceAsync(ReadOnlyMemory<byte> bytes) => await _stream.WriteAsync(bytes);

    /// <summary>Sends lines at once.</summary>
    public Task SendAtOnceAsync(params string[] lines) => SendAtOnceAsync(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\r\n"))));

    /// <summary>The next line.</summary>
    public async Task<string> ReadAsync(string waitingFor = "a line")
        => await TryReadAsync(waitingFor) ?? throw new IOException($"The server closed the connection while the test waited for {waitingFor}.");

    /// <summary>Expects these lines next, in this order.</summary>
    public async Task ExpectAsync(params string[] lines)
    {
        foreach (string line in lines)
            Assert.Equal(line, await ReadAsync(line));
    }

    /// <summary>Expects these lines next, in any order.</summary>
    public async Task ExpectAllAsync(params string[] lines)
    {
        var got = new List<string>();
        foreach (string line in lines)
            got.Add(await ReadAsync(line));
        Assert.Equal(lines.Order(StringComparer.Ordinal), got.Order(StringComparer.Ordinal));
    }

    /// <summary>Reads the answer to CAP LS 302, over however many lines, and returns its words.</summary>
    public async Task<string[]> ReadCapabilitiesAsync()
    {
        var words = new List<string>();
        string line;
        do
        {
            line = await SkipToAsync(line => line.Contains(" LS ", StringComparison.Ordinal));
            words.AddRange(line[(line.IndexOf(" :", StringComparison.Ordinal) + 2)..].Split(' '));
        }
        while (line.Contains(" LS * ", StringComparison.Ordinal));
        return [.. words];
    }

    /// <summary>Reads until a line fits, and returns it.</summary>
    public async Task<string> SkipToAsync(Func<string, bool> fits)
    {
        while (true)
        {
            string line = await ReadAsync("a line that fits");
            if (fits(line))
                return line;
        }
    }

    /// <summary>Expects that nothing more has come: asks for a PONG, and that is the next line.</summary>
    public async Task ExpectNothingAsync()
    {
        string token = $"sync{++_lastToken}";
        await SendAtOnceAsync($"PING {token}");
        Assert.Equal($":test PONG test :{token}", await ReadAsync("PONG"));
    }

    /// <summary>Waits until all that was sent has been handled, and returns what came meanwhile.</summary>
    public async Task<IReadOnlyList<string>> SyncAsync()
    {
        string token = $"sync{++_lastToken}";
        await SendAtOnceAsync($"PING {token}");
        var lines = new List<string>();
        for (string line = await ReadAsync("PONG"); !line.EndsWith($" PONG test :{token}", StringComparison.Ordinal); line = await ReadAsync("PONG"))
            lines.Add(line);
        return lines;
    }

    /// <summary>Expects that the server closes the connection, and returns the last line before.</summary>
    public async Task<string?> ExpectClosedAsync()
    {
        string? last = null;
        while (await TryReadAsync("the end of the connection") is { } line)
            last = line;
        return last;
    }

    /// <summary>Breaks the connection off with a reset.</summary>
    public void Reset()
    {
        Socket.LingerState = new LingerOption(true, 0);
        Socket.Close();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _stream.DisposeAsync();

    private async Task<string?> TryReadAsync(string waitingFor)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return await _reader.ReadLineAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Nothing came while the test waited for: {waitingFor}");
        }
    }
}
