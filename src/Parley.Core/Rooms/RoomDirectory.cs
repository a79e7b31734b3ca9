using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Parley.Core.Users;
using Parley.Protocol.Names;

namespace Parley.Core.Rooms;

/// <summary>The rooms there are, by name. A room begins with its first member and ends with its last; the default room exists always.</summary>
public sealed class RoomDirectory
{
    private readonly ConcurrentDictionary<string, LocalRoom> _byName = new(StringComparer.Ordinal);
    // Rooms that nobody owns and nobody has come to since the server started. They are not listed; who comes finds them as they were.
    private readonly ConcurrentDictionary<string, KeptRoom> _asleep = new(StringComparer.Ordinal);
    private readonly Lock _founding = new();
    private readonly RoomRules _rules;
    private readonly Func<Lock, RoomFeed> _newAudience;
    private readonly Action<IRoom> _bansDue;
    private readonly Recording _recording;
    private readonly TimeProvider _time;

    /// <param name="defaultRoom">The name of the room that exists always.</param>
    /// <param name="rules">What is laid down for all other rooms.</param>
    /// <param name="newAudience">Makes what tells those who are in a new room; gets the room's lock, under which its events come.</param>
    /// <param name="bansDue">Called, outside any lock, when bans of a room may have ended by themselves: <see cref="IRoom.EndBansAsync"/> tells those who are there.</param>
    /// <param name="recording">What keeps the rooms. Those that are somebody's are here from the start.</param>
    /// <param name="time">The clock.</param>
    public RoomDirectory(string defaultRoom, RoomRules rules, Func<Lock, RoomFeed> newAudience, Action<IRoom> bansDue, Recording recording, TimeProvider time)
    {
        (_rules, _newAudience, _bansDue, _recording, _time) = (rules, newAudience, bansDue, recording, time);
        foreach (KeptRoom kept in recording.Load())
            _asleep[Casemapping.Fold(kept.Name)] = kept;
        _byName[Casemapping.Fold(defaultRoom)] = New(defaultRoom, rules with { IsPermanent = true });
        foreach (KeptRoom kept in _asleep.Values.Where(kept => kept.Owner is not null))
            _byName.TryAdd(Casemapping.Fold(kept.Name), New(kept.Name, rules));
    }

    /// <summary>How many rooms there are.</summary>
    public int Count => _byName.Count;

    /// <summary>All rooms, in no order.</summary>
    public IEnumerable<IRoom> All => _byName.Values;

    /// <summary>The room of that name.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out IRoom? room)
    {
        bool found = _byName.TryGetValue(Casemapping.Fold(name), out LocalRoom? local);
        room = local;
        return found;
    }

    /// <summary>Lets a user into the room of that name, which begins if there is none.</summary>
    /// <inheritdoc cref="Room.Join"/>
    public async ValueTask<RoomResult<Joined>> JoinAsync(Actor by, string name, string? key)
    {
        string folded = Casemapping.Fold(name);
        while (true)
        {
            LocalRoom room = Found(folded, name);
            RoomResult<Joined> result = await room.JoinAsync(by, key);
            if (result.Refusal != Refusal.Gone)
                return result;
        }
    }

    /// <summary>Puts a user back into a room. Only at the start, before anybody comes.</summary>
    /// <inheritdoc cref="Room.Return"/>
    public void Return(User user, Home home) => Found(Casemapping.Fold(home.Room), home.Room).Return(user, home);

    /// <summary>Gives a room another name; the old one is free at that moment.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="room">The room.</param>
    /// <param name="name">The name, already found allowed.</param>
    /// <param name="reason">Why. Empty: not said.</param>
    public ValueTask<RoomResult<RoomRenamed>> RenameAsync(Actor by, IRoom room, string name, string reason)
    {
        var local = (LocalRoom)room;
        // All under the room's lock: whoever finds it by the new name waits there until it has it.
        lock (local.Turn)
        {
            if (local.WhyNotRename(by) is var refusal and not Refusal.None)
                return new(refusal);
            string before = Casemapping.Fold(local.Name), after = Casemapping.Fold(name);
            if (before != after && (_asleep.ContainsKey(after) || !_byName.TryAdd(after, local)))
                return new(Refusal.NameInUse);
            RoomRenamed renamed = local.Rename(by, name, reason);
            if (before != after)
                _byName.TryRemove(before, out _);
            return new(renamed);
        }
    }

