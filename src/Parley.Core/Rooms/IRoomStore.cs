using System.Collections.Concurrent;
using Parley.Protocol.Names;

namespace Parley.Core.Rooms;

/// <summary>Where rooms are kept, so that they are what they were when the server starts again.</summary>
public interface IRoomStore
{
    /// <summary>All rooms that are kept.</summary>
    IReadOnlyList<KeptRoom> Load();

    /// <summary>Keeps a room in place of what was kept under its name. Never blocks: called under a room's lock.</summary>
    void Save(KeptRoom room);

    /// <summary>Keeps a room no longer. Never blocks, as <see cref="Save"/>.</summary>
    void Forget(string name);
}

/// <summary>Rooms that are kept as long as the process lives.</summary>
public sealed class MemoryRooms : IRoomStore
{
    private readonly ConcurrentDictionary<string, KeptRoom> _byName = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyList<KeptRoom> Load() => [.. _byName.Values];

    /// <inheritdoc/>
    public void Save(KeptRoom room) => _byName[Casemapping.Fold(room.Name)] = room;

    /// <inheritdoc/>
    public void Forget(string name) => _byName.TryRemove(Casemapping.Fold(name), out _);
}
