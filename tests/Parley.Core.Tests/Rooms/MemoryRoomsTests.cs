using Parley.Core.Rooms;
using Parley.Testing.Storage;

namespace Parley.Core.Tests.Rooms;

/// <summary>Rooms that are kept as long as the process lives.</summary>
public sealed class MemoryRoomsTests : RoomStoreTests
{
    protected override IRoomStore Rooms { get; } = new MemoryRooms();

    protected override Task<IRoomStore> ReopenAsync() => Task.FromResult(Rooms);
}
