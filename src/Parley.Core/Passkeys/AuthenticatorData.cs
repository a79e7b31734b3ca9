using System.Buffers.Binary;
using System.Formats.Cbor;

namespace Parley.Core.Passkeys;

/// <summary>What the authenticator says, and signs.</summary>
/// <remarks>Source: https://www.w3.org/TR/webauthn-3/#sctn-authenticator-data.</remarks>
internal sealed class AuthenticatorData
{
    private const int HashBytes = 32, HeadBytes = HashBytes + 1 + 4, AaguidBytes = 16;
    private const byte UserPresent = 0x01, UserVerified = 0x04, BackupEligible = 0x08, BackedUp = 0x10, HasCredential = 0x40, HasExtensions = 0x80;

    private readonly byte _flags;

    private AuthenticatorData(ReadOnlySpan<byte> head)
        => (HostHash, _flags, SignCount) = (head[..HashBytes].ToArray(), head[HashBytes], BinaryPrimitives.ReadUInt32BigEndian(head[(HashBytes + 1)..]));

    /// <summary>The SHA-256 of the host that the passkey is for.</summary>
    public byte[] HostHash { get; }

    /// <summary>How often it has signed.</summary>
    public uint SignCount { get; }

    /// <summary>The new passkey's id; empty when none was made.</summary>
    public ReadOnlyMemory<byte> Id { get; private set; }

    /// <summary>The new passkey's public key, as COSE has it; empty when none was made.</summary>
    public ReadOnlyMemory<byte> PublicKey { get; private set; }

    /// <summary>Whether somebody was there and has shown to be who they are: by a finger, a face, or a PIN.</summary>
    public bool IsUserVerified => (_flags & (UserPresent | UserVerified)) == (UserPresent | UserVerified);

    /// <summary>Reads it; null: it is something else.</summary>
    public static AuthenticatorData? Parse(ReadOnlyMemory<byte> data)
    {
        if (data.Length < HeadBytes)
            return null;
        var read = new AuthenticatorData(data.Span[..HeadBytes]);
        // What cannot be copied has no copies.
        if ((read._flags & (BackupEligible | BackedUp)) == BackedUp)
            return null;
        ReadOnlyMemory<byte> rest = data[HeadBytes..];
        try
        {
            if ((read._flags & HasCredential) != 0 && !read.TryReadCredential(ref rest))
                return null;
            // Nothing was asked of extensions: what they say is skipped.
            if ((read._flags & HasExtensions) != 0)
                TakeValue(ref rest);
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException)
        {
            return null;
        }
        return rest.Length == 0 ? read : null;
    }

    // https://www.w3.org/TR/webauthn-3/#sctn-attested-credential-data
    private bool TryReadCredential(ref ReadOnlyMemory<byte> rest)
    {
        if (rest.Length < AaguidBytes + 2)
            return false;
        int length = BinaryPrimitives.ReadUInt16BigEndian(rest.Span[AaguidBytes..]);
        rest = rest[(AaguidBytes + 2)..];
        if (length is 0 or > Passkey.MaxIdBytes || rest.Length < length)
            return false;
        (Id, rest) = (rest[..length], rest[length..]);
        PublicKey = TakeValue(ref rest);
        return true;
    }

    private static ReadOnlyMemory<byte> TakeValue(ref ReadOnlyMemory<byte> rest)
    {
        ReadOnlyMemory<byte> value = new CborReader(rest, CborConformanceMode.Strict, allowMultipleRootLevelValues: true).ReadEncodedValue();
        rest = rest[value.Length..];
        return value;
    }
}
