using System.Text;

namespace Parley.Core.Rooms;

/// <summary>What a mode's letter stands for, and so which parameter it takes.</summary>
public enum ModeKind
{
    /// <summary>There is no such mode.</summary>
    Unknown,

    /// <summary>A list of masks; without a parameter it is asked for.</summary>
    List,

    /// <summary>k: the word that one needs to come in.</summary>
    Key,

    /// <summary>l: the most members.</summary>
    Limit,

    /// <summary>f: the room to which those go who are not let in.</summary>
    Forward,

    /// <summary>On or off.</summary>
    Flag,

    /// <summary>A member's rank.</summary>
    Rank,
}

/// <summary>A row of the table of modes.</summary>
/// <param name="Letter">Its letter.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Flag">For a flag: which.</param>
/// <param name="Rank">For a rank: which.</param>
/// <param name="Prefix">For a rank: what stands before a member's name.</param>
public readonly record struct ModeRow(char Letter, ModeKind Kind, RoomModes Flag = RoomModes.None, Rank Rank = Rank.None, char Prefix = default)
{
    /// <summary>Whether the letter takes a parameter when the mode is set, or taken away.</summary>
    public bool TakesParameter(bool on) => Kind is ModeKind.List or ModeKind.Key or ModeKind.Rank || (on && Kind is ModeKind.Limit or ModeKind.Forward);
}

/// <summary>The letters of modes and ranks: the one table.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#channel-modes, #channel-membership-prefixes.</remarks>
public static class ModeLetters
{
    // Sorted by letter but for the ranks, which go from the highest down.
    private static readonly ModeRow[] Table =
    [
        new('b', ModeKind.List),
        new('e', ModeKind.List),
        new('I', ModeKind.List),
        new('k', ModeKind.Key),
        new('f', ModeKind.Forward),
        new('l', ModeKind.Limit),
        new('C', ModeKind.Flag, RoomModes.NoCtcp),
        new('M', ModeKind.Flag, RoomModes.RegisteredSpeak),
        new('R', ModeKind.Flag, RoomModes.RegisteredOnly),
        new('U', ModeKind.Flag, RoomModes.OperatorModerated),
        new('i', ModeKind.Flag, RoomModes.InviteOnly),
        new('m', ModeKind.Flag, RoomModes.Moderated),
        new('n', ModeKind.Flag, RoomModes.NoExternal),
        new('s', ModeKind.Flag, RoomModes.Secret),
        new('t', ModeKind.Flag, RoomModes.TopicLocked),
        new('u', ModeKind.Flag, RoomModes.Auditorium),
        new('q', ModeKind.Rank, Rank: Rank.Founder, Prefix: '~'),
        new('a', ModeKind.Rank, Rank: Rank.Admin, Prefix: '&'),
        new('o', ModeKind.Rank, Rank: Rank.Operator, Prefix: '@'),
        new('h', ModeKind.Rank, Rank: Rank.HalfOperator, Prefix: '%'),
        new('v', ModeKind.Rank, Rank: Rank.Voice, Prefix: '+'),
    ];

    private static readonly ModeRow[] Ranks = Array.FindAll(Table, row => row.Kind == ModeKind.Rank);

    /// <summary>The value of the ISUPPORT parameter CHANMODES.</summary>
    public static string Chanmodes { get; }
        = string.Join(',', Letters(ModeKind.List), Letters(ModeKind.Key), Letters(ModeKind.Forward) + Letters(ModeKind.Limit), Letters(ModeKind.Flag));

    /// <summary>The prefixes of all ranks, the highest first.</summary>
    public static string AllPrefixes { get; } = string.Concat(Ranks.Select(row => row.Prefix));

    /// <summary>The value of the ISUPPORT parameter PREFIX.</summary>
    public static string Prefix { get; } = $"({Letters(ModeKind.Rank)}){AllPrefixes}";

    /// <summary>The letters of all modes, sorted, for RPL_MYINFO.</summary>
    public static string All { get; } = Sorted(Table);

    /// <summary>The letters of the modes that take a parameter, sorted, for RPL_MYINFO.</summary>
    public static string WithParameter { get; } = Sorted(Table.Where(row => row.TakesParameter(on: true)));

    /// <summary>The letters of the lists.</summary>
    public static string Lists { get; } = Letters(ModeKind.List);

    /// <summary>The row of the letter; its kind is unknown when there is none.</summary>
    public static ModeRow Of(char letter) => Array.Find(Table, row => row.Letter == letter);

    /// <summary>The rank of the prefix, or <see cref="Rank.None"/>.</summary>
    public static Rank RankOfPrefix(char prefix) => Array.Find(Ranks, row => row.Prefix == prefix).Rank;

    /// <summary>The letters of the modes that are on.</summary>
    public static string Of(RoomModes modes)
        => string.Concat(Table.Where(row => row.Kind == ModeKind.Flag && modes.HasFlag(row.Flag)).Select(row => row.Letter));

    /// <summary>Changes as signs and letters, the signs only where they change: <c>+ob-l</c>.</summary>
    public static string Of(IEnumerable<ModeChange> changes)
    {
        var letters = new StringBuilder();
        char sign = '\0';
        foreach (ModeChange change in changes)
        {
            if (sign != (sign = change.On ? '+' : '-'))
                letters.Append(sign);
            letters.Append(change.Letter);
        }
        return letters.ToString();
    }

    /// <summary>The letters of the ranks in this set, the highest first.</summary>
    public static IEnumerable<char> OfRanks(Rank ranks) => Ranks.Where(row => ranks.HasFlag(row.Rank)).Select(row => row.Letter);

    /// <summary>The prefixes of a rank, the highest first.</summary>
    /// <param name="rank">The set.</param>
    /// <param name="all">All of them, as the capability multi-prefix wants it; else the highest only.</param>
    public static string Prefixes(Rank rank, bool all)
    {
        if (rank == Rank.None)
            return "";
        string prefixes = string.Concat(Ranks.Where(row => rank.HasFlag(row.Rank)).Select(row => row.Prefix));
        return all || prefixes.Length < 2 ? prefixes : prefixes[..1];
    }

    private static string Letters(ModeKind kind) => string.Concat(Table.Where(row => row.Kind == kind).Select(row => row.Letter));

    private static string Sorted(IEnumerable<ModeRow> rows) => string.Concat(rows.Select(row => row.Letter).Order());
}
