using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Parley.Testing;

/// <summary>A browser and an authenticator with one passkey (ES256), which lie when a test has them do so.</summary>
/// <remarks>Source: https://www.w3.org/TR/webauthn-3/.</remarks>
/// <param name="origin">The origin of the page that asks.</param>
public sealed class SoftAuthenticator(string origin) : IDisposable
{
    private const byte UserPresent = 0x01, UserVerified = 0x04, HasCredential = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private string? _handle;

    /// <summary>The passkey's id.</summary>
    public byte[] Id { get; set; } = RandomNumberGenerator.GetBytes(32);

    /// <summary>The page's origin.</summary>
    public string Origin { get; set; } = origin;

    /// <summary>The host that it signs for. Null: the one that is asked for.</summary>
    public string? Host { get; set; }

    /// <summary>The challenge that it answers. Null: the one that was given.</summary>
    public string? Challenge { get; set; }

    /// <summary>What the page is said to have asked for. Null: what it has.</summary>
    public string? Type { get; set; }

    /// <summary>Whether the page is in a frame of another site.</summary>
    public bool IsFramed { get; set; }

    /// <summary>Whether it has seen who is there.</summary>
    public bool IsUserVerified { get; set; } = true;

    /// <summary>How often it has signed.</summary>
    public uint SignCount { get; set; }

    /// <summary>The handle that it shows. Null: the one that it was given.</summary>
    public string? Handle { get => field ?? _handle; set; }

    /// <summary>Whether it does not say whose it is.</summary>
    public bool IsSilentOfHandle { get; set; }

    /// <summary>Whether its signature is another's.</summary>
    public bool HasBadSignature { get; set; }

    /// <summary>The key as COSE has it.</summary>
    public byte[] PublicKey
    {
        get
        {
            ECPoint point = _key.ExportParameters(includePrivateParameters: false).Q;
            var map = new CborWriter();
            map.WriteStartMap(5);
            foreach ((int label, int value) in new[] { (1, 2), (3, -7), (-1, 1) })
            {
                map.WriteInt32(label);
                map.WriteInt32(value);
            }
            map.WriteInt32(-2);
            map.WriteByteString(point.X!);
            map.WriteInt32(-3);
            map.WriteByteString(point.Y!);
            map.WriteEndMap();
            return map.Encode();
        }
    }

    /// <summary>Makes the passkey.</summary>
    /// <param name="options">https://www.w3.org/TR/webauthn-3/#dictdef-publickeycredentialcreationoptionsjson.</param>
    /// <returns>https://www.w3.org/TR/webauthn-3/#dictdef-registrationresponsejson.</returns>
    public byte[] Make(byte[] options)
    {
        JsonNode asked = JsonNode.Parse(options)!;
        _handle = (string)asked["user"]!["id"]!;
        byte[] length = [(byte)(Id.Length >> 8), (byte)Id.Length];
        byte[] data = [.. Data((string)asked["rp"]!["id"]!, HasCredential), .. new byte[16], .. length, .. Id, .. PublicKey];
        var attestation = new CborWriter();
        attestation.WriteStartMap(3);
        attestation.WriteTextString("fmt");
        attestation.WriteTextString("none");
        attestation.WriteTextString("attStmt");
        attestation.WriteStartMap(0);
        attestation.WriteEndMap();
        attestation.WriteTextString("authData");
        attestation.WriteByteString(data);
        attestation.WriteEndMap();
        return Answer(new JsonObject
        {
            ["clientDataJSON"] = Text(Client("webauthn.create", asked)),
            ["attestationObject"] = Text(attestation.Encode()),
        });
    }

    /// <summary>Shows the passkey.</summary>
    /// <param name="options">https://www.w3.org/TR/webauthn-3/#dictdef-publickeycredentialrequestoptionsjson.</param>
    /// <returns>https://www.w3.org/TR/webauthn-3/#dictdef-authenticationresponsejson.</returns>
    public byte[] Show(byte[] options)
    {
        JsonNode asked = JsonNode.Parse(options)!;
        byte[] client = Client("webauthn.get", asked), data = Data((string)asked["rpId"]!, 0);
        byte[] signature = _key.SignData([.. data, .. SHA256.HashData(client), .. HasBadSignature ? [0] : Array.Empty<byte>()],
            HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Answer(new JsonObject
        {
            ["clientDataJSON"] = Text(client),
            ["authenticatorData"] = Text(data),
            ["signature"] = Text(signature),
            ["userHandle"] = IsSilentOfHandle ? null : Handle,
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private byte[] Client(string type, JsonNode asked) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["type"] = Type ?? type,
        ["challenge"] = Challenge ?? (string)asked["challenge"]!,
        ["origin"] = Origin,
        ["crossOrigin"] = IsFramed,
    }.ToJsonString());

    private byte[] Data(string host, byte flags)
    {
        byte[] count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, SignCount);
        flags |= UserPresent;
        return [.. SHA256.HashData(Encoding.ASCII.GetBytes(Host ?? host)), (byte)(IsUserVerified ? flags | UserVerified : flags), .. count];
    }

    private byte[] Answer(JsonObject response) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["id"] = Text(Id),
        ["rawId"] = Text(Id),
        ["type"] = "public-key",
        ["response"] = response,
        ["clientExtensionResults"] = new JsonObject(),
    }.ToJsonString());

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