    /// <summary>Renames a user in all rooms at one moment: nobody who comes in meanwhile sees the old name after having heard of the new.</summary>
    /// <param name="by">The user.</param>
    /// <param name="nickname">The new name.</param>
    /// <param name="notice">Gathers whom it concerns.</param>
    /// <param name="deliver">Tells them, before anything else can happen in those rooms.</param>
    public static void Rename(Actor by, string nickname, UserRenamed notice, Action<UserRenamed> deliver)
        => InAllRooms(by.User, rooms =>
        {
            by.User.Name(nickname);
            Tell(by, notice, rooms);
            deliver(notice);
        });

    /// <summary>Gives a user another host in all rooms at one moment.</summary>
    /// <param name="by">The user.</param>
    /// <param name="notice">Gathers whom it concerns.</param>
    /// <param name="deliver">Tells them, before anything else can happen in those rooms.</param>
    public static void Move(Actor by, UserHost notice, Action<UserHost> deliver)
    {
        // The mask is made of the name too.
        lock (by.User.Naming)
            InAllRooms(by.User, rooms =>
            {
                by.User.Move(notice.Host);
                Tell(by, notice, rooms);
                deliver(notice);
            });
    }

    /// <summary>Takes a notice of a user through all the user's rooms, where it gathers whom it concerns. Who has quit is then in none of them.</summary>
    public static void Tell(Actor by, UserNotice notice) => Tell(by, notice, by.User.Rooms.Cast<LocalRoom>());

    /// <summary>Forgets a session of a user who stays, in all the user's rooms.</summary>
    public static void Detach(Actor by)
    {
        foreach (IRoom room in by.User.Rooms)
            ((LocalRoom)room).Detach(by);
    }

    private static void Tell(Actor by, UserNotice notice, IEnumerable<LocalRoom> rooms)
    {
        foreach (LocalRoom room in rooms)
            room.Tell(by, notice);
    }

    private static void InAllRooms(User user, Action<LocalRoom[]> change)
    {
        while (!TryInRooms(user, [.. user.Rooms.Cast<LocalRoom>().OrderBy(room => room.Order)], change))
        {
            // Another session of the user has come into a room or left one: these are not all rooms any more.
        }
    }

    // Only the rooms whose locks are held may be told: a lock that is taken later could be out of order, and two could wait for each other.
    private static bool TryInRooms(User user, LocalRoom[] rooms, Action<LocalRoom[]> change)
    {
        int taken = 0;
        try
        {
            for (; taken < rooms.Length; taken++)
                rooms[taken].Turn.Enter();
            if (user.Rooms.Length != rooms.Length || user.Rooms.Except(rooms).Any())
                return false;
            change(rooms);
            return true;
        }
        finally
        {
            while (taken > 0)
                rooms[--taken].Turn.Exit();
        }
    }

    // One at a time: of two who come to a room that is asleep, the second must not find a new one.
    private LocalRoom Found(string folded, string name)
    {
        if (_byName.TryGetValue(folded, out LocalRoom? room))
            return room;
        lock (_founding)
            return _byName.TryGetValue(folded, out room) ? room : _byName.GetOrAdd(folded, New(name, _rules));
    }

    private LocalRoom New(string name, RoomRules rules)
    {
        var turn = new Lock();
        // Its name is the one by which it was founded, not as somebody spells it now.
        _asleep.TryRemove(Casemapping.Fold(name), out KeptRoom? kept);
        // What happens in a room is first kept, then told.
        RoomFeed feed = _recording.NewFeed() + _newAudience(turn);
        return new LocalRoom(kept?.Name ?? name, rules, turn, feed, _recording.PastOf(name, kept), _recording, _time, Forget, _bansDue);
    }

    private void Forget(LocalRoom room)
    {
        string folded = Casemapping.Fold(room.Name);
        lock (_founding)
            if (_byName.TryRemove(new(folded, room)) && room.Asleep is { } kept)
                _asleep[folded] = kept;
    }
}
