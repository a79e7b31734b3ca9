using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Core.Accounts;

/// <summary>The tokens of devices: 256 random bits behind a mark by which people and scanners for leaked secrets know them.</summary>
/// <remarks>As nobody can guess one, a plain SHA-256 keeps it as safe as a slow hash does a password, and costs nothing at each login (docs/adr/0017).</remarks>
public static class DeviceToken
{
    private const string Mark = "parley_";
    private const int RandomBytes = 32;

    /// <summary>A token that there never was.</summary>
    public static string New() => Mark + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>What is kept of a token: its SHA-256, in hexadecimal digits.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Whether this looks like a token, and not like a password.</summary>
    public static bool IsToken(string text)
        => text.Length == Mark.Length + Base64Url.GetEncodedLength(RandomBytes) && text.StartsWith(Mark, StringComparison.Ordinal)
            && Base64Url.IsValid(text.AsSpan(Mark.Length));
}
