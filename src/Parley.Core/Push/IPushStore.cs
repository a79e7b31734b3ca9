namespace Parley.Core.Push;

/// <summary>Keeps subscriptions of Web Push. All calls but the first answer at once; what was kept is safe with what was said until then.</summary>
public interface IPushStore
{
    /// <summary>All that is kept.</summary>
    /// <exception cref="Storage.StorageException">It cannot be read.</exception>
    IReadOnlyList<PushSubscription> Load();

    /// <summary>Keeps a subscription in the place of any other with its endpoint.</summary>
    void Save(PushSubscription subscription);

    /// <summary>Forgets the subscription with that endpoint, if there is one.</summary>
    void Forget(string endpoint);
}
