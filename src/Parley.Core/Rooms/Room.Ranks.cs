using Parley.Core.Users;

namespace Parley.Core.Rooms;

public sealed partial class Room
{
    /// <summary>A user's rank here. None: a member like any other, or not a member.</summary>
    public Rank RankOf(User user) => _members.TryGetValue(user, out Place? place) ? place.Rank : Rank.None;

    private bool IsOperator(User user) => RankOf(user) >= Rank.Operator;

    private bool IsHalfOperator(User user) => RankOf(user) >= Rank.HalfOperator;

    private (ModeChange?, Refusal) ChangeRank(Actor by, ModeChange wanted, Rank rank)
    {
        if (wanted.Target is null)
            return (null, Refusal.NoSuchUser);
        // One's own rank can always be laid down: https://www.rfc-editor.org/rfc/rfc2812#section-3.1.5
        bool isLaidDown = wanted.Target == by.User && !wanted.On;
        // Asked first: who may not do it does not find out in this way who is here.
        if (!isLaidDown && RankOf(by.User) < Needed(rank))
            return (null, Refusal.NeedsOperator);
        if (!_members.TryGetValue(wanted.Target, out Place? target))
            return (null, Refusal.TargetNotMember);
        if (!isLaidDown && !wanted.On && Highest(target.Rank) > Highest(RankOf(by.User)))
            return (null, Refusal.NeedsOperator);
        Rank after = wanted.On ? target.Rank | rank : target.Rank & ~rank;
        if (after == target.Rank)
            return default;
        target.Rank = after;
        return (wanted with { Parameter = wanted.Target.Nickname }, Refusal.None);
    }

    // Founders give and take every rank, admins those from operator down, operators too, half-operators voice only;
    // and nobody takes one from those who stand higher.
    private static Rank Needed(Rank rank) => rank switch
    {
        Rank.Voice => Rank.HalfOperator,
        Rank.HalfOperator or Rank.Operator => Rank.Operator,
        _ => Rank.Founder,
    };

    // Operators put each other out, half-operators only those below.
    private bool MayKick(User by, User target)
    {
        Rank own = Highest(RankOf(by)), other = Highest(RankOf(target));
        return own >= Rank.HalfOperator && (by == target || own > other || (own >= Rank.Operator && own == other));
    }

    private static Rank Highest(Rank rank) => rank == Rank.None ? Rank.None : (Rank)(1 << int.Log2((int)rank));

    // In an auditorium those without a rank are seen by those with one, and by themselves.
    private bool Sees(User viewer, User member) => !Modes.HasFlag(RoomModes.Auditorium) || viewer == member
        || RankOf(viewer) >= Rank.Voice || RankOf(member) >= Rank.Voice;

    private HashSet<User> Ranked(Rank least) => [.. _members.Where(member => member.Value.Rank >= least).Select(member => member.Key)];

    private HashSet<User>? AudienceOf(User member)
        => Modes.HasFlag(RoomModes.Auditorium) && RankOf(member) < Rank.Voice
            ? [member, .. Ranked(Rank.Voice)]
            : null;
}
