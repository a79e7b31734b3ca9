using Parley.Core.History;

namespace Parley.Core.Rooms;

/// <summary>What is kept of the rooms of a server: each room, and what is said and happens there.</summary>
/// <param name="store">Where rooms are kept.</param>
/// <param name="history">Where what is said and happens is kept.</param>
/// <param name="markers">Up to when each has read what.</param>
public sealed class Recording(IRoomStore store, IHistory history, IReadMarkers markers) : IRoomStore
{
    private volatile bool _isEnding;

    /// <summary>Whether the server ends: that everybody goes is then no end of any room.</summary>
    public bool IsEnding => _isEnding;

    /// <summary>The feed of a new room.</summary>
    public RoomFeed NewFeed() => new RoomRecorder(history, markers, this).Take;

    /// <summary>The number of the last message that is kept of a room; 0: none.</summary>
    public long LastNumberOf(string room) => history.OfRoom(room).LastNumber;

    /// <summary>The server ends. Rooms stay as they are; what is still said is kept.</summary>
    public void End() => _isEnding = true;

    /// <inheritdoc/>
    public IReadOnlyList<KeptRoom> Load() => store.Load();

    /// <inheritdoc/>
    public void Save(KeptRoom room) => store.Save(room);

    /// <inheritdoc/>
    public void Forget(string name)
    {
        if (!_isEnding)
            store.Forget(name);
    }
}
