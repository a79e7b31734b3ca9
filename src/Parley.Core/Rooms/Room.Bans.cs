using Parley.Core.Users;

namespace Parley.Core.Rooms;

public sealed partial class Room
{
    /// <summary>When the next of the bans ends by itself. Null: none does.</summary>
    internal DateTimeOffset? NextBanEnd => IsGone ? null : _bans.Min(static ban => ban.Until);

    /// <summary>Keeps out or silences whom a mask fits, with a reason, for a while; in place of what stands on the list for that mask. Half-operators may.</summary>
    /// <param name="by">Who bans.</param>
    /// <param name="mask">Whom.</param>
    /// <param name="lasts">For how long. Null: until somebody lifts it.</param>
    /// <param name="reason">Why. Empty: not said.</param>
    public RoomResult<BanSet> Ban(Actor by, string mask, TimeSpan? lasts, string reason)
    {
        if (!IsMember(by.User))
            return IsHidden(by.User) ? Refusal.NoSuchRoom : Refusal.NotMember;
        if (!IsHalfOperator(by.User))
            return Refusal.NeedsOperator;
        if (RoomMask.Parse(mask) is not { } whom)
            return Refusal.InvalidModeParameter;
        int known = _bans.FindIndex(ban => ban.Mask.IsSame(whom));
        DateTimeOffset now = _time.GetUtcNow();
        if (known < 0 && _bans.Count(standing => !standing.HasEnded(now)) >= _rules.Bans)
            return Refusal.BanListFull;
        var ban = new Ban(whom, by.User.Mask, now) { Reason = reason.Length > 0 ? reason : null, Until = now + lasts };
        if (known < 0)
            _bans.Add(ban);
        else
            _bans[known] = ban;
        _listsVersion++;
        // For everybody else nothing has changed when it stood there before.
        if (known < 0)
            Publish(new ModesChanged(Name, by, [new ModeChange(true, 'b', whom.Text)]));
        Keep();
        return new BanSet(ban, IsNew: known < 0);
    }

    /// <summary>Takes off the list what has ended by itself, and tells the members.</summary>
    /// <param name="by">The server.</param>
    public void EndBans(Actor by)
    {
        DateTimeOffset now = _time.GetUtcNow();
        List<Ban> ended = IsGone ? [] : _bans.FindAll(ban => ban.HasEnded(now));
        if (ended.Count == 0)
            return;
        _bans.RemoveAll(ended.Contains);
        _listsVersion++;
        Publish(new ModesChanged(Name, by, [.. ended.Select(static ban => new ModeChange(false, 'b', ban.Mask.Text))]));
        Keep();
    }

    /// <summary>What keeps a user out, or a member silent: of several bans the one that lasts longest. Null: none does.</summary>
    public Ban? BanOf(User user)
    {
        bool isMember = IsMember(user);
        if (isMember ? !IsSilenced(user) : !IsKeptOut(user))
            return null;
        return Standing(ban => (isMember || !ban.Mask.IsMute) && ban.Mask.Matches(user)).MaxBy(static ban => ban.Until ?? DateTimeOffset.MaxValue);
    }

    // It has ended at its time, whenever that is told.
    private IEnumerable<Ban> Standing(Func<Ban, bool> fits)
    {
        DateTimeOffset now = _time.GetUtcNow();
        return _bans.Where(ban => !ban.HasEnded(now) && fits(ban));
    }
}

/// <summary>A ban was set, or one that stood was given another reason or end.</summary>
/// <param name="Ban">The entry as it stands now.</param>
/// <param name="IsNew">Whether nothing stood there for that mask.</param>
public sealed record BanSet(Ban Ban, bool IsNew);
