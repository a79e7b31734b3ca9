using System.Formats.Cbor;
using System.Security.Cryptography;

namespace Parley.Core.Passkeys;

/// <summary>A passkey's public key: ES256, as nearly all have, or RS256, as Windows has with older TPMs.</summary>
/// <remarks>Sources: https://www.w3.org/TR/webauthn-3/#sctn-encoded-credPubKey-examples, https://www.rfc-editor.org/rfc/rfc9053, https://www.rfc-editor.org/rfc/rfc8230.</remarks>
public sealed class CredentialKey
{
    /// <summary>ECDSA on P-256 with SHA-256.</summary>
    public const int Es256 = -7;

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256.</summary>
    public const int Rs256 = -257;

    private const int TypeLabel = 1, AlgorithmLabel = 3;
    private const int CurveOrModulus = -1, XOrExponent = -2, Y = -3;
    private const int Ec2 = 2, Rsa = 3, P256 = 1, CoordinateBytes = 32;

    // Shorter ones can be broken, and longer ones only keep us busy.
    private const int MinModulusBytes = 256, MaxModulusBytes = 512, MaxExponentBytes = 8;

    private readonly ECParameters? _point;
    private readonly RSAParameters _numbers;

    private CredentialKey(ECParameters point) => _point = point;

    private CredentialKey(RSAParameters numbers) => _numbers = numbers;

    /// <summary>Reads a COSE_Key; null: it is something else, or of a kind that is not known here.</summary>
    public static CredentialKey? Parse(ReadOnlyMemory<byte> cose)
    {
        try
        {
            return Read(new CborReader(cose, CborConformanceMode.Strict));
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Whether this key has signed the data.</summary>
    public bool HasSigned(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        try
        {
            if (_point is { } point)
            {
                using var elliptic = ECDsa.Create(point);
                return elliptic.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
            }
            using var rsa = RSA.Create(_numbers);
            return rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static CredentialKey? Read(CborReader map)
    {
        var numbers = new Dictionary<int, int>();
        var strings = new Dictionary<int, byte[]>();
        map.ReadStartMap();
        while (map.PeekState() != CborReaderState.EndMap)
        {
            int label = map.ReadInt32();
            if (map.PeekState() == CborReaderState.ByteString)
                strings[label] = map.ReadByteString();
            else if (map.PeekState() is CborReaderState.UnsignedInteger or CborReaderState.NegativeInteger)
                numbers[label] = map.ReadInt32();
            else
                map.SkipValue();
        }
        map.ReadEndMap();
        return (numbers.GetValueOrDefault(TypeLabel), numbers.GetValueOrDefault(AlgorithmLabel)) switch
        {
            (Ec2, Es256) when numbers.GetValueOrDefault(CurveOrModulus) == P256 => ReadPoint(strings),
            (Rsa, Rs256) => ReadNumbers(strings),
            _ => null,
        };
    }

    private static CredentialKey? ReadPoint(Dictionary<int, byte[]> strings)
    {
        if (strings.GetValueOrDefault(XOrExponent) is not { Length: CoordinateBytes } x || strings.GetValueOrDefault(Y) is not { Length: CoordinateBytes } y)
            return null;
        var point = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } };
        // It need not lie on the curve: then this throws.
        ECDsa.Create(point).Dispose();
        return new CredentialKey(point);
    }

    private static CredentialKey? ReadNumbers(Dictionary<int, byte[]> strings)
        => strings.GetValueOrDefault(CurveOrModulus) is { Length: >= MinModulusBytes and <= MaxModulusBytes } modulus
            && strings.GetValueOrDefault(XOrExponent) is { Length: > 0 and <= MaxExponentBytes } exponent
            ? new CredentialKey(new RSAParameters { Modulus = modulus, Exponent = exponent })
            : null;
}
