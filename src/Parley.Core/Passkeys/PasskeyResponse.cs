using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text.Json;

namespace Parley.Core.Passkeys;

/// <summary>What a browser answers, when a passkey was made or shown.</summary>
/// <remarks>Sources: https://www.w3.org/TR/webauthn-3/#dictdef-registrationresponsejson, https://www.w3.org/TR/webauthn-3/#dictdef-authenticationresponsejson.</remarks>
public sealed class PasskeyResponse
{
    private readonly byte[] _clientData;
    private readonly byte[] _authenticatorData;
    private readonly byte[] _signature;

    private PasskeyResponse(string id, string? handle, byte[] clientData, byte[] authenticatorData, byte[] signature, ClientData page, AuthenticatorData device)
    {
        (Id, Handle, Page, Device) = (id, handle, page, device);
        (_clientData, _authenticatorData, _signature) = (clientData, authenticatorData, signature);
    }

    /// <summary>The passkey's id, in Base64url.</summary>
    public string Id { get; }

    /// <summary>The handle of the account that it is of, in Base64url. Null: it was made, or the authenticator does not say.</summary>
    public string? Handle { get; }

    internal ClientData Page { get; }

    internal AuthenticatorData Device { get; }

    /// <summary>Reads one; null: it is something else.</summary>
    public static PasskeyResponse? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, PasskeyJson.Default.PasskeyResponseWritten) is { Id: { } id, Response: { ClientDataJSON: { } client } response }
                && Bytes(id) is { Length: > 0 and <= Passkey.MaxIdBytes } && Bytes(client) is { } clientData && ClientData.Parse(clientData) is { } page
                && DataOf(response) is { } data && AuthenticatorData.Parse(data) is { } device && Bytes(response.Signature ?? "") is { } signature
                ? new PasskeyResponse(id, response.UserHandle, clientData, data, signature, page, device)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether the key has signed it.</summary>
    internal bool IsSignedBy(CredentialKey key) => key.HasSigned([.. _authenticatorData, .. SHA256.HashData(_clientData)], _signature);

    private static byte[]? DataOf(Answer answer) => answer.AttestationObject is { } attested
        ? Bytes(attested) is { } bytes ? DataIn(bytes) : null
        : answer.AuthenticatorData is { } data ? Bytes(data) : null;

    // Nothing is asked of who made the authenticator, so what it says of that (fmt, attStmt) proves nothing here and is not looked at.
    // https://www.w3.org/TR/webauthn-3/#fig-attStructs
    private static byte[]? DataIn(byte[] attestation)
    {
        try
        {
            var map = new CborReader(attestation, CborConformanceMode.Strict);
            byte[]? data = null;
            map.ReadStartMap();
            while (map.PeekState() != CborReaderState.EndMap)
                if (map.ReadTextString() == "authData")
                    data = map.ReadByteString();
                else
                    map.SkipValue();
            map.ReadEndMap();
            return map.BytesRemaining == 0 ? data : null;
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static byte[]? Bytes(string base64) => Base64Url.IsValid(base64) ? Base64Url.DecodeFromChars(base64) : null;

    /// <summary>As it is written.</summary>
    internal sealed record Written(string? Id, Answer? Response);

    internal sealed record Answer(string? ClientDataJSON, string? AttestationObject, string? AuthenticatorData, string? Signature, string? UserHandle);
}
