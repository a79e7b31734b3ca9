using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Parley.Core.History;
using Parley.Core.Storage;
using Parley.Storage.Sqlite.History;

namespace Parley.Storage.Sqlite;

/// <summary>The one thread that changes the database. A commit holds everything that waited.</summary>
internal sealed partial class Writer : IDisposable
{
    // A commit costs the disk the same for one message and for a thousand; nobody waits for these 5 ms, as whoever waits ends them.
    private static readonly TimeSpan MostLinger = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(1);
    private const int MostInGroup = 1000;

    // When there is always something to write, one chore is done now and then all the same.
    private static readonly TimeSpan MostPatience = TimeSpan.FromMilliseconds(50);

    // Over it whoever speaks is slowed down until it is written. What each message takes is bounded by the length of lines.
    private const int MostWaiting = 20_000;

    // Changes besides messages, which must not be forgotten as long as there is any hope: a room's new key, or that a message was taken back.
    private const int MostChangesWaiting = 10 * MostWaiting;

    // Who appended something that found no room asks long before this whether it is safe.
    private static readonly TimeSpan LossIsToldFor = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly Database _database;
    private readonly ItemTable _items;
    private readonly Statement _begin, _commit;
    private readonly ILogger _logger;
    private readonly Action<Exception> _reportBroken;
    private readonly Thread _thread;
    private readonly List<Func<SqliteConnection, bool>> _chores = [];
    private List<Entry> _waiting = [], _group = [];
    private TaskCompletionSource? _saved, _saving, _room;
    private StorageException? _trouble, _loss, _misplaced;
    private long _since, _appended, _kept, _placed, _placedSeq;
    private bool _isUrgent, _isWanted, _isWriting, _isEnding, _hasChores;
    private long _lostAt;
    private int _lost, _nextChore, _sinceChores;
    private long _choresDone;

    /// <param name="database">Whose writing connection is this writer's from now on.</param>
    /// <param name="logger">Is told what is wrong with the disk.</param>
    public Writer(Database database, ILogger logger)
    {
        (_database, _logger) = (database, logger);
        _items = new ItemTable(database.Writing);
        _placedSeq = _items.LastKept;
        (_begin, _commit) = (new Statement(database.Writing, "BEGIN IMMEDIATE"), new Statement(database.Writing, "COMMIT"));
        _reportBroken = e => LogBroken(_logger, e);
        _thread = new Thread(Run) { Name = "parley-writer", IsBackground = true };
    }

    /// <summary>Begins to write.</summary>
    public void Start() => _thread.Start();

    /// <summary>Keeps an item. Never blocks.</summary>
    public long Append(SqliteConversation conversation, HistoryItem item) => Add(new Entry(null, conversation, item), isUrgent: false);

    /// <summary>The number of what was appended last.</summary>
    public long Appended
    {
        get
        {
            lock (_gate)
                return _appended;
        }
    }

    /// <summary>What was appended up to this number is kept and can be found by its conversation.</summary>
    public long PlacedNumber => Volatile.Read(ref _placed);

    /// <summary>How far what was appended has its place.</summary>
    public Placed Placed
    {
        get
        {
            lock (_gate)
                return new(_placed, _placedSeq);
        }
    }

    /// <summary>Whoever reads what may never be kept is told so.</summary>
    /// <exception cref="StorageException">Nothing can be kept at present, and that number is not.</exception>
    public void ThrowIfNotKept(long number)
    {
        lock (_gate)
            if (_trouble is { } trouble && number > _kept)
                throw trouble;
    }

    /// <summary>Makes a change, in the order of the calls, that nobody waits for. It may run more than once, until it is committed.</summary>
    /// <param name="change">The change.</param>
    /// <param name="needsPlaces">Whether all items before must be found by their conversations.</param>
    public void Post(Action<SqliteConnection> change, bool needsPlaces = false)
        => Add(new Entry(new PostedWrite(change, needsPlaces, _reportBroken), null, null), isUrgent: false);

