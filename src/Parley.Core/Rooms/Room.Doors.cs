using System.Runtime.CompilerServices;
using Parley.Core.Users;

namespace Parley.Core.Rooms;

public sealed partial class Room
{
    // Knocking is heard by all who run the room, so nobody knocks often, and nobody by coming again under another name.
    private static readonly TimeSpan KnockEach = TimeSpan.FromMinutes(5), KnockAny = TimeSpan.FromSeconds(10);

    private readonly ConditionalWeakTable<User, StrongBox<DateTimeOffset>> _knocked = [];
    private DateTimeOffset _lastKnock = DateTimeOffset.MinValue;

    /// <summary>Invites a user. Any member may, but only those from half-operator up when only the invited come in; and only theirs opens the doors.</summary>
    public RoomResult<Invited> Invite(Actor by, User target)
    {
        if (!IsMember(by.User))
            return IsHidden(by.User) ? Refusal.NoSuchRoom : Refusal.NotMember;
        bool mayOpen = IsHalfOperator(by.User);
        if (Modes.HasFlag(RoomModes.InviteOnly) && !mayOpen)
            return Refusal.NeedsOperator;
        // Nobody finds out in this way who is in an auditorium.
        if (IsMember(target) && Sees(by.User, target))
            return Refusal.AlreadyMember;
        if (mayOpen)
            target.Invite(_self);
        return Publish(new Invited(Name, by, target) { OnlyFor = AudienceOf(by.User) });
    }

    /// <summary>Asks those who run the room for an invitation.</summary>
    /// <param name="by">Who stands before the door.</param>
    /// <param name="text">What they say. Empty: nothing.</param>
    public RoomResult<Knocked> Knock(Actor by, string text)
    {
        if (IsGone || IsHidden(by.User))
            return Refusal.NoSuchRoom;
        if (IsMember(by.User))
            return Refusal.AlreadyMember;
        if (IsKeptOut(by.User) || IsSilenced(by.User))
            return Refusal.CannotSend;
        if (WhyClosed(by.User, key: null, link: null) == Refusal.None)
            return Refusal.DoorIsOpen;
        DateTimeOffset now = _time.GetUtcNow();
        StrongBox<DateTimeOffset> last = _knocked.GetValue(by.User, _ => new(DateTimeOffset.MinValue));
        if (now - last.Value < KnockEach || now - _lastKnock < KnockAny)
            return Refusal.TooManyKnocks;
        last.Value = _lastKnock = now;
        return Publish(new Knocked(Name, by, text) { OnlyFor = Ranked(Rank.HalfOperator) });
    }
}
