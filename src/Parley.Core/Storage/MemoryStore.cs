using Parley.Core.Accounts;
using Parley.Core.History;
using Parley.Core.Push;
using Parley.Core.Rooms;
using Parley.Core.Search;
using Parley.Core.Users;

namespace Parley.Core.Storage;

/// <summary>A store that ends with the process.</summary>
/// <param name="bounds">How much of what was said is kept.</param>
/// <param name="time">The clock.</param>
public sealed class MemoryStore(HistoryBounds bounds, TimeProvider time) : IStore
{
    private readonly MemoryHistory _history = new(bounds, time);

    /// <inheritdoc/>
    public IHistory History => _history;

    /// <inheritdoc/>
    public IReadMarkers ReadMarkers { get; } = new MemoryReadMarkers();

    /// <inheritdoc/>
    public IMessageSearch Search => new ScanningSearch(_history);

    /// <inheritdoc/>
    public IRoomStore Rooms { get; } = new MemoryRooms();

    /// <inheritdoc/>
    public IResidentStore Residents { get; } = new MemoryResidents();

    /// <inheritdoc/>
    public IAccountStore Accounts { get; } = new MemoryAccounts();

    /// <inheritdoc/>
    public IPushStore Push { get; } = new MemoryPushStore();

    /// <inheritdoc/>
    public IFailedLogins FailedLogins { get; } = new MemoryFailedLogins();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _history.Dispose();
        return default;
    }
}
