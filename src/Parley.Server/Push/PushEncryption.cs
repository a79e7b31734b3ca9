using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Parley.Server.Push;

/// <summary>Encrypts what is pushed for the one browser that it is for.</summary>
/// <remarks>Sources: https://www.rfc-editor.org/rfc/rfc8291 (the keys), https://www.rfc-editor.org/rfc/rfc8188 (aes128gcm, in one record).</remarks>
internal static class PushEncryption
{
    /// <summary>The most bytes that every push service takes (RFC 8030, section 7.2), without what encryption adds.</summary>
    public const int MostBytes = 4096 - SaltBytes - 4 - 1 - PointBytes - TagBytes - 1;

    /// <summary>A point of P-256, not compressed.</summary>
    public const int PointBytes = 65;

    /// <summary>What only the browser and the server know.</summary>
    public const int SecretBytes = 16;

    private const int SaltBytes = 16, TagBytes = 16, RecordSize = 4096;

    // Behind the text of the last record: https://www.rfc-editor.org/rfc/rfc8188#section-2.
    private const byte End = 2;

    /// <summary>Encrypts.</summary>
    /// <param name="text">At most <see cref="MostBytes"/>.</param>
    /// <param name="publicKey">The browser's: see <see cref="ReadPoint"/>.</param>
    /// <param name="secret">The browser's, of <see cref="SecretBytes"/>.</param>
    /// <returns>The body of the request.</returns>
    public static byte[] Encrypt(ReadOnlySpan<byte> text, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> secret)
    {
        using ECDiffieHellman own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Encrypt(text, publicKey, secret, own, RandomNumberGenerator.GetBytes(SaltBytes));
    }

    /// <summary>Encrypts with a key and a salt that are used only this once.</summary>
    internal static byte[] Encrypt(ReadOnlySpan<byte> text, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> secret, ECDiffieHellman own, byte[] salt)
    {
        byte[] ownPoint = WritePoint(own.ExportParameters(includePrivateParameters: false));
        using ECDiffieHellman theirs = ECDiffieHellman.Create(ReadPoint(publicKey));
        byte[] shared = own.DeriveRawSecretAgreement(theirs.PublicKey);

        byte[] key = Derive(shared, secret.ToArray(), [.. "WebPush: info\0"u8, .. publicKey, .. ownPoint], 32);
        byte[] contentKey = Derive(key, salt, "Content-Encoding: aes128gcm\0"u8.ToArray(), 16);
        byte[] nonce = Derive(key, salt, "Content-Encoding: nonce\0"u8.ToArray(), 12);

        var body = new byte[SaltBytes + 4 + 1 + PointBytes + text.Length + 1 + TagBytes];
        salt.CopyTo(body, 0);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(SaltBytes), RecordSize);
        body[SaltBytes + 4] = PointBytes;
        ownPoint.CopyTo(body, SaltBytes + 5);
        byte[] padded = [.. text, End];
        Span<byte> record = body.AsSpan(SaltBytes + 5 + PointBytes);
        using var cipher = new AesGcm(contentKey, TagBytes);
        cipher.Encrypt(nonce, padded, record[..padded.Length], record[padded.Length..]);
        return body;
    }

    /// <summary>The key that a point stands for.</summary>
    /// <exception cref="CryptographicException">The bytes are no point of P-256.</exception>
    public static ECParameters ReadPoint(ReadOnlySpan<byte> point)
    {
        if (point.Length != PointBytes || point[0] != 4)
            throw new CryptographicException("This is no point of P-256 as it should be written.");
        return new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33].ToArray(), Y = point[33..].ToArray() } };
    }

    /// <summary>The point of a key.</summary>
    public static byte[] WritePoint(in ECParameters key) => [4, .. key.Q.X!, .. key.Q.Y!];

    private static byte[] Derive(byte[] input, byte[] salt, byte[] info, int length) => HKDF.DeriveKey(HashAlgorithmName.SHA256, input, length, salt, info);
}
