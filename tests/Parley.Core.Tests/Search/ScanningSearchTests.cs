using Parley.Core.History;
using Parley.Core.Search;
using Parley.Testing.Storage;

namespace Parley.Core.Tests.Search;

/// <summary>The search that reads everything, in memory.</summary>
public sealed class ScanningSearchTests : SearchTests, IDisposable
{
    private readonly MemoryHistory _history;

    public ScanningSearchTests() => _history = new(new(Items: 1000, TimeSpan.Zero, Bytes: 1 << 20), Time);

    protected override IHistory History => _history;

    protected override IMessageSearch Search => new ScanningSearch(_history);

    public void Dispose() => _history.Dispose();
}
