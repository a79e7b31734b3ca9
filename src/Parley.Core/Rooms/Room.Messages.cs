using Parley.Core.Messages;
using Parley.Core.Users;

namespace Parley.Core.Rooms;

public sealed partial class Room
{
    /// <summary>Says something in the room: gives it its id, its time and its place in the room's order.</summary>
    public RoomResult<Message> Post(Actor by, Draft draft)
    {
        if (IsGone || IsHidden(by.User))
            return Refusal.NoSuchRoom;
        if (!MaySpeak(by.User))
            return Refusal.CannotSend;
        DateTimeOffset now = _time.GetUtcNow();
        by.User.LastSpoke = now;
        if (draft.LeastRank != Rank.None)
            return PostToRank(by, draft, now);
        Message message = draft.Send(by.User, Name, ++_lastNumber, now);
        _feed(new Posted(Name, by, message));
        return message;
    }

    // Not for all members, so it has no place in the order that all of them see.
    private Message PostToRank(Actor by, Draft draft, DateTimeOffset now)
    {
        Message message = draft.Send(by.User, ModeLetters.Prefixes(draft.LeastRank, all: false) + Name, number: 0, now);
        _feed(new Posted(Name, by, message, _members.Where(member => member.Value >= draft.LeastRank).Select(member => member.Key).ToHashSet()));
        return message;
    }

    private bool MaySpeak(User user)
    {
        if (!_members.TryGetValue(user, out Rank rank))
            return !Modes.HasFlag(RoomModes.NoExternal) && !Modes.HasFlag(RoomModes.Moderated) && !IsBanned(user);
        return rank >= Rank.Voice || (!Modes.HasFlag(RoomModes.Moderated) && !IsBanned(user));
    }
}
