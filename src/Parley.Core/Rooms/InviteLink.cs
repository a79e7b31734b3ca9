using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Parley.Core.Rooms;

/// <summary>A link that leads into a room. Whoever has it comes in by a token in the place of the room's key: <c>invite:TOKEN</c>.</summary>
/// <remarks>Decided in docs/adr/0020-invite-links.md.</remarks>
/// <param name="TokenHash">What is kept of the token: its SHA-256, in hexadecimal digits.</param>
/// <param name="By">Who made it, as nick!user@host.</param>
/// <param name="Account">The account of who made it. Null: a guest.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Expires">From when on it leads nowhere. Null: it does not end by itself.</param>
/// <param name="Uses">How many people come in by it, at most <see cref="MostUses"/>. Null: any number.</param>
/// <param name="Opens">Whether it opens a door that is shut, as the word of those does who run the room; else it only shows the way.</param>
public sealed record InviteLink(string TokenHash, string By, string? Account, DateTimeOffset Created, DateTimeOffset? Expires, int? Uses, bool Opens)
{
    /// <summary>The most people that the number of uses can be: each of them is remembered.</summary>
    public const int MostUses = 100;

    /// <summary>What stands before a token where a room's key stands.</summary>
    public const string Mark = "invite:";

    private const int RandomBytes = 16;

    /// <summary>By what its makers call it: it tells nothing of the token.</summary>
    [JsonIgnore]
    public string Id => TokenHash[..8];

    /// <summary>How many have come by it.</summary>
    public int Used { get; init; }

    /// <summary>Who has come by it, when the number is limited: they may come again. Accounts, or masks of guests.</summary>
    public IReadOnlyList<string> People { get; init; } = [];

    /// <summary>A token that there never was: 128 random bits.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>What is kept of a token.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>The token in a room's key. Null: it has none.</summary>
    public static string? TokenOf(string? key)
        => key is not null && key.StartsWith(Mark, StringComparison.Ordinal) ? key[Mark.Length..] : null;

    /// <summary>Whether somebody may come by it now.</summary>
    /// <param name="person">Who: an account, or the mask of a guest.</param>
    /// <param name="now">The time.</param>
    internal bool IsGoodFor(string person, DateTimeOffset now) => !HasExpired(now) && (Uses is null || Used < Uses || People.Contains(person));

    internal bool HasExpired(DateTimeOffset now) => Expires <= now;

    internal InviteLink UsedBy(string person)
        => Uses is null ? this with { Used = Used + 1 }
            : People.Contains(person) ? this
            : this with { Used = Used + 1, People = [.. People, person] };
}
