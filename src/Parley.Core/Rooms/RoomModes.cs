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

    /// <summary>t: only half-operators and above set the topic.</summary>
    TopicLocked = 1 << 4,

    /// <summary>C: no CTCP, but ACTION.</summary>
    NoCtcp = 1 << 5,

    /// <summary>M: of those without a rank, only users with an account speak.</summary>
    RegisteredSpeak = 1 << 6,

    /// <summary>R: only users with an account come in.</summary>
    RegisteredOnly = 1 << 7,

    /// <summary>u: those without a rank do not see each other come, go and be there.</summary>
    Auditorium = 1 << 8,

    /// <summary>U: what those without a rank say reaches half-operators and above only.</summary>
    OperatorModerated = 1 << 9,
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
/// <param name="Forward">The room to which those go who are not let in; null: none.</param>
/// <param name="Created">When the room began.</param>
public sealed record ModeState(RoomModes Flags, string? Key, int? Limit, string? Forward, DateTimeOffset Created);
