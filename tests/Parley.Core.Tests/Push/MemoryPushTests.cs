using Parley.Core.Push;
using Parley.Testing.Storage;

namespace Parley.Core.Tests.Push;

/// <summary>Subscriptions that are kept as long as the process lives.</summary>
public sealed class MemoryPushTests : PushStoreTests
{
    protected override IPushStore Store { get; } = new MemoryPushStore();

    protected override Task<IPushStore> ReopenAsync() => Task.FromResult(Store);
}
