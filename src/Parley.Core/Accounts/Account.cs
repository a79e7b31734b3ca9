using System.Collections.Immutable;
using System.Text;
using Parley.Core.Passkeys;
using Parley.Protocol;
using Parley.Protocol.Names;

namespace Parley.Core.Accounts;

/// <summary>A name that belongs to whoever knows its password or has one of its passkeys.</summary>
/// <param name="Name">As it was written when it was registered. A nickname of the same key is this account's alone.</param>
/// <param name="Verifier">What is kept of the password. Null: it has none, and only passkeys and devices let one in.</param>
/// <param name="Created">When it was registered.</param>
public sealed record Account(string Name, ScramVerifier? Verifier, DateTimeOffset Created)
{
    /// <summary>The longest password, in bytes of UTF-8: what two full parts of SASL PLAIN hold, which is twice what clients are advised to
    /// allow so that it fits a line (https://ircv3.net/specs/extensions/account-registration#server-considerations).</summary>
    public const int MaxPasswordBytes = 600;

    /// <summary>The name's key: no two accounts have the same.</summary>
    public string Key { get; } = Casemapping.Fold(Name);

    /// <summary>What the name looks like: no two accounts look the same.</summary>
    public string Look { get; } = Confusables.LookOf(Name);

    /// <summary>The address given at registration; nobody has verified it. Null: none was given.</summary>
    public string? Email { get; init; }

    /// <summary>Whether its user stays in all rooms without a connection. Null: as the server's settings say.</summary>
    public bool? AlwaysOn { get; init; }

    /// <summary>Why nobody may log in to it for now. Null: its owner may.</summary>
    public string? Suspended { get; init; }

    /// <summary>The clients that it lets in by a token, in the order in which they were added.</summary>
    public ImmutableArray<Device> Devices { get; init; } = [];

    /// <summary>What lets its owner in as the password does, in the order in which they were added.</summary>
    public ImmutableArray<Passkey> Passkeys { get; init; } = [];

    /// <summary>What its user tells of themself: https://ircv3.net/specs/extensions/metadata.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The device of that name, whatever its case; or null.</summary>
    public Device? FindDevice(string name) => Devices.FirstOrDefault(device => device.Is(name));

    /// <summary>The passkey of that name, whatever its case; or null.</summary>
    public Passkey? FindPasskey(string name) => Passkeys.FirstOrDefault(passkey => passkey.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the account goes by this name, whatever its case or composition.</summary>
    public bool Is(string? name) => name is not null && Key == Casemapping.Fold(name);

    /// <summary>Whether this can be a password: neither empty nor too long, and without control characters.</summary>
    public static bool MayBePassword(string password) => Encoding.UTF8.GetByteCount(password) <= MaxPasswordBytes && SaslPrep.Apply(password) is not null;
}
