namespace Parley.Client.Accounts;

/// <summary>What lets an account's owner in.</summary>
/// <param name="HasPassword">Whether a password does.</param>
/// <param name="Passkeys">The passkeys that do, in the order in which they were added.</param>
public sealed record AccountPasskeys(bool HasPassword, IReadOnlyList<AccountPasskey> Passkeys);

/// <summary>A passkey of an account.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Created">When it was added.</param>
/// <param name="Used">When it was last shown.</param>
/// <param name="Host">On whose pages it can be shown.</param>
public sealed record AccountPasskey(string Name, DateTimeOffset Created, DateTimeOffset Used, string Host);
