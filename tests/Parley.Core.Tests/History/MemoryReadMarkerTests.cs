using Parley.Core.History;
using Parley.Testing.Storage;

namespace Parley.Core.Tests.History;

/// <summary>Read markers in memory.</summary>
public sealed class MemoryReadMarkerTests : ReadMarkerTests
{
    protected override IReadMarkers Markers { get; } = new MemoryReadMarkers();
}
