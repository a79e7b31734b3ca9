using Parley.Core.Users;

namespace Parley.Core.Rooms;

public sealed partial class Room
{
    // b keeps people out and silences them, e excepts from b, I lets people in without an invitation.
    private readonly List<Ban> _bans = [], _exceptions = [], _welcome = [];

    // Grows when a list changes, so that members' verdicts are found again.
    private int _listsVersion;

    /// <summary>The entries of a list, oldest first.</summary>
    /// <param name="user">Who asks.</param>
    /// <param name="letter">The list's letter: b, e or I.</param>
    public RoomResult<IReadOnlyList<Ban>> ListFor(User user, char letter)
    {
        DateTimeOffset now = _time.GetUtcNow();
        return IsHidden(user) ? Refusal.NoSuchRoom : new RoomResult<IReadOnlyList<Ban>>([.. ListOf(letter).Where(ban => !ban.HasEnded(now))], Refusal.None);
    }

    private List<Ban> ListOf(char letter) => letter switch
    {
        'b' => _bans,
        'e' => _exceptions,
        'I' => _welcome,
        _ => throw new ArgumentOutOfRangeException(nameof(letter), letter, "There is no such list."),
    };

    private (ModeChange?, Refusal) ChangeList(Actor by, ModeChange wanted)
    {
        // Who comes in is not yet silent: a mute says nothing in the list of the welcome.
        if (RoomMask.Parse(wanted.Parameter ?? "") is not { } mask || (wanted.Letter == 'I' && mask.IsMute))
            return (null, Refusal.InvalidModeParameter);
        List<Ban> list = ListOf(wanted.Letter);
        int index = list.FindIndex(ban => ban.Mask.IsSame(mask));
        DateTimeOffset now = _time.GetUtcNow();
        // One that ends by itself, or has, is from now on there until somebody takes it off.
        bool hasEnd = index >= 0 && list[index].Until is not null;
        if (index >= 0 == wanted.On && !hasEnd)
            return default;
        if (wanted.On && !hasEnd && list.Count(ban => !ban.HasEnded(now)) >= _rules.Bans)
            return (null, Refusal.BanListFull);
        string changed = index < 0 ? mask.Text : list[index].Mask.Text;
        if (wanted.On && hasEnd)
            list[index] = new Ban(list[index].Mask, by.User.Mask, now) { Reason = list[index].Reason };
        else if (wanted.On)
            list.Add(new Ban(mask, by.User.Mask, now));
        else
            list.RemoveAt(index);
        _listsVersion++;
        return (wanted with { Parameter = changed }, Refusal.None);
    }

    private bool IsKeptOut(User user)
        => Standing(ban => !ban.Mask.IsMute && ban.Mask.Matches(user)).Any() && !_exceptions.Exists(ban => !ban.Mask.IsMute && ban.Mask.Matches(user));

    private bool IsWelcome(User user) => _welcome.Exists(ban => ban.Mask.Matches(user));

    private bool IsSilenced(User user) => Standing(ban => ban.Mask.Matches(user)).Any() && !_exceptions.Exists(ban => ban.Mask.Matches(user));

    // A hundred masks are not matched for each message: the verdict holds until the lists, the user's mask or the account is another, or a ban ends.
    private bool IsSilenced(User user, Place place)
    {
        if (_bans.Count == 0)
            return false;
        if (place.JudgedAt != _listsVersion || place.JudgedMask != (object)user.Mask || place.JudgedAccount != (object?)user.Account || place.JudgedUntil <= _time.GetUtcNow())
        {
            (place.IsSilenced, place.JudgedAt, place.JudgedMask, place.JudgedAccount) = (IsSilenced(user), _listsVersion, user.Mask, user.Account);
            place.JudgedUntil = Standing(ban => ban.Mask.Matches(user)).Min(static ban => ban.Until);
        }
        return place.IsSilenced;
    }

    /// <summary>What the room keeps of a member.</summary>
    private sealed class Place(Rank rank, DateTimeOffset since)
    {
        /// <summary>When the member came in.</summary>
        public DateTimeOffset Since { get; } = since;

        public Rank Rank { get; set; } = rank;

        public bool IsSilenced { get; set; }

        public int JudgedAt { get; set; } = -1;

        public string? JudgedMask { get; set; }

        public string? JudgedAccount { get; set; }

        /// <summary>When the first of the bans on which the verdict stands ends. Null: none does.</summary>
        public DateTimeOffset? JudgedUntil { get; set; }
    }
}
