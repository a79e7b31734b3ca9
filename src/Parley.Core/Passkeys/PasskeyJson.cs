using System.Text.Json.Serialization;

namespace Parley.Core.Passkeys;

/// <summary>How what browsers say of passkeys is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false, MaxDepth = 8,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClientData.Written), TypeInfoPropertyName = "ClientDataWritten")]
[JsonSerializable(typeof(PasskeyResponse.Written), TypeInfoPropertyName = "PasskeyResponseWritten")]
[JsonSerializable(typeof(CreationOptions))]
[JsonSerializable(typeof(RequestOptions))]
internal sealed partial class PasskeyJson : JsonSerializerContext;

/// <summary>What the browser is asked to make a passkey with: https://www.w3.org/TR/webauthn-3/#dictdef-publickeycredentialcreationoptionsjson.</summary>
internal sealed record CreationOptions(CreationOptions.Site Rp, CreationOptions.Person User, string Challenge, CreationOptions.Algorithm[] PubKeyCredParams,
    long Timeout, CredentialName[] ExcludeCredentials, CreationOptions.Selection AuthenticatorSelection, string Attestation)
{
    internal sealed record Site(string Id, string Name);

    internal sealed record Person(string Id, string Name, string DisplayName);

    internal sealed record Algorithm(string Type, int Alg);

    internal sealed record Selection(string ResidentKey, bool RequireResidentKey, string UserVerification);
}

/// <summary>What the browser is asked to show a passkey with: https://www.w3.org/TR/webauthn-3/#dictdef-publickeycredentialrequestoptionsjson.</summary>
internal sealed record RequestOptions(string Challenge, long Timeout, string RpId, CredentialName[] AllowCredentials, string UserVerification);

/// <summary>A passkey that is meant: https://www.w3.org/TR/webauthn-3/#dictdef-publickeycredentialdescriptorjson.</summary>
internal sealed record CredentialName(string Type, string Id);
