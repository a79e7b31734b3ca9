using System.Security.Cryptography;

namespace Parley.Client.Accounts;

/// <summary>PBKDF2 with HMAC-SHA-256 and 32 bytes of result, which makes a password dear to guess.</summary>
/// <param name="password">The password, prepared and in UTF-8.</param>
/// <param name="salt">The account's salt.</param>
/// <param name="iterations">How often to hash.</param>
/// <returns>The salted password: https://www.rfc-editor.org/rfc/rfc5802#section-3.</returns>
public delegate Task<byte[]> DeriveKey(byte[] password, byte[] salt, int iterations);

/// <summary>How it is done where the framework can do it fast.</summary>
public static class KeyDerivation
{
    /// <summary>Derives on the thread pool.</summary>
    public static Task<byte[]> OnThreadPool(byte[] password, byte[] salt, int iterations)
        => Task.Run(() => Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes));
}
