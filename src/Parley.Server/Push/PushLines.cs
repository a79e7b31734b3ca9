namespace Parley.Server.Push;

/// <summary>What is on its way to push services: of each account one after the other, so that a slow one keeps nobody else waiting.</summary>
/// <param name="send">Sends one; throws nothing.</param>
internal sealed class PushLines<T>(Func<T, Task> send)
{
    private const int MostWaiting = 1000;
    private const int MostOfOne = 50;

    private readonly Dictionary<string, Queue<T>> _lines = [];
    private readonly HashSet<Task> _running = [];
    private int _waiting;
    private bool _hasEnded;

    /// <summary>Sends it when those of the account before it are sent. Dropped when too many wait.</summary>
    public void Add(string account, T push)
    {
        lock (_lines)
        {
            if (_hasEnded || _waiting >= MostWaiting)
                return;
            if (_lines.TryGetValue(account, out Queue<T>? line))
            {
                if (line.Count >= MostOfOne)
                    return;
                line.Enqueue(push);
            }
            else
            {
                _lines[account] = line = new([push]);
                Task running = Task.Run(() => RunAsync(account, line));
                _running.Add(running);
                _ = running.ContinueWith(Ended, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
            _waiting++;
        }
    }

    /// <summary>Takes no more, and waits for what is on its way.</summary>
    public Task EndAsync()
    {
        lock (_lines)
        {
            _hasEnded = true;
            return Task.WhenAll(_running);
        }
    }

    private void Ended(Task running)
    {
        lock (_lines)
            _running.Remove(running);
    }

    private async Task RunAsync(string account, Queue<T> line)
    {
        while (true)
        {
            T push;
            lock (_lines)
            {
                if (!line.TryDequeue(out push!))
                {
                    _lines.Remove(account);
                    return;
                }
                _waiting--;
            }
            await send(push);
        }
    }
}
