using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parley.Protocol;

namespace Parley.Client.Accounts;

/// <summary>The client's side of one exchange of SCRAM-SHA-256: proves the password without sending it, and sees that the server knew it.</summary>
/// <remarks>Sources: https://www.rfc-editor.org/rfc/rfc5802#section-5, https://www.rfc-editor.org/rfc/rfc7677.</remarks>
/// <param name="credentials">With a password.</param>
/// <param name="derive">Derives the key.</param>
/// <param name="nonce">The client's share of the nonce. Null: a random one, as it must be.</param>
internal sealed class ScramLogin(Credentials credentials, DeriveKey derive, string? nonce = null)
{
    // Neither may a false server have us reveal a cheap hash, nor keep us busy for hours: https://www.rfc-editor.org/rfc/rfc7677#section-4.
    private const int MinIterations = 4096, MaxIterations = 10_000_000;
    private const int NonceBytes = 18;

    // "n,,": no channel binding, and nobody to act for.
    private const string Header = "n,,";
    private readonly string _nonce = nonce ?? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NonceBytes));
    private byte[]? _signature;

    private string Bare => $"n={credentials.Account.Replace("=", "=3D", StringComparison.Ordinal).Replace(",", "=2C", StringComparison.Ordinal)},r={_nonce}";

    /// <summary>The first message.</summary>
    public byte[] Open() => Encoding.UTF8.GetBytes(Header + Bare);

    /// <summary>Answers the server's challenge with the proof. Null: it is no challenge, or not to this exchange.</summary>
    public async Task<byte[]?> AnswerAsync(byte[] challenge)
    {
        string first = Encoding.UTF8.GetString(challenge);
        if (first.Split(',') is not [['r', '=', .. var whole], ['s', '=', .. var salt], ['i', '=', .. var count], ..]
            || !whole.StartsWith(_nonce, StringComparison.Ordinal) || whole.Length == _nonce.Length || !Base64.IsValid(salt)
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int iterations) || iterations is < MinIterations or > MaxIterations
            || SaslPrep.Apply(credentials.Secret) is not { } password)
            return null;
        byte[] salted = await derive(Encoding.UTF8.GetBytes(password), Convert.FromBase64String(salt), iterations);
        string bound = $"c={Convert.ToBase64String(Encoding.UTF8.GetBytes(Header))},r={whole}";
        byte[] proved = Encoding.UTF8.GetBytes($"{Bare},{first},{bound}");
        byte[] clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        byte[] mask = HMACSHA256.HashData(SHA256.HashData(clientKey), proved);
        for (int i = 0; i < mask.Length; i++)
            mask[i] ^= clientKey[i];
        _signature = HMACSHA256.HashData(HMACSHA256.HashData(salted, "Server Key"u8), proved);
        return Encoding.UTF8.GetBytes($"{bound},p={Convert.ToBase64String(mask)}");
    }

    /// <summary>Whether the server's last message proves that it knows the password's verifier.</summary>
    public bool IsProved(byte[] message)
        => _signature is not null && Encoding.UTF8.GetString(message) is ['v', '=', .. var signature] && Base64.IsValid(signature)
            && CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(signature), _signature);
}
