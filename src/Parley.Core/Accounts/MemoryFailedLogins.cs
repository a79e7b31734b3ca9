namespace Parley.Core.Accounts;

/// <summary>Failed logins that are kept as long as the process lives.</summary>
public sealed class MemoryFailedLogins : IFailedLogins
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, FailedLogins> _byKey = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FailedLogins>> ReadAsync()
    {
        lock (_lock)
            return new([.. _byKey.Values]);
    }

    /// <inheritdoc/>
    public void Keep(FailedLogins failed)
    {
        lock (_lock)
        {
            _byKey[failed.Key] = failed;
            if (_byKey.Count > IFailedLogins.Most)
                _byKey.Remove(_byKey.Values.MinBy(kept => kept.At).Key);
        }
    }

    /// <inheritdoc/>
    public void Forget(string key)
    {
        lock (_lock)
            _byKey.Remove(key);
    }
}
