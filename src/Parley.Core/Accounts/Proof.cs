using Parley.Core.Passkeys;

namespace Parley.Core.Accounts;

/// <summary>Somebody has shown to be an account's owner.</summary>
/// <param name="Account">The account.</param>
/// <param name="Device">By whose token. Null: by the password or a passkey.</param>
public sealed record Proof(Account Account, Device? Device = null)
{
    /// <summary>By which passkey. Null: by something else.</summary>
    public Passkey? Passkey { get; init; }
}
