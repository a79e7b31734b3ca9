using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parley.Protocol;

namespace Parley.Core.Accounts;

/// <summary>What is kept of a password: enough to recognise it and for SCRAM-SHA-256, and not the password.</summary>
/// <remarks>Sources: https://www.rfc-editor.org/rfc/rfc7677, https://www.rfc-editor.org/rfc/rfc5802#section-3 (the names of the keys).
/// As text it is <c>SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey</c>, the last three in Base64, as PostgreSQL writes it.
/// Deriving takes tens of milliseconds: not on a thread that serves connections.</remarks>
public sealed class ScramVerifier
{
    /// <summary>The iterations of a new verifier: what OWASP asks of PBKDF2 with HMAC-SHA-256. They cost some 150 ms.</summary>
    /// <remarks>Source: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#pbkdf2.</remarks>
    public const int DefaultIterations = 600_000;

    /// <summary>The fewest iterations there may be: https://www.rfc-editor.org/rfc/rfc7677#section-4.</summary>
    public const int MinIterations = 4096;

    /// <summary>The most iterations there may be: a text that somebody typed must not keep a thread busy for hours.</summary>
    public const int MaxIterations = 10_000_000;

    private const int SaltBytes = 16;
    private const int KeyBytes = SHA256.HashSizeInBytes;
    private const string Mechanism = "SCRAM-SHA-256";

    private readonly byte[] _salt;
    private readonly byte[] _storedKey;
    private readonly byte[] _serverKey;

    private ScramVerifier(int iterations, byte[] salt, byte[] storedKey, byte[] serverKey)
        => (Iterations, _salt, _storedKey, _serverKey) = (iterations, salt, storedKey, serverKey);

    /// <summary>How often the hash is repeated.</summary>
    public int Iterations { get; }

    /// <summary>The salt, which a client of SCRAM is told.</summary>
    public ReadOnlyMemory<byte> Salt => _salt;

    /// <summary>Derives the verifier of a password, with a salt of its own.</summary>
    /// <returns>Null: the password is empty, or holds what <see cref="SaslPrep"/> forbids.</returns>
    public static ScramVerifier? Create(string password, int iterations = DefaultIterations)
    {
        if (SaslPrep.Apply(password) is not { } prepared)
            return null;
        byte[] salt = RandomNumberGenerator.GetBytes(SaltBytes);
        (byte[] storedKey, byte[] serverKey) = Derive(prepared, salt, iterations);
        return new ScramVerifier(iterations, salt, storedKey, serverKey);
    }

    /// <summary>What looks like the verifier of a name and fits no password, so that nobody learns whether somebody has that name.</summary>
    /// <param name="secret">With the same secret a name gets the same salt.</param>
    /// <param name="name">The name.</param>
    /// <param name="iterations">As many as the verifiers have that are derived now.</param>
    public static ScramVerifier Decoy(ReadOnlySpan<byte> secret, string name, int iterations)
    {
        byte[] salt = HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(name))[..SaltBytes];
        return new ScramVerifier(iterations, salt, RandomNumberGenerator.GetBytes(KeyBytes), RandomNumberGenerator.GetBytes(KeyBytes));
    }

    /// <summary>Reads the text form.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ScramVerifier? verifier)
    {
        verifier = null;
        if (text.Split('$', ':') is not [Mechanism, var count, var salt, var storedKey, var serverKey]
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int iterations)
            || iterations is < MinIterations or > MaxIterations)
            return false;
        if (Bytes(salt) is not { Length: > 0 } saltBytes || Bytes(storedKey) is not { Length: KeyBytes } stored || Bytes(serverKey) is not { Length: KeyBytes } server)
            return false;
        verifier = new ScramVerifier(iterations, saltBytes, stored, server);
        return true;
    }

    /// <summary>Whether this is the password. In the time it takes lies nothing about the password.</summary>
    public bool Matches(string password)
        => SaslPrep.Apply(password) is { } prepared && CryptographicOperations.FixedTimeEquals(Derive(prepared, _salt, Iterations).StoredKey, _storedKey);

    /// <summary>Whether a client of SCRAM has proved that it knows the password.</summary>
    /// <param name="authMessage">The three messages so far, joined with commas, the last without its proof.</param>
    /// <param name="proof">The client's proof.</param>
    public bool Proves(ReadOnlySpan<byte> authMessage, ReadOnlySpan<byte> proof)
    {
        if (proof.Length != KeyBytes)
            return false;
        byte[] clientKey = HMACSHA256.HashData(_storedKey, authMessage);
        for (int i = 0; i < KeyBytes; i++)
            clientKey[i] ^= proof[i];
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(clientKey), _storedKey);
    }

    /// <summary>The signature by which a server of SCRAM proves that it knows the verifier.</summary>
    /// <param name="authMessage">As for <see cref="Proves"/>.</param>
    public byte[] Sign(ReadOnlySpan<byte> authMessage) => HMACSHA256.HashData(_serverKey, authMessage);

    /// <summary>The text form.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Mechanism}${Iterations}:{Convert.ToBase64String(_salt)}${Convert.ToBase64String(_storedKey)}:{Convert.ToBase64String(_serverKey)}");

    private static (byte[] StoredKey, byte[] ServerKey) Derive(string prepared, byte[] salt, int iterations)
    {
        byte[] salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(prepared), salt, iterations, HashAlgorithmName.SHA256, KeyBytes);
        return (SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8)), HMACSHA256.HashData(salted, "Server Key"u8));
    }

    private static byte[]? Bytes(string base64) => Base64.IsValid(base64) ? Convert.FromBase64String(base64) : null;
}
