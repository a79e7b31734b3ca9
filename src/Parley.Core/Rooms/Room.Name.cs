using Parley.Core.Users;

namespace Parley.Core.Rooms;

public sealed partial class Room
{
    /// <summary>Why the room may not be renamed. None: it may. What is somebody's own, only founders rename.</summary>
    internal Refusal WhyNotRename(Actor by)
    {
        if (IsGone || IsHidden(by.User))
            return Refusal.NoSuchRoom;
        if (!IsMember(by.User))
            return Refusal.NotMember;
        if (_rules.IsPermanent)
            return Refusal.CannotRename;
        return RankOf(by.User) < (Owner is null ? Rank.Operator : Rank.Founder) ? Refusal.NeedsOperator : Refusal.None;
    }

    /// <summary>Tells that the room has another name now.</summary>
    internal RoomRenamed Renamed(Actor by, string before, string reason)
    {
        _keep.Forget(before);
        Keep();
        RoomView all = View();
        return Publish(new RoomRenamed(Name, by, before, reason, member => RankOf(member) >= Rank.Voice ? all : View(member)));
    }
}
