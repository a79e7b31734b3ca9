namespace Parley.Client.Rooms;

/// <summary>A link that leads into a room.</summary>
/// <param name="Id">What it is called when it is revoked. It tells nothing of the token.</param>
/// <param name="By">The nickname of who made it.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Expires">From when on it leads nowhere. Null: it does not end by itself.</param>
/// <param name="Used">How many people have come by it.</param>
/// <param name="Uses">How many may. Null: any number.</param>
public sealed record InviteLink(string Id, string By, DateTimeOffset Created, DateTimeOffset? Expires, int Used, int? Uses)
{
    /// <summary>The most people that a link can be limited to.</summary>
    public const int MostUses = 100;

    private const string Mark = "invite:";

    /// <summary>What to give <see cref="ChatClient.Join"/> as the room's key, to come in by a link.</summary>
    public static string KeyOf(string token) => Mark + token;

    /// <summary>Whether a key is the token of a link: then a room that is shut refuses with 473 as the link is good no more.</summary>
    public static bool IsKey(string? key) => key is not null && key.StartsWith(Mark, StringComparison.Ordinal);
}

/// <summary>A link that has just been made: the server tells its token this once.</summary>
/// <param name="Id">What it is called when it is revoked.</param>
/// <param name="Token">What it lets in by: <see cref="InviteLink.KeyOf"/>.</param>
/// <param name="Url">The link by the address that the server has for others. A page knows better by which address it was reached.</param>
public sealed record NewInviteLink(string Id, string Token, string Url);
