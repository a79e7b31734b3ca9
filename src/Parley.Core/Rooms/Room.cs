using Parley.Core.Messages;
using Parley.Core.Users;

namespace Parley.Core.Rooms;

/// <summary>A room: its members, topic, modes, bans and the order of its messages, with the rules for each.</summary>
/// <remarks>
/// A state machine with one writer at a time: only <see cref="LocalRoom"/>'s lock, or a grain's turn, calls its methods. Each takes
/// an actor and returns an event or a <see cref="Refusal"/>; what happened goes to the feed in the room's order.
/// </remarks>
public sealed partial class Room
{
    private readonly Dictionary<User, Place> _members = [];
    private readonly IRoom _self;
    private readonly RoomRules _rules;
    private readonly RoomFeed _feed;
    private readonly IRoomStore _keep;
    private readonly TimeProvider _time;
    private long _lastNumber;
    private DateTimeOffset _now;

    /// <param name="self">What users keep as the room that they are in.</param>
    /// <param name="rules">What is the same for all rooms, or peculiar to this one.</param>
    /// <param name="feed">Hears of everything that happens.</param>
    /// <param name="past">What the room was before it begins now.</param>
    /// <param name="keep">Where it is kept.</param>
    /// <param name="time">The clock.</param>
    internal Room(IRoom self, RoomRules rules, RoomFeed feed, RoomPast past, IRoomStore keep, TimeProvider time)
    {
        (_self, _rules, _feed, _keep, _time, _lastNumber) = (self, rules, feed, keep, time, past.LastNumber);
        _now = past.LastMessage is { } last ? last + TimeSpan.FromMilliseconds(1) : default;
        Created = time.GetUtcNow();
        if (past.Room is not null)
            Restore(past.Room);
        _isAsleep = past.Room is { Owner: null } && !rules.IsPermanent;
    }

    /// <summary>The name as it was first written, or as the room was renamed.</summary>
    public string Name => _self.Name;

    /// <summary>When it began.</summary>
    public DateTimeOffset Created { get; private set; }

    /// <summary>Whether it has been given up: its last member left, and who wants it gets a new one.</summary>
    public bool IsGone { get; private set; }

    /// <summary>The room as it is now.</summary>
    /// <param name="viewer">Who sees it: those outside do not see the invisible, and in an auditorium one does not see all. Null: sees everything.</param>
    public RoomView View(User? viewer = null)
    {
        bool seesInvisible = viewer is null || IsMember(viewer);
        // Each newcomer gets one, in rooms of thousands too.
        var members = new List<Member>(_members.Count);
        foreach ((User user, Place place) in _members)
            if ((seesInvisible || !user.IsInvisible) && (viewer is null || Sees(viewer, user)))
                members.Add(new Member(user, place.Rank));
        return new(Name, Topic, Modes, members) { Metadata = _metadata.Values };
    }

    /// <summary>The room as the list of rooms has it.</summary>
    public RoomSummary Summary() => new(Name, _members.Count, Topic, Modes.HasFlag(RoomModes.Secret), Created);

    // Whatever the clock does: what comes later has a later time and a higher id, by which clients and histories put it in order.
    private DateTimeOffset Now()
    {
        DateTimeOffset now = _time.GetUtcNow();
        return _now = now - _now >= MessageId.Step ? now : _now + MessageId.Step;
    }

    private bool IsMember(User user) => _members.ContainsKey(user);

    private bool IsHidden(User from) => Modes.HasFlag(RoomModes.Secret) && !IsMember(from);
}

/// <summary>What a room was before it begins.</summary>
/// <param name="Room">As what it was kept. Null: it is new, or was as new ones are.</param>
/// <param name="LastNumber">The number of the last message that was kept of it. 0: none.</param>
/// <param name="LastMessage">The time of that message, to the millisecond at least. Null: none.</param>
public readonly record struct RoomPast(KeptRoom? Room, long LastNumber, DateTimeOffset? LastMessage);

/// <summary>What is laid down for a room from outside.</summary>
/// <param name="IsPermanent">It exists always and belongs to the server: nobody becomes its operator by coming first.</param>
/// <param name="RoomsPerUser">The rooms that one user may be in.</param>
/// <param name="Bans">Entries in each of the lists: bans, exceptions, invitations.</param>
public sealed record RoomRules(bool IsPermanent, int RoomsPerUser, int Bans)
{
    /// <summary>How many keys of metadata may be set.</summary>
    public int MetadataKeys { get; init; } = 20;

    /// <summary>Whether members read only what was said since they came in, where the room's owner has laid down nothing else.</summary>
    public bool IsReadSinceJoining { get; init; }
}
