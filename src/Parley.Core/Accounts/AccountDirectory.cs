using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Parley.Protocol.Names;

namespace Parley.Core.Accounts;

/// <summary>The accounts there are, and who may use them.</summary>
/// <remarks>Hashing a password takes tens of milliseconds: it runs on the thread pool, and no more at once than there are processors.</remarks>
/// <param name="store">Where they are kept.</param>
/// <param name="time">The clock.</param>
/// <param name="iterations">How often a new password's hash is repeated, now.</param>
public sealed partial class AccountDirectory(IAccountStore store, TimeProvider time, Func<int> iterations) : IDisposable
{
    /// <summary>The most devices of one account.</summary>
    public const int MaxDevices = 50;

    // With it an account that does not exist shows the same salt each time it is asked for, as one does that exists.
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private readonly SemaphoreSlim _hashing = new(Environment.ProcessorCount);

    /// <summary>The account of that name, or null.</summary>
    public ValueTask<Account?> FindAsync(string name) => store.FindAsync(name);

    /// <summary>The account whose name somebody might take for this one, or null.</summary>
    public ValueTask<Account?> FindLikeAsync(string name) => store.FindLikeAsync(name);

    /// <summary>Some of the accounts, in the order of their keys.</summary>
    /// <inheritdoc cref="IAccountStore.ListAsync"/>
    public ValueTask<IReadOnlyList<Account>> ListAsync(string after, int most) => store.ListAsync(after, most);

    /// <summary>The account of that name, if this is its password, or the token of one of its devices.</summary>
    /// <returns>Null: there is no such account, or it has another password. Which of both, even the time it takes does not tell.</returns>
    public async Task<Proof?> CheckAsync(string name, string password)
    {
        Account? account = await store.FindAsync(name);
        if (DeviceToken.IsToken(password))
            return DeviceToken.HashOf(password) is var hash && account?.Devices.FirstOrDefault(device => device.TokenHash == hash) is { } device ? new Proof(account, device) : null;
        ScramVerifier verifier = account?.Verifier ?? DecoyOf(name);
        if (!await HashAsync(() => verifier.Matches(password)) || account is null)
            return null;
        // It took its time: meanwhile the account may have another password, or be somebody else's, or be suspended.
        return await store.FindAsync(name) is { } now && IsUnchanged(now, account) ? new Proof(now) : null;
    }

    /// <summary>Whether that certificate is a device of the account.</summary>
    /// <param name="name">The account's.</param>
    /// <param name="fingerprint">The certificate's SHA-256, in hexadecimal digits.</param>
    public async Task<Proof?> CheckCertificateAsync(string name, string fingerprint)
        => await store.FindAsync(name) is { } account && account.Devices.FirstOrDefault(device => device.TokenHash == Device.HashOfCertificate(fingerprint)) is { } device
            ? new Proof(account, device) : null;

    /// <summary>Whether the verifier, which need not be an account's, is that of this password.</summary>
    public Task<bool> MatchesAsync(ScramVerifier verifier, string password) => HashAsync(() => verifier.Matches(password));

    /// <summary>The account of that name and what a client of SCRAM must prove to know; of a name that has none, something that nobody knows.</summary>
    public async ValueTask<(Account? Account, ScramVerifier Verifier)> FindVerifierAsync(string name)
    {
        Account? account = await store.FindAsync(name);
        return (account, account?.Verifier ?? DecoyOf(name));
    }

    /// <summary>Registers an account.</summary>
    /// <param name="name">A nickname, found allowed.</param>
    /// <param name="password">Found to be one: <see cref="Account.MayBePassword"/>.</param>
    /// <param name="email">Where its owner can be reached, or null.</param>
    /// <returns>Null: there is one of that name, or of one that looks the same.</returns>
    public async Task<Account?> RegisterAsync(string name, string password, string? email)
    {
        if (await store.FindLikeAsync(name) is not null)
            return null;
        var account = new Account(name, await NewVerifierAsync(password), time.GetUtcNow()) { Email = email };
        return await store.TryAddAsync(account) ? account : null;
    }

    /// <summary>Gives an account another password; false when it has gone meanwhile, or has another already.</summary>
    public async Task<bool> SetPasswordAsync(Account account, string password)
    {
        ScramVerifier verifier = await NewVerifierAsync(password);
        return await ChangeIfAsync(account.Name, now => IsUnchanged(now, account), now => now with { Verifier = verifier });
    }

    /// <summary>Gives an account another password, whatever it has, and lets none of its devices and passkeys in any more; false when it has gone meanwhile.</summary>
    public async Task<bool> ResetPasswordAsync(Account account, string password)
    {
        ScramVerifier verifier = await NewVerifierAsync(password);
        // Given up meanwhile and registered anew it is somebody else's.
        return await ChangeIfAsync(account.Name, now => now.Created == account.Created, now => now with { Verifier = verifier, Devices = [], Passkeys = [] });
    }

    /// <summary>Lets nobody log in to an account for now. False when there is none of that name.</summary>
    /// <param name="name">The account.</param>
    /// <param name="reason">Why, which its owner is told. Null: lets the owner in again.</param>
    public ValueTask<bool> SuspendAsync(string name, string? reason) => store.ChangeAsync(name, now => now with { Suspended = reason });

    /// <summary>Says whether an account's user stays without a connection; null: as the server's settings say. False when the account has gone meanwhile.</summary>
    public ValueTask<bool> SetAlwaysOnAsync(Account account, bool? alwaysOn) => store.ChangeAsync(account.Name, now => now with { AlwaysOn = alwaysOn });

    /// <summary>Keeps what the account's user tells of themself. False when the account has gone meanwhile.</summary>
    public ValueTask<bool> SetMetadataAsync(string name, ImmutableSortedDictionary<string, string> values)
        => store.ChangeAsync(name, now => now with { Metadata = values });

    /// <summary>Deletes the account of that name; false when there is none.</summary>
    public ValueTask<bool> DeleteAsync(string name) => store.DeleteAsync(name);

    /// <summary>A short code that is hard to guess and always the same for the same purpose: who repeats it means what was asked.</summary>
    public string CodeFor(string purpose) => Convert.ToHexStringLower(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(purpose)).AsSpan(0, 4));

    /// <inheritdoc/>
    public void Dispose() => _hashing.Dispose();

    private static bool IsUnchanged(Account now, Account before) => now.Created == before.Created && now.Verifier?.ToString() == before.Verifier?.ToString();

    private async Task<bool> ChangeIfAsync(string name, Predicate<Account> mayBe, Func<Account, Account> change)
    {
        bool isChanged = false;
        await store.ChangeAsync(name, now => (isChanged = mayBe(now)) ? change(now) : now);
        return isChanged;
    }

    private ScramVerifier DecoyOf(string name) => ScramVerifier.Decoy(_secret, Casemapping.Fold(name), iterations());

    private async Task<ScramVerifier> NewVerifierAsync(string password)
        => await HashAsync(() => ScramVerifier.Create(password, iterations())) ?? throw new ArgumentException("Not found to be a password.", nameof(password));

    private async Task<T> HashAsync<T>(Func<T> hash)
    {
        await _hashing.WaitAsync();
        try
        {
            return await Task.Run(hash);
        }
        finally
        {
            _hashing.Release();
        }
    }
}
