using Parley.Protocol.Names;

namespace Parley.Core.Accounts;

/// <summary>Accounts that live as long as the process.</summary>
public sealed class MemoryAccounts : IAccountStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Account> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _keyByLook = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<bool> TryAddAsync(Account account)
    {
        lock (_lock)
        {
            if (_byKey.ContainsKey(account.Key) || !_keyByLook.TryAdd(account.Look, account.Key))
                return new(false);
            _byKey.Add(account.Key, account);
            return new(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<Account?> FindAsync(string name)
    {
        lock (_lock)
            return new(_byKey.GetValueOrDefault(Casemapping.Fold(name)));
    }

    /// <inheritdoc/>
    public ValueTask<Account?> FindLikeAsync(string name)
    {
        lock (_lock)
            return new(_byKey.GetValueOrDefault(Casemapping.Fold(name)) ?? (_keyByLook.TryGetValue(Confusables.LookOf(name), out string? key) ? _byKey[key] : null));
    }

    /// <inheritdoc/>
    public ValueTask<Account?> FindByHandleAsync(string handle)
    {
        lock (_lock)
            return new(_byKey.Values.FirstOrDefault(account => account.Passkeys.Any(passkey => passkey.Handle == handle)));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Account>> ListAsync(string after, int most)
    {
        lock (_lock)
            return new([.. _byKey.Values.Where(account => string.CompareOrdinal(account.Key, after) > 0).OrderBy(account => account.Key, StringComparer.Ordinal).Take(most)]);
    }

    /// <inheritdoc/>
    public ValueTask<bool> ChangeAsync(string name, Func<Account, Account> change)
    {
        string key = Casemapping.Fold(name);
        lock (_lock)
        {
            if (!_byKey.TryGetValue(key, out Account? before))
                return new(false);
            _byKey[key] = change(before);
            return new(true);
        }
    }

    /// <inheritdoc/>
    public void Saw(string name, string device, DateTimeOffset at)
    {
        lock (_lock)
            if (_byKey.TryGetValue(Casemapping.Fold(name), out Account? account) && account.FindDevice(device) is { } seen)
                _byKey[account.Key] = account with { Devices = account.Devices.Replace(seen, seen with { Seen = at }) };
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string name)
    {
        lock (_lock)
        {
            if (!_byKey.Remove(Casemapping.Fold(name), out Account? account))
                return new(false);
            _keyByLook.Remove(account.Look);
            return new(true);
        }
    }
}
