namespace Parley.Client.Accounts;

/// <summary>What a person logs in with.</summary>
/// <param name="Account">The account's name.</param>
/// <param name="Secret">Its password, or the token that it gave this device.</param>
public sealed record Credentials(string Account, string Secret)
{
    /// <summary>Whether the secret is a device's token. Such a one may be kept on the device; a password may not.</summary>
    public bool IsToken => Secret.StartsWith("parley_", StringComparison.Ordinal);

    /// <summary>The account: the secret is printed nowhere.</summary>
    public override string ToString() => Account;
}
