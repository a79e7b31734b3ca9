using Parley.Core.Users;

namespace Parley.Core.Rooms;

public sealed partial class Room
{
    /// <summary>What the room is about. Null: nobody has said.</summary>
    public Topic? Topic { get; private set; }

    /// <summary>Replaces the topic.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="text">Not longer than topics may be. Empty clears it.</param>
    public RoomResult<TopicChanged> SetTopic(Actor by, string text)
    {
        if (!IsMember(by.User))
            return IsHidden(by.User) ? Refusal.NoSuchRoom : Refusal.NotMember;
        if (Modes.HasFlag(RoomModes.TopicLocked) && !IsHalfOperator(by.User))
            return Refusal.NeedsOperator;
        Topic = text.Length == 0 ? null : new Topic(text, by.User.Mask, _time.GetUtcNow());
        Keep();
        return Publish(new TopicChanged(Name, by, text));
    }
}
