namespace Parley.Client.Rooms;

/// <summary>A room as the server lists it (LIST).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Members">How many are in it.</param>
/// <param name="Topic">The topic without formatting codes, or empty.</param>
public sealed record ListedRoom(string Name, int Members, string Topic);

/// <summary>Which of a room's lists of masks.</summary>
public enum RoomListKind
{
    /// <summary><c>b</c>: who neither comes in nor speaks.</summary>
    Bans,

    /// <summary><c>e</c>: who is excepted from that.</summary>
    Exceptions,

    /// <summary><c>I</c>: who needs no invitation.</summary>
    Welcome,
}

/// <summary>An entry of one of a room's lists.</summary>
/// <param name="Mask">Whom it concerns: <c>nick!user@host</c>, or another form that the server knows.</param>
/// <param name="By">The nickname of who made it; null: the server does not say.</param>
/// <param name="At">When; null: the server does not say.</param>
public sealed record RoomListEntry(string Mask, string? By, DateTimeOffset? At)
{
    /// <summary>Why and until when, where the server says so.</summary>
    public BanTerms Terms { get; init; } = BanTerms.None;
}

/// <summary>Somebody asks this user into a room.</summary>
/// <param name="Room">Which.</param>
/// <param name="From">Who.</param>
public sealed record Invitation(string Room, string From);

/// <summary>Somebody asks to be let into a room that this user runs (KNOCK).</summary>
/// <param name="Room">Which.</param>
/// <param name="From">Who.</param>
/// <param name="Text">What they say; empty: nothing.</param>
public sealed record Knock(string Room, string From, string Text);
