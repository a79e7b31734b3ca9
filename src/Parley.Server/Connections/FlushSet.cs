using Parley.Core.Rooms;
using Parley.Server.Delivery;

namespace Parley.Server.Connections;

/// <summary>What one batch of commands has touched: flushed once, when the batch ends.</summary>
/// <remarks>Belongs to one session and is used by its read loop alone.</remarks>
internal sealed class FlushSet
{
    // Beyond this many messages in one batch the copies that wait for a large room would need much memory.
    private const int MostMessages = 128;

    private readonly List<Outbox> _touched = [];
    private readonly List<Roster> _rosters = [];
    private int _messages;
    private IRoom? _lastRoom;

    /// <summary>This outbox has something to send.</summary>
    public void Add(Outbox outbox) => _touched.Add(outbox);

    /// <summary>This room has a message that its members do not have yet.</summary>
    /// <param name="roster">The room's audience.</param>
    /// <param name="first">Whether it is the first message of this batch there.</param>
    public void Add(Roster roster, bool first)
    {
        _messages++;
        if (first)
            _rosters.Add(roster);
    }

    /// <summary>Whether so much waits that it is better not to wait for the end of the batch.</summary>
    public bool IsFull => _messages >= MostMessages;

    /// <summary>The next message goes to this room, or to none: what other rooms still keep is handed out, so that a reader of both sees
    /// the sender's messages in their order. Not to be called under a room's lock.</summary>
    public void Turn(IRoom? room)
    {
        if (_lastRoom != room)
            Settle();
        _lastRoom = room;
    }

    /// <summary>Hands out what rooms still keep, then sends everything. Not to be called under a room's lock.</summary>
    public void Flush()
    {
        Settle();
        foreach (Outbox outbox in _touched)
            outbox.Flush();
        _touched.Clear();
        // A session that says no more must not keep a room alive.
        _lastRoom = null;
    }

    private void Settle()
    {
        foreach (Roster roster in _rosters)
            roster.Settle(this);
        _rosters.Clear();
        _messages = 0;
    }
}
