using System.Globalization;
using Parley.Core.Users;

namespace Parley.Core.Rooms;

public sealed partial class Room
{
    private readonly List<Ban> _bans = [];

    /// <summary>The modes that are on. Topic lock and no external messages at first, as everywhere.</summary>
    public RoomModes Modes { get; private set; } = RoomModes.NoExternal | RoomModes.TopicLocked;

    /// <summary>The word that one needs to come in. Null: none.</summary>
    public string? Key { get; private set; }

    /// <summary>The most members. Null: no limit.</summary>
    public int? Limit { get; private set; }

    /// <summary>The modes as this user may see them: the key is for members only.</summary>
    public RoomResult<ModeState> ModesFor(User user)
        => IsHidden(user) ? Refusal.NoSuchRoom : new ModeState(Modes, IsMember(user) ? Key : null, Limit, Created);

    /// <summary>The bans, oldest first.</summary>
    public RoomResult<IReadOnlyList<Ban>> BansFor(User user)
        => IsHidden(user) ? Refusal.NoSuchRoom : new RoomResult<IReadOnlyList<Ban>>([.. _bans], Refusal.None);

    /// <summary>Makes the changes that may be made, and says of the others why not.</summary>
    public RoomResult<ModeOutcome> ChangeModes(Actor by, IReadOnlyList<ModeChange> wanted)
    {
        if (!IsMember(by.User))
            return IsHidden(by.User) ? Refusal.NoSuchRoom : Refusal.NotMember;
        if (!IsOperator(by.User))
            return Refusal.NeedsOperator;

        var made = new List<ModeChange>();
        var refused = new List<(ModeChange, Refusal)>();
        foreach (ModeChange change in wanted)
        {
            (ModeChange? done, Refusal refusal) = Change(by, change);
            if (refusal != Refusal.None)
                refused.Add((change, refusal));
            else if (done is not null)
                made.Add(done);
        }
        if (made.Count > 0)
            Publish(new ModesChanged(Name, by, made));
        return new ModeOutcome(made, refused);
    }

    /// <returns>The change as made; null and no refusal when it would change nothing.</returns>
    private (ModeChange?, Refusal) Change(Actor by, ModeChange wanted) => wanted.Letter switch
    {
        'k' => ChangeKey(wanted),
        'l' => ChangeLimit(wanted),
        'b' => ChangeBan(by, wanted),
        char letter when ModeLetters.RankOf(letter) is var rank and not Rank.None => ChangeRank(wanted, rank),
        char letter when ModeLetters.FlagOf(letter) is var flag and not RoomModes.None => ChangeFlag(wanted, flag),
        _ => (null, Refusal.UnknownMode),
    };

    private (ModeChange?, Refusal) ChangeFlag(ModeChange wanted, RoomModes flag)
    {
        if (Modes.HasFlag(flag) == wanted.On)
            return default;
        Modes ^= flag;
        return (wanted with { Parameter = null }, Refusal.None);
    }

    private (ModeChange?, Refusal) ChangeRank(ModeChange wanted, Rank rank)
    {
        if (wanted.Target is null)
            return (null, Refusal.NoSuchUser);
        if (!_members.TryGetValue(wanted.Target, out Rank before))
            return (null, Refusal.TargetNotMember);
        Rank after = wanted.On ? before | rank : before & ~rank;
        if (after == before)
            return default;
        _members[wanted.Target] = after;
        return (wanted with { Parameter = wanted.Target.Nickname }, Refusal.None);
    }

    private (ModeChange?, Refusal) ChangeKey(ModeChange wanted)
    {
        if (!wanted.On)
        {
            if (Key is null)
                return default;
            Key = null;
            return (wanted with { Parameter = "*" }, Refusal.None);
        }
        if (string.IsNullOrEmpty(wanted.Parameter) || wanted.Parameter.Length > 32 || wanted.Parameter.AsSpan().IndexOfAny(" ,:") >= 0)
            return (null, Refusal.InvalidModeParameter);
        if (Key == wanted.Parameter)
            return default;
        Key = wanted.Parameter;
        return (wanted, Refusal.None);
    }

    private (ModeChange?, Refusal) ChangeLimit(ModeChange wanted)
    {
        if (!wanted.On)
        {
            if (Limit is null)
                return default;
            Limit = null;
            return (wanted with { Parameter = null }, Refusal.None);
        }
        if (!int.TryParse(wanted.Parameter, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) || limit == 0)
            return (null, Refusal.InvalidModeParameter);
        if (Limit == limit)
            return default;
        Limit = limit;
        return (wanted with { Parameter = limit.ToString(CultureInfo.InvariantCulture) }, Refusal.None);
    }

    private (ModeChange?, Refusal) ChangeBan(Actor by, ModeChange wanted)
    {
        if (string.IsNullOrEmpty(wanted.Parameter) || wanted.Parameter.Contains(' '))
            return (null, Refusal.InvalidModeParameter);
        string mask = Glob.Complete(wanted.Parameter);
        int index = _bans.FindIndex(ban => Protocol.Names.Casemapping.Same(ban.Mask, mask));
        if (index >= 0 == wanted.On)
            return default;
        if (wanted.On && _bans.Count >= _rules.Bans)
            return (null, Refusal.BanListFull);
        if (wanted.On)
            _bans.Add(new Ban(mask, by.User.Mask, _time.GetUtcNow()));
        else
            _bans.RemoveAt(index);
        return (wanted with { Parameter = mask }, Refusal.None);
    }

    private bool IsBanned(User user) => _bans.Count > 0 && _bans.Exists(ban => Glob.Matches(ban.Mask, user.Mask));
}
