using System.Collections.Concurrent;
using Parley.Protocol.Names;

namespace Parley.Core.Users;

/// <summary>Where those are kept who stay without a connection.</summary>
public interface IResidentStore
{
    /// <summary>All of them.</summary>
    IReadOnlyList<Resident> Load();

    /// <summary>Keeps a resident in place of what was kept for the account. Never blocks.</summary>
    void Save(Resident resident);

    /// <summary>Keeps the account's resident no longer. Never blocks.</summary>
    void Forget(string account);
}

/// <summary>Residents that are kept as long as the process lives.</summary>
public sealed class MemoryResidents : IResidentStore
{
    private readonly ConcurrentDictionary<string, Resident> _byAccount = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyList<Resident> Load() => [.. _byAccount.Values];

    /// <inheritdoc/>
    public void Save(Resident resident) => _byAccount[Casemapping.Fold(resident.Account)] = resident;

    /// <inheritdoc/>
    public void Forget(string account) => _byAccount.TryRemove(Casemapping.Fold(account), out _);
}
