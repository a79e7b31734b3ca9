using System.Collections.Concurrent;
using Parley.Protocol.Names;

namespace Parley.Core.Accounts;

/// <summary>Accounts that live as long as the process.</summary>
public sealed class MemoryAccounts : IAccountStore
{
    private readonly ConcurrentDictionary<string, Account> _byKey = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<bool> TryAddAsync(Account account) => new(_byKey.TryAdd(account.Key, account));

    /// <inheritdoc/>
    public ValueTask<Account?> FindAsync(string name) => new(_byKey.GetValueOrDefault(Casemapping.Fold(name)));

    /// <inheritdoc/>
    public ValueTask<bool> UpdateAsync(Account account)
    {
        while (_byKey.TryGetValue(account.Key, out Account? before))
            if (_byKey.TryUpdate(account.Key, account, before))
                return new(true);
        return new(false);
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string name) => new(_byKey.TryRemove(Casemapping.Fold(name), out _));
}
