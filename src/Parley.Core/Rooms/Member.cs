using Parley.Core.Users;

namespace Parley.Core.Rooms;

/// <summary>What a member is in a room, as a set; the highest is the one that counts.</summary>
/// <remarks>Compared with &lt; and &gt;: a set that holds a higher rank is the greater number. Source: https://modern.ircdocs.horse/#channel-membership-prefixes.</remarks>
[Flags]
public enum Rank
{
    /// <summary>A member like any other.</summary>
    None = 0,

    /// <summary>May speak in a moderated room: mode v, prefix +.</summary>
    Voice = 1 << 0,

    /// <summary>Keeps order among those below: mode h, prefix %.</summary>
    HalfOperator = 1 << 2,

    /// <summary>Runs the room: mode o, prefix @.</summary>
    Operator = 1 << 4,

    /// <summary>Runs the room, and operators cannot touch them: mode a, prefix &amp;.</summary>
    Admin = 1 << 6,

    /// <summary>The room is theirs: mode q, prefix ~.</summary>
    Founder = 1 << 8,
}

/// <summary>A user in a room.</summary>
/// <param name="User">Who.</param>
/// <param name="Rank">As what.</param>
public readonly record struct Member(User User, Rank Rank);

/// <summary>A room's topic.</summary>
/// <param name="Text">Not empty.</param>
/// <param name="SetBy">The mask of who set it.</param>
/// <param name="At">When.</param>
public sealed record Topic(string Text, string SetBy, DateTimeOffset At);
