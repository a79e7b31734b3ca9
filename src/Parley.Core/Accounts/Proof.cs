namespace Parley.Core.Accounts;

/// <summary>Somebody has shown to be an account's owner.</summary>
/// <param name="Account">The account.</param>
/// <param name="Device">By whose token. Null: by the password.</param>
public sealed record Proof(Account Account, Device? Device = null);
