using Parley.Core.Uploads;

namespace Parley.Server.Uploads;

/// <summary>A file that comes in parts, whose sender may break off and come back. Disposing forgets what has come.</summary>
/// <param name="id">Unguessable: whoever knows it may go on with it. The file's id when it is whole.</param>
/// <param name="announced">What the sender says of it, with its size.</param>
/// <param name="metadata">The header Upload-Metadata as it came. Empty: none.</param>
/// <param name="part">The bytes that have come.</param>
/// <param name="space">The room that they take.</param>
/// <param name="time">The clock.</param>
internal sealed class OpenUpload(string id, NewUpload announced, string metadata, PartFile part, SpaceReservation space, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private CancellationTokenSource? _current;

    public string Id => id;

    public NewUpload Announced => announced;

    public string Metadata => metadata;

    public PartFile Part => part;

    public SpaceReservation Space => space;

    /// <summary>The size in bytes that it will have.</summary>
    public long Size { get; } = announced.Size ?? throw new ArgumentException("It has to have a size.", nameof(announced));

    /// <summary>Whether it is stored, or was given up: nothing more can be done with it.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>When it was last asked for.</summary>
    public DateTimeOffset Touched { get; private set; } = time.GetUtcNow();

    /// <summary>Waits for the one request that may have to do with it, after having broken off the one before: its sender is here now, so that one's connection is dead,
    /// though nobody may have said so yet. Every call needs a <see cref="Release"/>.</summary>
    /// <returns>Tells the one who has the turn that another wants it.</returns>
    public async Task<CancellationToken> TakeAsync(CancellationToken aborted)
    {
        var own = new CancellationTokenSource();
        if (Interlocked.Exchange(ref _current, own) is { } before)
            await before.CancelAsync();
        await _turn.WaitAsync(aborted);
        Touched = time.GetUtcNow();
        return own.Token;
    }

    /// <summary>Lets the next one have to do with it.</summary>
    public void Release()
    {
        Touched = time.GetUtcNow();
        _turn.Release();
    }

    /// <summary>Gives it up if nobody has asked for it since then, and nobody is at it.</summary>
    /// <returns>Whether it is given up.</returns>
    public bool TryAbandon(DateTimeOffset since)
    {
        if (Touched > since || !_turn.Wait(0, CancellationToken.None))
            return false;
        Dispose();
        _turn.Release();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (IsClosed)
            return;
        IsClosed = true;
        part.Dispose();
        space.Dispose();
    }
}
