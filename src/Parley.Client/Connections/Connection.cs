using Parley.Protocol.Messages;

namespace Parley.Client.Connections;

/// <summary>One connection from its opening to its end: reads, writes, and watches that the server is still there.</summary>
internal sealed class Connection(ITransport transport, ChatClientOptions options)
{
    // How often it is looked whether the machine has slept, and how long a server that is in doubt has to answer.
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Impatience = TimeSpan.FromSeconds(10);

    // While it says other things a server has so many times as long to answer.
    private const int MostWaits = 4;

    private readonly Outbox _outbox = new();
    private readonly LineWriter _writer = new();
    private volatile TaskCompletionSource _doubt = NewDoubt();
    private long _answered;
    private int _answers, _lines;

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

    /// <summary>The link may be dead: asks the server at once whether it is there.</summary>
    public void Doubt() => _doubt.TrySetResult();

    /// <summary>Ends it, for a reason that people read.</summary>
    public void End(string why) => _outbox.End(why);

    /// <summary>Queues a line; the last parameter is <paramref name="text"/> when that is not null.</summary>
    /// <remarks>Not thread-safe: the caller holds <see cref="ChatClient.Sync"/>.</remarks>
    public void Send(in LineTags tags, ReadOnlySpan<byte> verb, ReadOnlySpan<string> parameters, string? text)
    {
        _writer.Clear();
        tags.Write(_writer);
        _writer.Verb(verb);
        foreach (string parameter in parameters)
            _writer.Param(parameter);
        if (text is not null)
            _writer.Trailing(text);
        _writer.End();
        _outbox.Add(_writer.Written.ToArray());
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
            _answered = options.Time.GetTimestamp();
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
            Hear(line.Span);
            received(line);
        }
        return "The server closed the connection";
    }

    private async Task<string?> WriteAsync(CancellationToken cancellation)
    {
        using var batch = new MemoryStream();
        while (true)
        {
            await _outbox.TakeAsync(batch, cancellation);
            await transport.SendAsync(batch.GetBuffer().AsMemory(0, (int)batch.Length), cancellation);
            _outbox.Sent((int)batch.Length);
        }
    }

    // A dead link is silent, and one that is dead in one direction does not answer: a server that is there answers a ping.
    private async Task<string?> WatchAsync(CancellationToken cancellation)
    {
        while (true)
        {
            TimeSpan patience = await UntilInDoubtAsync(cancellation);
            if (!await IsAnsweredAsync(patience, cancellation))
                return $"Ping timeout: {patience.TotalSeconds:0} seconds";
        }
    }

    /// <returns>How long the server has to answer.</returns>
    private async Task<TimeSpan> UntilInDoubtAsync(CancellationToken cancellation)
    {
        TimeProvider time = options.Time;
        while (true)
        {
            TimeSpan quiet = time.GetElapsedTime(Volatile.Read(ref _answered));
            if (quiet >= options.PingAfter)
                return options.PingTimeout;
            (long before, DateTimeOffset clock) = (time.GetTimestamp(), time.GetUtcNow());
            TimeSpan wait = options.PingAfter - quiet < LookEvery ? options.PingAfter - quiet : LookEvery;
            await Task.WhenAny(_doubt.Task, Task.Delay(wait, time, cancellation));
            cancellation.ThrowIfCancellationRequested();
            // While a machine sleeps only the clock on the wall goes on.
            bool hasSlept = time.GetUtcNow() - clock - time.GetElapsedTime(before) > LookEvery;
            if (!hasSlept && !_doubt.Task.IsCompleted)
                continue;
            _doubt = NewDoubt();
            return Impatience < options.PingTimeout ? Impatience : options.PingTimeout;
        }
    }

    private async Task<bool> IsAnsweredAsync(TimeSpan patience, CancellationToken cancellation)
    {
        (int answers, int lines) = (Volatile.Read(ref _answers), Volatile.Read(ref _lines));
        _outbox.Add("PING :alive\r\n"u8.ToArray());
        for (int waits = 0; waits < MostWaits; waits++)
        {
            await Task.Delay(patience, options.Time, cancellation);
            if (Volatile.Read(ref _answers) != answers)
                return true;
            // Much may stand before the answer.
            if (Volatile.Read(ref _lines) == lines)
                return false;
            lines = Volatile.Read(ref _lines);
        }
        return false;
    }

    private void Hear(ReadOnlySpan<byte> line)
    {
        Interlocked.Increment(ref _lines);
        if (!line.EndsWith("alive"u8) || line.IndexOf("PONG"u8) < 0)
            return;
        Volatile.Write(ref _answered, options.Time.GetTimestamp());
        Interlocked.Increment(ref _answers);
    }

    private static TaskCompletionSource NewDoubt() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
