namespace Parley.Client.Connections;

/// <summary>Lines that wait to be sent, in order: any thread puts them in, one takes them out.</summary>
/// <remarks>In place of <c>System.Threading.Channels</c>, which would be a file more for each first visit of the web client.</remarks>
internal sealed class Outbox
{
    // A server that sends pings and reads nothing would else fill our memory with the answers.
    private const int MaxQueued = 4 * 1024 * 1024;

    // So much is sent at once.
    private const int MaxBatch = 64 * 1024;

    private readonly Lock _sync = new();
    private readonly Queue<byte[]> _lines = [];
    private TaskCompletionSource _news = NewNews();
    private int _queued;
    private string? _end;

    /// <summary>Puts a line behind the others. When they are too many, this is the end.</summary>
    public void Add(byte[] line)
    {
        lock (_sync)
        {
            if (_end is not null)
                return;
            if (_queued + line.Length > MaxQueued)
                _end = "The server does not read what is sent to it";
            else
            {
                _lines.Enqueue(line);
                _queued += line.Length;
            }
            _news.TrySetResult();
        }
    }

    /// <summary>What is in it is sent, and nothing more.</summary>
    public void End(string why)
    {
        lock (_sync)
        {
            _end ??= why;
            _news.TrySetResult();
        }
    }

    /// <summary>Waits for lines and takes some of them out. They count as queued until <see cref="Sent"/>.</summary>
    /// <exception cref="IOException">It has ended, and nothing is left in it; the message says why.</exception>
    public async Task TakeAsync(MemoryStream batch, CancellationToken cancellation)
    {
        batch.SetLength(0);
        while (!TryTake(batch, out Task news))
            await news.WaitAsync(cancellation);
    }

    /// <summary>So many bytes have left.</summary>
    public void Sent(int bytes)
    {
        lock (_sync)
            _queued -= bytes;
    }

    private bool TryTake(MemoryStream batch, out Task news)
    {
        lock (_sync)
        {
            while (batch.Length < MaxBatch && _lines.TryDequeue(out byte[]? line))
                batch.Write(line);
            if (batch.Length == 0 && _end is not null)
                throw new IOException(_end);
            if (_news.Task.IsCompleted && _lines.Count == 0 && _end is null)
                _news = NewNews();
            news = _news.Task;
            return batch.Length > 0;
        }
    }

    private static TaskCompletionSource NewNews() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
