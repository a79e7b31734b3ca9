using System.Collections.Concurrent;

namespace Parley.Core.Push;

/// <summary>Subscriptions that end with the process.</summary>
public sealed class MemoryPushStore : IPushStore
{
    private readonly ConcurrentDictionary<string, PushSubscription> _byEndpoint = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyList<PushSubscription> Load() => [.. _byEndpoint.Values];

    /// <inheritdoc/>
    public void Save(PushSubscription subscription) => _byEndpoint[subscription.Endpoint] = subscription;

    /// <inheritdoc/>
    public void Forget(string endpoint) => _byEndpoint.TryRemove(endpoint, out _);
}
