namespace Parley.Core.Push;

/// <summary>Where an account is told by Web Push of what concerns it, while nobody looks.</summary>
/// <remarks>Sources: https://github.com/ircv3/ircv3-specifications/pull/471 (draft/webpush), https://www.rfc-editor.org/rfc/rfc8291.</remarks>
/// <param name="Account">The account's key.</param>
/// <param name="Endpoint">The address of the push service for this one browser. Nobody else has the same.</param>
/// <param name="PublicKey">The browser's key: a point of P-256 in 65 bytes.</param>
/// <param name="Secret">What the browser and this server alone know: 16 bytes.</param>
/// <param name="Device">The <see cref="Accounts.Device.TokenHash"/> of the device that asked for it, with which it ends. Null: it logged in by the password.</param>
/// <param name="Renewed">When it was last asked for.</param>
public sealed record PushSubscription(string Account, string Endpoint, byte[] PublicKey, byte[] Secret, string? Device, DateTimeOffset Renewed);
