using System.Collections.Immutable;
using Parley.Core.Metadata;
using Parley.Core.Users;

namespace Parley.Core.Rooms;

public sealed partial class Room
{
    private readonly MetadataSet _metadata = new();

    /// <summary>What the room tells of itself. Members may read it, and others where anybody may come in.</summary>
    public RoomResult<ImmutableSortedDictionary<string, string>> MetadataFor(User user)
    {
        if (IsHidden(user))
            return Refusal.NoSuchRoom;
        bool isOpen = !Modes.HasFlag(RoomModes.InviteOnly) && Key is null;
        return isOpen || IsMember(user) || user.IsOperator ? _metadata.Values : Refusal.NotMember;
    }

    /// <summary>Sets a key, or removes it. Operators of the room may, and operators of the server.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="key">Found to be one.</param>
    /// <param name="value">Found not too long. Null: the key is removed.</param>
    public RoomResult<MetadataChanged> SetMetadata(Actor by, string key, string? value)
    {
        if (IsHidden(by.User) && !by.User.IsOperator)
            return Refusal.NoSuchRoom;
        if (!IsOperator(by.User) && !by.User.IsOperator)
            return Refusal.NeedsOperator;
        Refusal refusal = _metadata.Set(key, value, _rules.MetadataKeys);
        if (refusal != Refusal.None)
            return refusal;
        Keep();
        return Publish(new MetadataChanged(Name, by, key, value));
    }
}
