using System.Globalization;
using Parley.Core.Users;

namespace Parley.Core.Rooms;

public sealed partial class Room
{
    private const int MaxKey = 32;

    private const RoomModes DefaultModes = RoomModes.NoExternal | RoomModes.TopicLocked;

    /// <summary>The modes that are on. Topic lock and no external messages at first, as everywhere.</summary>
    public RoomModes Modes { get; private set; } = DefaultModes;

    /// <summary>The word that one needs to come in. Null: none.</summary>
    public string? Key { get; private set; }

    /// <summary>The most members. Null: no limit.</summary>
    public int? Limit { get; private set; }

    /// <summary>The room to which those go who are not let in. Null: none.</summary>
    public string? Forward { get; private set; }

    /// <summary>The modes as this user may see them: the key is for members only.</summary>
    public RoomResult<ModeState> ModesFor(User user)
        => IsHidden(user) ? Refusal.NoSuchRoom : new ModeState(Modes, IsMember(user) ? Key : null, Limit, Forward, Created);

    /// <summary>Makes the changes that may be made, and says of the others why not.</summary>
    public RoomResult<ModeOutcome> ChangeModes(Actor by, IReadOnlyList<ModeChange> wanted)
    {
        if (!IsMember(by.User))
            return IsHidden(by.User) ? Refusal.NoSuchRoom : Refusal.NotMember;

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
        if (made.Exists(change => ModeLetters.Of(change.Letter).Kind != ModeKind.Rank))
            Keep();
        return new ModeOutcome(made, refused);
    }

    /// <returns>The change as made; null and no refusal when it would change nothing.</returns>
    private (ModeChange?, Refusal) Change(Actor by, ModeChange wanted)
    {
        ModeRow row = ModeLetters.Of(wanted.Letter);
        // Half-operators keep lists and give voice; what the room is like is for operators.
        Rank needed = row.Kind switch
        {
            ModeKind.Rank => Rank.None,
            ModeKind.List => Rank.HalfOperator,
            _ => Rank.Operator,
        };
        if (RankOf(by.User) < needed)
            return (null, Refusal.NeedsOperator);
        return row.Kind switch
        {
            ModeKind.List => ChangeList(by, wanted),
            ModeKind.Key => ChangeKey(wanted),
            ModeKind.Limit => ChangeLimit(wanted),
            ModeKind.Forward => ChangeForward(wanted),
            ModeKind.Flag => ChangeFlag(wanted, row.Flag),
            ModeKind.Rank => ChangeRank(by, wanted, row.Rank),
            _ => (null, Refusal.UnknownMode),
        };
    }

    private (ModeChange?, Refusal) ChangeFlag(ModeChange wanted, RoomModes flag)
    {
        if (Modes.HasFlag(flag) == wanted.On)
            return default;
        Modes ^= flag;
        return (wanted with { Parameter = null }, Refusal.None);
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
        if (string.IsNullOrEmpty(wanted.Parameter) || wanted.Parameter.Length > MaxKey || wanted.Parameter.AsSpan().IndexOfAny(" ,:") >= 0)
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

    // Whether that room exists and the asker runs it too has been found out before: it lies behind another lock.
    private (ModeChange?, Refusal) ChangeForward(ModeChange wanted)
    {
        string? forward = wanted.On ? wanted.Parameter : null;
        if (Forward == forward)
            return default;
        Forward = forward;
        return (wanted with { Parameter = forward }, Refusal.None);
    }
}
