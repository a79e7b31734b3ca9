namespace Parley.Core.Accounts;

/// <summary>A client that an account lets in by a token in place of the password.</summary>
/// <param name="Name">What its owner calls it. No other device of the account has the same, whatever its case.</param>
/// <param name="TokenHash">What is kept of the token: <see cref="DeviceToken.HashOf"/>, or <see cref="HashOfCertificate"/>.</param>
/// <param name="Created">When it was added.</param>
/// <param name="Seen">When it last came or went.</param>
public sealed record Device(string Name, string TokenHash, DateTimeOffset Created, DateTimeOffset Seen)
{
    /// <summary>The longest name, in UTF-16 units.</summary>
    public const int MaxName = 64;

    /// <summary>What stands in place of a token's hash for a client that shows a certificate when TLS begins. No token has it.</summary>
    /// <param name="fingerprint">The certificate's SHA-256, in hexadecimal digits.</param>
    public static string HashOfCertificate(string fingerprint) => "certificate " + fingerprint;

    /// <summary>Whether this is its name, whatever its case.</summary>
    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether this can be a name: one to <see cref="MaxName"/> units of visible text, with single spaces inside.</summary>
    public static bool IsName(string name)
        => name.Length is > 0 and <= MaxName && !name.Any(letter => char.IsControl(letter) || letter == '\uFFFD')
            && name[0] != ':' && string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries)) == name;
}
