using System.Collections.Immutable;

namespace Parley.Core.Rooms;

/// <summary>A room at one moment.</summary>
/// <param name="Name">As it was first written.</param>
/// <param name="Topic">Null: none.</param>
/// <param name="Flags">The modes that are on.</param>
/// <param name="Members">Everyone in it, in no order.</param>
public sealed record RoomView(string Name, Topic? Topic, RoomModes Flags, IReadOnlyList<Member> Members)
{
    /// <summary>What the room tells of itself, by key.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Whether only members know of it.</summary>
    public bool IsSecret => Flags.HasFlag(RoomModes.Secret);
}

/// <summary>A room in the list of rooms.</summary>
/// <param name="Name">As it was first written.</param>
/// <param name="Members">How many are in it.</param>
/// <param name="Topic">Null: none.</param>
/// <param name="IsSecret">Whether only members know of it.</param>
/// <param name="Created">When it began.</param>
public sealed record RoomSummary(string Name, int Members, Topic? Topic, bool IsSecret, DateTimeOffset Created);