    /// <summary>Makes a change and waits until it is committed. It is made once or not at all.</summary>
    /// <exception cref="StorageException">It could not be made.</exception>
    /// <param name="change">The change.</param>
    /// <param name="needsPlaces">Whether all items before must be found by their conversations.</param>
    public Task<T> RunAsync<T>(Func<SqliteConnection, T> change, bool needsPlaces = false)
    {
        lock (_gate)
            if (_trouble is not null)
                return Task.FromException<T>(_trouble);
        var write = new AwaitedWrite<T>(change, needsPlaces);
        Add(new Entry(write, null, null), isUrgent: true);
        return write.Done;
    }

    /// <summary>Has a piece of work done whenever there is time. The work does a little, in a transaction of its own, and says whether there is more.</summary>
    public void AddChore(Func<SqliteConnection, bool> chore)
    {
        lock (_gate)
            _chores.Add(chore);
        Wake();
    }

    /// <summary>There is something to do for the chores again.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _hasChores = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <inheritdoc cref="IHistory.SaveAsync"/>
    public ValueTask SaveAsync()
    {
        lock (_gate)
            return (_trouble ?? RecentLoss) is { } trouble ? ValueTask.FromException(trouble)
                : _waiting.Count > 0 ? new(Hurry())
                : _isWriting ? new((_saving ??= NewSignal()).Task)
                : default;
    }

    /// <summary>Waits until what was appended up to that number is not only kept but can be found by its conversation.</summary>
    /// <exception cref="StorageException">Something could not be kept.</exception>
    public ValueTask SettleAsync(long number)
    {
        lock (_gate)
        {
            if (_placed >= number)
                return default;
            if ((_misplaced ?? _trouble) is { } trouble)
                return ValueTask.FromException(trouble);
            _isWanted = true;
            return new(HurryPlacing());
        }
    }

    /// <inheritdoc cref="IHistory.PaceAsync"/>
    public ValueTask PaceAsync()
    {
        if (Volatile.Read(ref _room) is null)
            return default;
        lock (_gate)
            return _room is null ? default : new(_room.Task);
    }

    /// <summary>Writes what waits, and ends.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isEnding = true;
            Monitor.PulseAll(_gate);
        }
        if (_thread.IsAlive)
            _thread.Join();
        _items.Dispose();
        _begin.Dispose();
        _commit.Dispose();
    }

    private long Add(in Entry entry, bool isUrgent)
    {
        lock (_gate)
        {
            if (_trouble is not null && _waiting.Count >= (entry.Item is null ? MostChangesWaiting : MostWaiting) && entry.What is not { IsAwaited: true })
            {
                (_loss, _lostAt) = (_trouble, Stopwatch.GetTimestamp());
                _lost++;
                return _appended;
            }
            if (_waiting.Count == 0)
                _since = Stopwatch.GetTimestamp();
            _waiting.Add(entry);
            _isUrgent |= isUrgent;
            if (_waiting.Count is 1 or MostInGroup || isUrgent)
                Monitor.Pulse(_gate);
            if (_waiting.Count == MostWaiting && _trouble is null)
                _room = NewSignal();
            return ++_appended;
        }
    }

    // The monitor counts in whole milliseconds.
    private int Left => (int)(MostLinger - Stopwatch.GetElapsedTime(_since)).TotalMilliseconds;

    // A message that was not even queued must not be echoed, though storage was mended since.
    private StorageException? RecentLoss => _loss is not null && Stopwatch.GetElapsedTime(_lostAt) < LossIsToldFor ? _loss : null;

    // Only under the gate.
    private async Task HurryPlacing()
    {
        await Hurry();
        if (Volatile.Read(ref _misplaced) is { } trouble)
            throw trouble;
    }

    // Only under the gate.
    private Task Hurry()
    {
        _isUrgent = true;
        Monitor.Pulse(_gate);
        return (_saved ??= NewSignal()).Task;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly record struct Entry(IWrite? What, SqliteConversation? Conversation, HistoryItem? Item);
}
