using Parley.Core.History;
using Parley.Core.Rooms;
using Parley.Core.Users;

namespace Parley.Core.Tests.Rooms;

/// <summary>For tests of what is true of rooms while they last.</summary>
internal static class NoRecording
{
    public static Recording Of(TimeProvider time)
        => new(new MemoryRooms(), new MemoryHistory(new HistoryBounds(100, TimeSpan.Zero, 1 << 20), time), new MemoryReadMarkers(), new Residents(new MemoryResidents()));
}
