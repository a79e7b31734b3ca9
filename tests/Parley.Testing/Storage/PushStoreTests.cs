using Parley.Core.Push;
using Xunit;

namespace Parley.Testing.Storage;

/// <summary>What every store of subscriptions promises.</summary>
public abstract class PushStoreTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What is tested, empty.</summary>
    protected abstract IPushStore Store { get; }

    /// <summary>The store as a server finds it that starts again.</summary>
    protected abstract Task<IPushStore> ReopenAsync();

    [Fact]
    public async Task What_was_kept_last_of_an_endpoint_is_found_until_it_is_forgotten()
    {
        Store.Save(New("ada", "https://push.test/1"));
        Store.Save(New("ada", "https://push.test/2"));
        Store.Save(New("ada", "https://push.test/3"));
        Store.Save(New("bob", "https://push.test/1", "device") with { Renewed = Noon.AddTicks(1) });
        Store.Forget("https://push.test/3");
        Store.Forget("https://push.test/4");

        PushSubscription[] found = [.. (await ReopenAsync()).Load().OrderBy(one => one.Endpoint)];

        Assert.Equal([("bob", "https://push.test/1", "device", Noon.AddTicks(1)), ("ada", "https://push.test/2", null, Noon)],
            found.Select(one => (one.Account, one.Endpoint, one.Device, one.Renewed)));
        Assert.All(found, one => Assert.Equal((65, 16), (one.PublicKey.Length, one.Secret.Length)));
        Assert.Equal(new byte[] { 4, 1 }, found[0].PublicKey[..2]);
    }

    private static PushSubscription New(string account, string endpoint, string? device = null) => new(account, endpoint, [4, 1, .. new byte[63]], new byte[16], device, Noon);
}
