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
        if (!MaySpeak(by.User) || (Modes.HasFlag(RoomModes.NoCtcp) && draft.IsCtcp))
            return Refusal.CannotSend;
        DateTimeOffset now = Now();
        by.User.LastSpoke = now;
        if (draft.LeastRank != Rank.None)
            return PostToRank(by, draft, draft.LeastRank, ModeLetters.Prefixes(draft.LeastRank, all: false) + Name, now);
        if (Modes.HasFlag(RoomModes.OperatorModerated) && RankOf(by.User) < Rank.Voice)
            return PostToRank(by, draft, Rank.HalfOperator, Name, now);
        Message message = draft.Send(by.User, Name, ++_lastNumber, now);
        _feed(new Posted(Name, by, message));
        return message;
    }

    /// <summary>Says something in the name of somebody who is elsewhere, as bridges do. Operators may.</summary>
    /// <param name="by">Who passes it on.</param>
    /// <param name="nickname">The name of who said it: one that nobody here can have.</param>
    /// <param name="draft">What was said.</param>
    public RoomResult<Message> Relay(Actor by, string nickname, Draft draft)
    {
        if (IsGone || IsHidden(by.User))
            return Refusal.NoSuchRoom;
        if (!IsOperator(by.User))
            return Refusal.NeedsOperator;
        string source = $"{nickname}!{by.User.Username}@{by.User.Host}";
        if (Standing(ban => ban.Mask.Matches(source)).Any() && !_exceptions.Exists(ban => ban.Mask.Matches(source)))
            return Refusal.Banned;
        DateTimeOffset now = Now();
        by.User.LastSpoke = now;
        Message message = draft.Send(by.User, Name, ++_lastNumber, now) with { Source = source, Account = null, RelayedBy = by.User.Nickname };
        _feed(new Posted(Name, by, message));
        return message;
    }

    /// <summary>Takes a message back: its author may, and who keeps order in the room.</summary>
    /// <param name="by">Who wants it gone.</param>
    /// <param name="message">A message of this room.</param>
    /// <param name="reason">Why. Empty: not said.</param>
    public RoomResult<Redacted> Redact(Actor by, Message message, string reason)
    {
        if (!IsMember(by.User))
            return IsHidden(by.User) ? Refusal.NoSuchRoom : Refusal.NotMember;
        if (!message.IsBy(by.User) && RankOf(by.User) < Rank.HalfOperator && !by.User.IsOperator)
            return Refusal.NeedsOperator;
        return Publish(new Redacted(Name, by, message.Id, reason));
    }

    // Not for all members, so it has no place in the order that all of them see.
    private Message PostToRank(Actor by, Draft draft, Rank least, string target, DateTimeOffset now)
    {
        Message message = draft.Send(by.User, target, number: 0, now);
        _feed(new Posted(Name, by, message) { OnlyFor = Ranked(least) });
        return message;
    }

    private bool MaySpeak(User user)
    {
        bool isMember = _members.TryGetValue(user, out Place? place);
        if (place is { Rank: >= Rank.Voice })
            return true;
        if (Modes.HasFlag(RoomModes.Moderated) || (!isMember && Modes.HasFlag(RoomModes.NoExternal)))
            return false;
        if (Modes.HasFlag(RoomModes.RegisteredSpeak) && user.Account is null)
            return false;
        return place is null ? !IsSilenced(user) : !IsSilenced(user, place);
    }
}
