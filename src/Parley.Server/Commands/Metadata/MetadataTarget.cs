using System.Collections.Immutable;
using Parley.Core.Rooms;
using Parley.Core.Users;

namespace Parley.Server.Commands.Metadata;

/// <summary>Whom METADATA is about.</summary>
/// <param name="Name">The nickname or the room's name; <c>*</c> for a client that has not registered.</param>
/// <param name="User">The user. Null: it is none, or not registered yet.</param>
/// <param name="Room">The room. Null: it is none.</param>
/// <param name="Values">What may be read.</param>
internal sealed record MetadataTarget(string Name, User? User, IRoom? Room, ImmutableSortedDictionary<string, string> Values)
{
    /// <summary>A user as the target.</summary>
    public static MetadataTarget Of(User user) => new(user.Nickname, user, null, user.Metadata.Values);
}
