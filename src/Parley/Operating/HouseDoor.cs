using Parley.Core.Storage;
using Parley.Server;
using Parley.Server.Control;
using Parley.Serving;

namespace Parley.Operating;

/// <summary>The way to a server, for several commands.</summary>
internal sealed class HouseDoor : IAsyncDisposable
{
    private readonly string? _problem;
    private readonly House? _running;
    private readonly ParleyServer? _stopped;
    private readonly FolderLock? _lock;

    /// <summary>There is no way; whatever is asked is answered with this.</summary>
    public HouseDoor(string problem) => _problem = problem;

    /// <summary>A server runs.</summary>
    public HouseDoor(House running) => _running = running;

    /// <summary>None runs: here is one that listens nowhere.</summary>
    public HouseDoor(ParleyServer stopped, FolderLock held) => (_stopped, _lock) = (stopped, held);

    /// <summary>Has a command carried out.</summary>
    public async Task<ControlAnswer<TAnswer>> AskAsync<TQuestion, TAnswer>(
        ControlCommand<TQuestion, TAnswer> command, TQuestion question, CancellationToken stop)
        where TQuestion : notnull
    {
        if (_running is not null)
            return await _running.AskServerAsync(command, question, stop);
        if (_stopped is null)
            return new Problem(_problem!);
        try
        {
            return await _stopped.AskAsync(command, question);
        }
        catch (Exception e) when (e is IOException or StorageException)
        {
            return new Problem(e.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stopped is not null)
            await _stopped.DisposeAsync();
        _lock?.Dispose();
    }
}
