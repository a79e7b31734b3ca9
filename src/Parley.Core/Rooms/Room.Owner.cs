using Parley.Core.Users;

namespace Parley.Core.Rooms;

public sealed partial class Room
{
    /// <summary>The account whose room it is: that one is founder whenever it is here, and the room stays when all have left. Null: nobody's.</summary>
    public string? Owner { get; private set; }

    /// <summary>Makes the room an account's own. An operator may who has logged in, as long as it is nobody's.</summary>
    public RoomResult<ModesChanged> Claim(Actor by)
    {
        if (!IsMember(by.User))
            return IsHidden(by.User) ? Refusal.NoSuchRoom : Refusal.NotMember;
        if (!IsOperator(by.User) || _rules.IsPermanent)
            return Refusal.NeedsOperator;
        if (by.User.Account is not { } account)
            return Refusal.NeedsAccount;
        if (Owner is not null)
            return Refusal.AlreadyOwned;
        Owner = account;
        return Enthrone(by);
    }

    /// <summary>Makes the room nobody's again. Its founders may.</summary>
    public Refusal Release(Actor by)
    {
        if (RankOf(by.User) < Rank.Founder)
            return IsMember(by.User) ? Refusal.NeedsOperator : Refusal.NotMember;
        Owner = null;
        return Refusal.None;
    }

    private bool IsOwner(User user) => Owner is not null && user.Account is { } account && Protocol.Names.Casemapping.Same(account, Owner);

    private ModesChanged Enthrone(Actor by)
    {
        string nickname = by.User.Nickname;
        _members[by.User].Rank |= Rank.Founder | Rank.Operator;
        return Publish(new ModesChanged(Name, by, [new ModeChange(true, 'q', nickname, by.User), new ModeChange(true, 'o', nickname, by.User)]));
    }

    private bool IsForsaken => _members.Count == 0 && !_rules.IsPermanent && Owner is null;
}
