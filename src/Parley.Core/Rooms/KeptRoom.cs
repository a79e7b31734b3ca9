using System.Collections.Immutable;

namespace Parley.Core.Rooms;

/// <summary>What a room is besides its members and its messages: enough to begin it again as it was.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Created">When it began.</param>
/// <param name="Topic">Null: none.</param>
/// <param name="Modes">The modes that are on.</param>
/// <param name="Key">The word that one needs to come in. Null: none.</param>
/// <param name="Limit">The most members. Null: no limit.</param>
/// <param name="Forward">The room to which those go who are not let in. Null: none.</param>
/// <param name="Owner">The account whose room it is. Null: nobody's.</param>
public sealed record KeptRoom(
    string Name, DateTimeOffset Created, Topic? Topic, RoomModes Modes, string? Key, int? Limit, string? Forward, string? Owner)
{
    /// <summary>The ranks that accounts have whenever they come.</summary>
    public IReadOnlyList<Standing> Standings { get; init; } = [];

    /// <summary>Who is kept out or silenced.</summary>
    public IReadOnlyList<Ban> Bans { get; init; } = [];

    /// <summary>Who is excepted from that.</summary>
    public IReadOnlyList<Ban> Exceptions { get; init; } = [];

    /// <summary>Who comes in without an invitation.</summary>
    public IReadOnlyList<Ban> Welcome { get; init; } = [];

    /// <summary>Who was in it when only the invited came in, so that they can come back. Empty when others come in too.</summary>
    public IReadOnlyList<RoomMask> Insiders { get; init; } = [];

    /// <summary>The links that lead into it.</summary>
    public IReadOnlyList<InviteLink> Links { get; init; } = [];

    /// <summary>What its owner has laid down for its history. Null: nothing.</summary>
    public HistoryRules? History { get; init; }

    /// <summary>What the room tells of itself.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
