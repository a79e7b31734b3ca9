using System.Threading.Channels;

namespace Parley.Terminal.Chatting;

/// <summary>One thing after the other: keys, what the server says, and the progress of transfers all happen in one loop.</summary>
internal sealed class Turns : IDisposable
{
    private readonly Channel<Action> _turns = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _ending = new();
    private readonly List<Task> _running = [];

    /// <summary>Adds a turn; may be called from anywhere, and does nothing after the end.</summary>
    public void Post(Action turn) => _turns.Writer.TryWrite(turn);

    /// <summary>Starts something that takes time; it is cancelled at the end, and waited for.</summary>
    public void Run(Func<CancellationToken, Task> work)
    {
        Task task = Task.Run(() => work(_ending.Token));
        lock (_running)
        {
            _running.RemoveAll(one => one.IsCompleted);
            _running.Add(task);
        }
    }

    /// <summary>No more turns after those that are there.</summary>
    public void End() => _turns.Writer.TryComplete();

    /// <inheritdoc/>
    public void Dispose() => _ending.Dispose();

    /// <summary>Takes turns until <see cref="End"/> or the cancellation.</summary>
    public async Task TakeAsync(CancellationToken cancellation)
    {
        try
        {
            while (await _turns.Reader.WaitToReadAsync(cancellation))
                while (_turns.Reader.TryRead(out Action? turn))
                    turn();
        }
        catch (OperationCanceledException)
        {
            End();
        }
        await _ending.CancelAsync();
        Task[] running;
        lock (_running)
            running = [.. _running];
        foreach (Task task in running)
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
