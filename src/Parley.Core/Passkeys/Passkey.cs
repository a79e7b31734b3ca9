namespace Parley.Core.Passkeys;

/// <summary>A key pair of which an account keeps the public half and its owner's device or password manager the other: whoever can sign with it is the owner.</summary>
/// <remarks>Source: https://www.w3.org/TR/webauthn-3/#credential-record. What is binary there is Base64url here.</remarks>
public sealed record Passkey
{
    /// <summary>The longest <see cref="Id"/>, in bytes: https://www.w3.org/TR/webauthn-3/#credential-id.</summary>
    public const int MaxIdBytes = 1023;

    /// <summary>By which the authenticator knows it.</summary>
    public required string Id { get; init; }

    /// <summary>What the authenticator says in place of the account's name: random, and the same for all passkeys of an account.</summary>
    public required string Handle { get; init; }

    /// <summary>On whose pages it can be shown: https://www.w3.org/TR/webauthn-3/#relying-party-identifier.</summary>
    public required string Host { get; init; }

    /// <summary>The origin of the page that made it. Other ports of the host may be somebody else's, and browsers show it to their pages, too.</summary>
    public required string Origin { get; init; }

    /// <summary>The public key, as COSE has it: https://www.rfc-editor.org/rfc/rfc9052#section-7.</summary>
    public required string PublicKey { get; init; }

    /// <summary>What its owner calls it; by the rules of a device's name.</summary>
    public required string Name { get; init; }

    /// <summary>How often it had signed when it was last shown. 0: it does not count.</summary>
    public required uint SignCount { get; init; }

    /// <summary>When it was added.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was last shown; at first when it was added.</summary>
    public required DateTimeOffset Used { get; init; }
}
