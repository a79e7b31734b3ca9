using Parley.Core.Users;
using Parley.Protocol.Names;

namespace Parley.Core.Rooms;

public sealed partial class Room
{
    // The ranks that accounts other than the owner's have whenever they come, by their keys.
    private readonly Dictionary<string, Standing> _standings = [];

    /// <summary>The account whose room it is: that one is founder whenever it is here, and the room stays when all have left. Null: nobody's.</summary>
    public string? Owner { get; private set; }

    /// <summary>Whose room it is and who stands how in it; null when it is nobody's.</summary>
    public RoomOwnership? Ownership => Owner is null ? null : new RoomOwnership(Name, Owner, Created, [.. _standings.Values]);

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
        Keep();
        return Raise(by) ?? new ModesChanged(Name, by, []);
    }

    /// <summary>Makes the room nobody's again. Its owner may.</summary>
    public Refusal Release(Actor by)
    {
        if (WhyNotOwner(by.User) is var refusal and not Refusal.None)
            return refusal;
        Disown(by);
        return Refusal.None;
    }

    /// <summary>Gives the room to another account. Its owner may.</summary>
    public Refusal Transfer(Actor by, string account)
    {
        if (WhyNotOwner(by.User) is var refusal and not Refusal.None)
            return refusal;
        return Give(account);
    }

    /// <summary>Gives the room to an account, whosever it was. Who runs the server may.</summary>
    public Refusal Give(string account)
    {
        if (_rules.IsPermanent)
            return Refusal.NeedsOperator;
        _standings.Remove(Casemapping.Fold(account));
        Owner = account;
        Keep();
        return Refusal.None;
    }

    /// <summary>Ends the room: everybody is put out, and what it was and what was said in it are forgotten. Who runs the server may.</summary>
    /// <param name="by">Who ends it.</param>
    /// <param name="reason">Why, which the members are told.</param>
    public Refusal Close(Actor by, string reason)
    {
        if (_rules.IsPermanent)
            return Refusal.NeedsOperator;
        foreach (User user in _members.Keys.ToArray())
        {
            Publish(new Kicked(Name, by, user, reason) { OnlyFor = AudienceOf(user) });
            _members.Remove(user);
            user.Left(_self);
        }
        Owner = null;
        IsGone = true;
        _keep.Forget(Name);
        _feed(new Ended(Name, by, WasOpen: false));
        return Refusal.None;
    }

    /// <summary>Gives an account a rank that it has whenever it comes. The owner may.</summary>
    /// <param name="by">Who wants it.</param>
    /// <param name="account">The account, which there is.</param>
    /// <param name="rank">One rank. None: takes what the account had.</param>
    public Refusal SetStanding(Actor by, string account, Rank rank)
    {
        if (WhyNotOwner(by.User) is var refusal and not Refusal.None)
            return refusal;
        string key = Casemapping.Fold(account);
        if (rank == Rank.None)
            _standings.Remove(key);
        else if (_standings.Count >= _rules.Bans && !_standings.ContainsKey(key))
            return Refusal.BanListFull;
        else
            _standings[key] = new Standing(account, rank);
        Keep();
        return Refusal.None;
    }

    /// <summary>Gives a member the rank back that the member's account has here.</summary>
    public Refusal Recognize(Actor by)
    {
        if (!IsMember(by.User))
            return IsHidden(by.User) ? Refusal.NoSuchRoom : Refusal.NotMember;
        if (StandingOf(by.User) == Rank.None)
            return Refusal.NeedsOperator;
        Raise(by);
        return Refusal.None;
    }

    /// <summary>The account is no more: it owns nothing here and has no rank when it comes back as another's.</summary>
    public void ForgetAccount(Actor by, string account)
    {
        bool hadStanding = _standings.Remove(Casemapping.Fold(account)) | ForgetLinksOf(account);
        if (Owner is not null && Casemapping.Same(Owner, account))
            Disown(by);
        else if (hadStanding)
            Keep();
    }

    private void Disown(Actor by)
    {
        Owner = null;
        _standings.Clear();
        History = HistoryRules.None;
        Keep();
        GiveUpIfForsaken(by);
    }

    private Refusal WhyNotOwner(User user)
        => IsOwner(user) ? Refusal.None : IsHidden(user) ? Refusal.NoSuchRoom : Refusal.NotOwner;

    private bool IsOwner(User user) => Owner is not null && user.Account is { } account && Casemapping.Same(account, Owner);

    private Rank StandingOf(User user)
    {
        if (Owner is null || user.Account is not { } account)
            return Rank.None;
        return IsOwner(user) ? Rank.Founder | Rank.Operator : _standings.GetValueOrDefault(Casemapping.Fold(account)).Rank;
    }

    // Tells the ranks that the member has now and had not before; null when there are none.
    private ModesChanged? Raise(Actor by)
    {
        Place place = _members[by.User];
        Rank before = place.Rank;
        place.Rank |= StandingOf(by.User);
        return Announce(by, place.Rank & ~before);
    }

    private ModesChanged? Announce(Actor by, Rank ranks)
        => ranks == Rank.None ? null : Publish(new ModesChanged(Name, by, [.. ModeLetters.OfRanks(ranks).Select(letter => new ModeChange(true, letter, by.User.Nickname, by.User))]));

    private bool IsForsaken => _members.Count == 0 && !_rules.IsPermanent && Owner is null;
}

/// <summary>The rank that an account has in a room whenever it comes.</summary>
/// <param name="Account">The account's name.</param>
/// <param name="Rank">One rank.</param>
public readonly record struct Standing(string Account, Rank Rank);

/// <summary>Whose room it is.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="Owner">The owner's account.</param>
/// <param name="Created">When the room began.</param>
/// <param name="Standings">The ranks of other accounts.</param>
public sealed record RoomOwnership(string Room, string Owner, DateTimeOffset Created, IReadOnlyList<Standing> Standings);
