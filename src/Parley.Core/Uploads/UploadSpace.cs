namespace Parley.Core.Uploads;

/// <summary>The bytes that files have taken or are about to take, so that uploads at the same time cannot together exceed the total.</summary>
/// <param name="capacity">In bytes.</param>
/// <remarks>Thread-safe.</remarks>
public sealed class UploadSpace(long capacity)
{
    private readonly Lock _lock = new();

    /// <summary>What is stored and what is promised to running uploads, in bytes.</summary>
    public long Taken { get; private set; }

    /// <summary>Counts a file that is there already, even if there is more than the capacity: the operator may have lowered it.</summary>
    public void Add(long bytes)
    {
        lock (_lock)
            Taken += bytes;
    }

    /// <summary>Begins to take space for one upload. Disposing gives it back, unless it was kept.</summary>
    public SpaceReservation Reserve() => new(this);

    internal bool TryTake(long bytes)
    {
        lock (_lock)
        {
            if (bytes > capacity - Taken)
                return false;
            Taken += bytes;
            return true;
        }
    }

    internal void GiveBack(long bytes) => Add(-bytes);
}

/// <summary>The space of one running upload.</summary>
/// <remarks>Not thread-safe: one upload, one writer.</remarks>
public sealed class SpaceReservation : IDisposable
{
    private readonly UploadSpace _space;
    private long _bytes;

    internal SpaceReservation(UploadSpace space) => _space = space;

    /// <summary>Makes sure that this many bytes are reserved in all.</summary>
    /// <returns>Whether there was room. If not, nothing changed.</returns>
    public bool TryGrowTo(long bytes)
    {
        if (bytes <= _bytes)
            return true;
        if (!_space.TryTake(bytes - _bytes))
            return false;
        _bytes = bytes;
        return true;
    }

    /// <summary>The upload is stored: its bytes stay taken.</summary>
    public void Keep() => _bytes = 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        _space.GiveBack(_bytes);
        _bytes = 0;
    }
}
