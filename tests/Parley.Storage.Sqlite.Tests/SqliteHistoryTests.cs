using Parley.Core.History;
using Parley.Core.Rooms;
using Parley.Testing.Storage;

namespace Parley.Storage.Sqlite.Tests;

/// <summary>The history on disk.</summary>
public sealed class SqliteHistoryTests : HistoryTests, IAsyncDisposable
{
    private readonly TestFolder _folder;

    public SqliteHistoryTests() => _folder = new(Time);

    protected override IHistory History => _folder.Store.History;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}

/// <summary>Read markers on disk.</summary>
public sealed class SqliteReadMarkerTests : ReadMarkerTests, IAsyncDisposable
{
    private readonly TestFolder _folder = new();

    protected override IReadMarkers Markers => _folder.Store.ReadMarkers;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}

/// <summary>Rooms on disk.</summary>
public sealed class SqliteRoomsTests : RoomStoreTests, IAsyncDisposable
{
    private readonly TestFolder _folder = new();

    protected override IRoomStore Rooms => _folder.Store.Rooms;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    protected override async Task<IRoomStore> ReopenAsync() => (await _folder.ReopenAsync()).Rooms;
}
