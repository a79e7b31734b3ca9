using System.Net.Sockets;
using System.Text;

namespace Parley.EndToEnd.Irc;

/// <summary>Somebody who types lines of IRC into a bare connection, whatever they please.</summary>
internal sealed class RawIrc : IAsyncDisposable
{
    // Only a test that fails waits so long.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TcpClient _connection = new() { NoDelay = true };
    private StreamReader? _reader;
    private int _pings;

    /// <summary>Connects and is welcome.</summary>
    public static async Task<RawIrc> EnterAsync(RunningServer server, string nickname, string realName = "Raw", string capabilities = "")
    {
        var raw = new RawIrc();
        await raw._connection.ConnectAsync("127.0.0.1", server.Port);
        raw._reader = new StreamReader(raw._connection.GetStream(), new UTF8Encoding(false));
        if (capabilities.Length > 0)
            await raw.SendAsync("CAP REQ :" + capabilities, "CAP END");
        await raw.SendAsync("NICK " + nickname, $"USER raw 0 * :{realName}");
        await raw.ExpectAsync(" 001 ");
        return raw;
    }

    /// <summary>Sends lines at once.</summary>
    public async Task SendAsync(params IEnumerable<string> lines)
        => await _connection.GetStream().WriteAsync(Encoding.UTF8.GetBytes(string.Concat(lines.Select(static line => line + "\r\n"))));

    /// <summary>Reads until a line holds that text, and returns the line.</summary>
    public async Task<string> ExpectAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await _reader!.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("PING", StringComparison.Ordinal))
                await SendAsync("PONG" + line[4..]);
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }
        throw new IOException($"The server closed the connection while the test waited for “{text}”.");
    }

    /// <summary>Waits until the server has handled all lines that were sent.</summary>
    public async Task SettleAsync()
    {
        string token = "settled" + ++_pings;
        await SendAsync("PING " + token);
        await ExpectAsync(token);
    }

    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }
}
