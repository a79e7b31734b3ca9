using Parley.Core.History;
using Parley.Core.Users;

namespace Parley.Core.Rooms;

/// <summary>What is kept of the rooms of a server: each room, and what is said and happens there.</summary>
/// <param name="store">Where rooms are kept.</param>
/// <param name="history">Where what is said and happens is kept.</param>
/// <param name="markers">Up to when each has read what.</param>
/// <param name="residents">Those who stay without a connection.</param>
public sealed class Recording(IRoomStore store, IHistory history, IReadMarkers markers, Residents residents) : IRoomStore
{
    private volatile bool _isEnding;

    /// <summary>Whether the server ends: that everybody goes is then no end of any room.</summary>
    public bool IsEnding => _isEnding;

    /// <summary>The feed of a new room.</summary>
    public RoomFeed NewFeed() => new RoomRecorder(history, markers, residents, this).Take;

    /// <summary>What a room was before it begins now.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kept">How it is kept. Null: it is not.</param>
    public RoomPast PastOf(string name, KeptRoom? kept)
    {
        IConversation conversation = history.OfRoom(name);
        return new(kept, conversation.LastNumber, conversation.LastMessage);
    }

    /// <summary>The server ends. Rooms stay as they are; what is still said is kept.</summary>
    public void End() => _isEnding = true;

    /// <inheritdoc/>
    public IReadOnlyList<KeptRoom> Load()
    {
        IReadOnlyList<KeptRoom> rooms = store.Load();
        foreach (KeptRoom room in rooms)
            Retain(room);
        return rooms;
    }

    /// <inheritdoc/>
    public void Save(KeptRoom room)
    {
        Retain(room);
        store.Save(room);
    }

    /// <inheritdoc/>
    public void Forget(string name)
    {
        if (_isEnding)
            return;
        // A rule is its owner's; whoever has the name next has none.
        history.Retain(name, Retention.ForEver);
        store.Forget(name);
    }

    private void Retain(KeptRoom room) => history.Retain(room.Name, (room.History ?? HistoryRules.None).ToRetention());
}
