using System.Collections.Immutable;
using Parley.Protocol.Names;

namespace Parley.Core.Push;

/// <summary>Who is told by Web Push, and where.</summary>
/// <remarks>Thread-safe. All are in memory: some hundred bytes each, and few for each account.</remarks>
/// <param name="store">Where they are kept.</param>
public sealed class PushSubscriptions(IPushStore store)
{
    /// <summary>The most subscriptions of one account.</summary>
    public const int MostPerAccount = 10;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, PushSubscription> _byEndpoint = new(StringComparer.Ordinal);
    private ImmutableDictionary<string, ImmutableArray<PushSubscription>> _byAccount = ImmutableDictionary<string, ImmutableArray<PushSubscription>>.Empty;

    /// <summary>Whether nobody wants to be told.</summary>
    public bool IsEmpty => _byAccount.IsEmpty;

    /// <summary>Takes up what is kept.</summary>
    /// <exception cref="Storage.StorageException">It cannot be read.</exception>
    public void Restore()
    {
        lock (_lock)
            foreach (PushSubscription subscription in store.Load())
                Put(subscription);
    }

    /// <summary>The subscriptions of an account, whatever the case of its name.</summary>
    public ImmutableArray<PushSubscription> Of(string account) => _byAccount.GetValueOrDefault(Casemapping.Fold(account), []);

    /// <summary>Keeps a subscription. Any other with its endpoint ends: one browser is told for whoever has asked for it last.</summary>
    /// <returns>False: the account has as many as it may.</returns>
    public bool TrySave(PushSubscription subscription)
    {
        lock (_lock)
        {
            if (Of(subscription.Account).Count(other => other.Endpoint != subscription.Endpoint) >= MostPerAccount)
                return false;
            Drop(subscription.Endpoint);
            Put(subscription);
            store.Save(subscription);
            return true;
        }
    }

    /// <summary>Forgets a subscription of an account; nothing happens when it has none with that endpoint.</summary>
    public void Forget(string account, string endpoint)
    {
        lock (_lock)
            if (_byEndpoint.TryGetValue(endpoint, out PushSubscription? known) && known.Account == Casemapping.Fold(account))
            {
                Drop(endpoint);
                store.Forget(endpoint);
            }
    }

    /// <summary>Forgets subscriptions of an account.</summary>
    public void Forget(string account, Func<PushSubscription, bool> which)
    {
        foreach (PushSubscription subscription in Of(account).Where(which))
            Forget(account, subscription.Endpoint);
    }

    private void Put(PushSubscription subscription)
    {
        _byEndpoint[subscription.Endpoint] = subscription;
        _byAccount = _byAccount.SetItem(subscription.Account, Of(subscription.Account).Add(subscription));
    }

    private void Drop(string endpoint)
    {
        if (!_byEndpoint.Remove(endpoint, out PushSubscription? known))
            return;
        ImmutableArray<PushSubscription> left = Of(known.Account).RemoveAll(other => other.Endpoint == endpoint);
        _byAccount = left.IsEmpty ? _byAccount.Remove(known.Account) : _byAccount.SetItem(known.Account, left);
    }
}
