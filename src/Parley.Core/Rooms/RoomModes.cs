using System.Text;
using Parley.Core.Users;

namespace Parley.Core.Rooms;

/// <summary>The modes of a room that are on or off.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#channel-modes.</remarks>
[Flags]
public enum RoomModes
{
    /// <summary>None is on.</summary>
    None = 0,

    /// <summary>i: only the invited come in.</summary>
    InviteOnly = 1 << 0,

    /// <summary>m: only those with a rank speak.</summary>
    Moderated = 1 << 1,

    /// <summary>n: only members speak.</summary>
    NoExternal = 1 << 2,

    /// <summary>s: only members know of it.</summary>
    Secret = 1 << 3,

    /// <summary>t: only operators set the topic.</summary>
    TopicLocked = 1 << 4,
}

/// <summary>The letters of modes and ranks.</summary>
public static class ModeLetters
{
    private static readonly (char Letter, RoomModes Mode)[] Flags =
    [
        ('i', RoomModes.InviteOnly), ('m', RoomModes.Moderated), ('n', RoomModes.NoExternal), ('s', RoomModes.Secret), ('t', RoomModes.TopicLocked),
    ];

    private static readonly (char Letter, char Prefix, Rank Rank)[] Ranks = [('o', '@', Rank.Operator), ('v', '+', Rank.Voice)];

    /// <summary>The value of the ISUPPORT parameter CHANMODES.</summary>
    public const string Chanmodes = "b,k,l,imnst";

    /// <summary>The prefixes of all ranks, the highest first.</summary>
    public const string AllPrefixes = "@+";

    /// <summary>The value of the ISUPPORT parameter PREFIX.</summary>
    public const string Prefix = "(ov)" + AllPrefixes;

    /// <summary>All letters of modes without a parameter, with parameters, for RPL_MYINFO.</summary>
    public const string All = "biklmnostv", WithParameter = "bklov";

    /// <summary>The mode of the letter, or <see cref="RoomModes.None"/>.</summary>
    public static RoomModes FlagOf(char letter) => Array.Find(Flags, flag => flag.Letter == letter).Mode;

    /// <summary>The rank of the letter, or <see cref="Rank.None"/>.</summary>
    public static Rank RankOf(char letter) => Array.Find(Ranks, rank => rank.Letter == letter).Rank;

    /// <summary>The rank of the prefix, or <see cref="Rank.None"/>.</summary>
    public static Rank RankOfPrefix(char prefix) => Array.Find(Ranks, rank => rank.Prefix == prefix).Rank;

    /// <summary>The letters of the modes that are on.</summary>
    public static string Of(RoomModes modes) => string.Concat(Flags.Where(flag => modes.HasFlag(flag.Mode)).Select(flag => flag.Letter));

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

    /// <summary>The prefixes of a rank, the highest first.</summary>
    /// <param name="rank">The set.</param>
    /// <param name="all">All of them, as the capability multi-prefix wants it; else the highest only.</param>
    public static string Prefixes(Rank rank, bool all)
    {
        string prefixes = string.Concat(Ranks.Where(row => rank.HasFlag(row.Rank)).Select(row => row.Prefix));
        return all || prefixes.Length < 2 ? prefixes : prefixes[..1];
    }
}

/// <summary>One change of a mode that somebody asks for, or that was made.</summary>
/// <param name="On">Set it, or take it away.</param>
/// <param name="Letter">Its letter.</param>
/// <param name="Parameter">The parameter as the client gave it, or as it took effect. Null: none.</param>
/// <param name="Target">For a rank: the user of the parameter. Null: nobody has that name.</param>
public sealed record ModeChange(bool On, char Letter, string? Parameter = null, User? Target = null);

/// <summary>What came of several changes: those made, and those refused each with its reason.</summary>
public sealed record ModeOutcome(IReadOnlyList<ModeChange> Made, IReadOnlyList<(ModeChange Change, Refusal Refusal)> Refused);

/// <summary>A room's modes as a member may see them.</summary>
/// <param name="Flags">Those that are on.</param>
/// <param name="Key">The key; null: none.</param>
/// <param name="Limit">The most members; null: none.</param>
/// <param name="Created">When the room began.</param>
public sealed record ModeState(RoomModes Flags, string? Key, int? Limit, DateTimeOffset Created);
