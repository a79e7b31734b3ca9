using Parley.Core.Rooms;

namespace Parley.Core.Users;

/// <summary>A user who stays without a connection, as what comes back of one when the server starts again.</summary>
/// <param name="Account">The account.</param>
/// <param name="Nickname">The nickname.</param>
/// <param name="Username">The user name.</param>
/// <param name="Host">What others see of the address.</param>
/// <param name="Address">The address.</param>
/// <param name="RealName">The real name.</param>
/// <param name="Since">When the user came.</param>
/// <param name="Modes">The user's modes.</param>
/// <param name="Away">Why the user is away. Null: the user was here.</param>
/// <param name="AloneSince">Since when the user has had no connection. Null: there was one.</param>
/// <param name="Homes">The rooms that the user is in, and as what.</param>
public sealed record Resident(
    string Account, string Nickname, string Username, string Host, string Address, string RealName, DateTimeOffset Since, UserModes Modes, string? Away,
    DateTimeOffset? AloneSince, IReadOnlyList<Home> Homes)
{
    /// <summary>The user as they are now. Not under a room's lock.</summary>
    internal static Resident Of(User user, string account) => new(
        account, user.Nickname, user.Username, user.Host, user.Address, user.RealName, user.Since, user.Modes & ~UserModes.Operator, user.Away, user.AloneSince,
        [.. user.Rooms.Cast<LocalRoom>().Select(room => room.HomeOf(user)).OfType<Home>()]);
}

/// <summary>A room in which a resident is.</summary>
/// <param name="Room">Its name.</param>
/// <param name="Rank">As what.</param>
/// <param name="Since">Since when.</param>
public readonly record struct Home(string Room, Rank Rank, DateTimeOffset Since);
