namespace Parley.Core.Rooms;

public sealed partial class Room
{
    // A room with nothing in it that is worth to be kept is the same when it begins anew.
    private bool IsPlain => Topic is null && Modes == DefaultModes && Key is null && Limit is null && Forward is null && Owner is null
        && _bans.Count + _exceptions.Count + _welcome.Count == 0 && _metadata.Values.IsEmpty;

    /// <summary>All that the room is besides its members and its messages.</summary>
    public KeptRoom Kept => new(Name, Created, Topic, Modes, Key, Limit, Forward, Owner)
    {
        Standings = [.. _standings.Values],
        Bans = [.. _bans],
        Exceptions = [.. _exceptions],
        Welcome = [.. _welcome],
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
        _metadata.Restore(kept.Metadata);
        History = kept.History ?? HistoryRules.None;
    }

    private void Keep()
    {
        if (IsGone || IsPlain)
            _keep.Forget(Name);
        else
            _keep.Save(Kept);
    }
}
