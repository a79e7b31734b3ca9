using Parley.Core.Users;

namespace Parley.Core.Rooms;

public sealed partial class Room
{
    // Nobody has come since the room was begun again, and nobody owns it.
    private bool _isAsleep;

    // Who was here before it was begun again, when only the invited came in.
    private readonly List<RoomMask> _insiders = [];

    /// <summary>A room that was given up before anybody came: as it is kept, to be begun again. Null: it has ended, or has not.</summary>
    internal KeptRoom? Asleep => IsGone && _isAsleep ? Kept : null;

    // A room with nothing in it that is worth to be kept is the same when it begins anew.
    private bool IsPlain => Topic is null && Modes == DefaultModes && Key is null && Limit is null && Forward is null && Owner is null
        && _bans.Count + _exceptions.Count + _welcome.Count + _links.Count == 0 && _metadata.Values.IsEmpty;

    /// <summary>All that the room is besides its members and its messages.</summary>
    public KeptRoom Kept => new(Name, Created, Topic, Modes, Key, Limit, Forward, Owner)
    {
        Standings = [.. _standings.Values],
        Bans = [.. _bans],
        Exceptions = [.. _exceptions],
        Welcome = [.. _welcome],
        Insiders = Modes.HasFlag(RoomModes.InviteOnly) ? [.. _insiders.Concat(_members.Keys.Select(MaskOf)).DistinctBy(mask => mask.Text)] : [],
        Links = [.. _links],
        Metadata = _metadata.Values,
        History = History == HistoryRules.None ? null : History,
    };

    private void Restore(KeptRoom kept)
    {
        (Created, Topic, Modes, Key, Limit, Forward, Owner) = (kept.Created, kept.Topic, kept.Modes, kept.Key, kept.Limit, kept.Forward, kept.Owner);
        foreach (Standing standing in kept.Standings)
            _standings[Protocol.Names.Casemapping.Fold(standing.Account)] = standing;
        _bans.AddRange(kept.Bans);
        _exceptions.AddRange(kept.Exceptions);
        _welcome.AddRange(kept.Welcome);
        _insiders.AddRange(kept.Insiders);
        _links.AddRange(kept.Links);
        _metadata.Restore(kept.Metadata);
        History = kept.History ?? HistoryRules.None;
    }

    private static RoomMask MaskOf(User user) => RoomMask.Parse(user.Account is { } account ? $"a:{account}" : user.Mask)!;

    private bool IsInsider(User user) => _insiders.Exists(mask => mask.Matches(user));

    private void KeepInsiders()
    {
        if (Modes.HasFlag(RoomModes.InviteOnly) && Owner is null && !IsGone)
            Keep();
    }

    private void Keep()
    {
        if (IsGone || IsPlain)
            _keep.Forget(Name);
        else
            _keep.Save(Kept);
    }
}
