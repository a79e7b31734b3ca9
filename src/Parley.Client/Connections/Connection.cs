using System.Threading.Channels;
using Parley.Protocol.Messages;

namespace Parley.Client.Connections;

/// <summary>One connection from its opening to its end: reads, writes, and watches that the server is still there.</summary>
internal sealed class Connection(ITransport transport, ChatClientOptions options)
{
    // A server that sends pings and reads nothing would else fill our memory with the answers.
    private const int MaxQueued = 4 * 1024 * 1024;

    private readonly Channel<byte[]> _outbox = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly LineWriter _writer = new();
    private int _queued;
    private long _heard;

    /// <summary>Runs the connection.</summary>
    /// <param name="opened">Called once it is open.</param>
    /// <param name="received">Called with each line.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Why it ended, for people to read.</returns>
    public async Task<string> RunAsync(Action opened, Action<ReadOnlyMemory<byte>> received, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using ITransport owned = transport;
        string? problem = await EndOfAsync(() => OpenAsync(ending.Token));
        if (problem is not null)
            return problem;

        opened();
        Task<string?>[] loops =
        [
            EndOfAsync(() => ReadAsync(received, ending.Token)),
            EndOfAsync(() => WriteAsync(ending.Token)),
            EndOfAsync(() => WatchAsync(ending.Token)),
        ];
        Task<string?> first = await Task.WhenAny(loops);
        await ending.CancelAsync();
        await Task.WhenAll(loops);
        return await first ?? "Disconnected";
    }

    /// <summary>Queues a line; the last parameter is <paramref name="text"/> when that is not null.</summary>
    /// <remarks>Not thread-safe: the caller holds <see cref="ChatClient.Sync"/>.</remarks>
    public void Send(string? label, ReadOnlySpan<byte> verb, ReadOnlySpan<string> parameters, string? text)
    {
        _writer.Clear();
        if (label is not null)
            _writer.Tag("label"u8, label);
        _writer.Verb(verb);
        foreach (string parameter in parameters)
            _writer.Param(parameter);
        if (text is not null)
            _writer.Trailing(text);
        _writer.End();
        byte[] line = _writer.Written.ToArray();
        if (Interlocked.Add(ref _queued, line.Length) <= MaxQueued)
            _outbox.Writer.TryWrite(line);
        else
            _outbox.Writer.TryComplete(new IOException("The server does not read what is sent to it"));
    }

    // The one place that decides a connection's fate, whatever broke it.
    private static async Task<string?> EndOfAsync(Func<Task<string?>> loop)
    {
        try
        {
            return await loop();
        }
        catch (OperationCanceledException)
        {
            return "Cancelled";
        }
        catch (Exception e)
        {
            return e.Message;
        }
    }

    private async Task<string?> OpenAsync(CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(options.PingTimeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            await transport.ConnectAsync(either.Token);
            _heard = options.Time.GetTimestamp();
            return null;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return "The server does not answer";
        }
    }

    private async Task<string?> ReadAsync(Action<ReadOnlyMemory<byte>> received, CancellationToken cancellation)
    {
        while (await transport.ReadLineAsync(cancellation) is { } line)
        {
            Volatile.Write(ref _heard, options.Time.GetTimestamp());
            received(line);
        }
        return "The server closed the connection";
    }

    private async Task<string?> WriteAsync(CancellationToken cancellation)
    {
        using var batch = new MemoryStream();
        while (await _outbox.Reader.WaitToReadAsync(cancellation))
        {
            batch.SetLength(0);
            while (batch.Length < 64 * 1024 && _outbox.Reader.TryRead(out byte[]? line))
                batch.Write(line);
            await transport.SendAsync(batch.GetBuffer().AsMemory(0, (int)batch.Length), cancellation);
            Interlocked.Add(ref _queued, -(int)batch.Length);
        }
        return null;
    }

    // A dead link is silent: a server that is there answers a ping.
    private async Task<string?> WatchAsync(CancellationToken cancellation)
    {
        while (true)
        {
            TimeSpan silent = options.Time.GetElapsedTime(Volatile.Read(ref _heard));
            if (silent < options.PingAfter)
            {
                await Task.Delay(options.PingAfter - silent, options.Time, cancellation);
                continue;
            }
            long asked = Volatile.Read(ref _heard);
            _outbox.Writer.TryWrite("PING :alive\r\n"u8.ToArray());
            Interlocked.Add(ref _queued, "PING :alive\r\n".Length);
            await Task.Delay(options.PingTimeout, options.Time, cancellation);
            if (Volatile.Read(ref _heard) == asked)
                return $"Ping timeout: {options.PingTimeout.TotalSeconds:0} seconds";
        }
    }
}
