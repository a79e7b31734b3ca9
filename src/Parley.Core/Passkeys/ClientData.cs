using System.Text.Json;

namespace Parley.Core.Passkeys;

/// <summary>What the browser says of the page that asked, and what was signed with the rest.</summary>
/// <param name="Type">What was asked for.</param>
/// <param name="Challenge">The challenge, in Base64url.</param>
/// <param name="Origin">The page's origin.</param>
/// <param name="IsFramed">Whether the page was in a frame of another site.</param>
/// <remarks>Source: https://www.w3.org/TR/webauthn-3/#dictionary-client-data.</remarks>
internal sealed record ClientData(string Type, string Challenge, string Origin, bool IsFramed)
{
    /// <summary>The type when a passkey is made.</summary>
    public const string Create = "webauthn.create";

    /// <summary>The type when one is shown.</summary>
    public const string Get = "webauthn.get";

    /// <summary>Reads it; null: it is something else.</summary>
    public static ClientData? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            Written? said = JsonSerializer.Deserialize(json.StartsWith("\uFEFF"u8) ? json[3..] : json, PasskeyJson.Default.ClientDataWritten);
            return said is { Type: { } type, Challenge: { } challenge, Origin: { } origin }
                ? new ClientData(type, challenge, origin, said.CrossOrigin || said.TopOrigin is not null)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>As it is written.</summary>
    internal sealed record Written(string? Type, string? Challenge, string? Origin, bool CrossOrigin, string? TopOrigin);
}
