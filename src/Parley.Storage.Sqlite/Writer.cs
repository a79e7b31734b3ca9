using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
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

    // Over it whoever speaks is slowed down until half of it is written. What each message takes is bounded by the length of lines.
    private const int MostWaiting = 20_000;

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
    private StorageException? _trouble;
    private long _since, _appended, _placed;
    private bool _isUrgent, _isWanted, _isWriting, _isEnding, _hasChores;
    private int _lost, _nextChore, _sinceChores;
    private long _choresDone;

    /// <param name="database">Whose writing connection is this writer's from now on.</param>
    /// <param name="logger">Is told what is wrong with the disk.</param>
    public Writer(Database database, ILogger logger)
    {
        (_database, _logger) = (database, logger);
        _items = new ItemTable(database.Writing);
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

    /// <summary>Has all items be found by their conversations. Only in a change that runs.</summary>
    public void Place() => _items.Place();

    /// <summary>Makes a change, in the order of the calls, that nobody waits for. It may run more than once, until it is committed.</summary>
    public void Post(Action<SqliteConnection> change) => Add(new Entry(new PostedWrite(change, _reportBroken), null, null), isUrgent: false);

    /// <summary>Makes a change and waits until it is committed. It is made once or not at all.</summary>
    /// <exception cref="StorageException">It could not be made.</exception>
    public Task<T> RunAsync<T>(Func<SqliteConnection, T> change)
    {
        lock (_gate)
            if (_trouble is not null)
                return Task.FromException<T>(_trouble);
        var write = new AwaitedWrite<T>(change);
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
            return _trouble is not null ? ValueTask.FromException(_trouble)
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
            if (_trouble is not null)
                return ValueTask.FromException(_trouble);
            _isWanted = true;
            return new(Hurry());
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
            if (_trouble is not null && _waiting.Count >= MostWaiting && entry.What is not { IsAwaited: true })
            {
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

    // Only under the gate.
    private Task Hurry()
    {
        _isUrgent = true;
        Monitor.Pulse(_gate);
        return (_saved ??= NewSignal()).Task;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Run()
    {
        while (TryTake(out bool isPlacing))
        {
            bool isIdle = _group.Count == 0 && !isPlacing;
            if (!isIdle)
                Write(isPlacing);
            if (isIdle || (_hasChores && Stopwatch.GetElapsedTime(_choresDone) > MostPatience))
                RunChores();
        }
        try
        {
            _database.Writing.Run("PRAGMA optimize");
        }
        catch (SqliteException e)
        {
            LogUnfinished(_logger, _database.Explain(e).Message);
        }
    }

    // Waits for a group, or for the time to put things in their places, or for a chore. False: the end has come and nothing is left.
    private bool TryTake(out bool isPlacing)
    {
        lock (_gate)
        {
            while (!_isEnding && !_isUrgent && _waiting.Count == 0 && !_hasChores && !_items.IsPlacingDue)
                Monitor.Wait(_gate, _items.UnplacedCount > 0 ? ItemTable.PlaceEvery : Timeout.InfiniteTimeSpan);
            while (_waiting.Count is > 0 and < MostInGroup && !_isUrgent && !_isEnding && Left is > 0 and var milliseconds)
                Monitor.Wait(_gate, milliseconds);
            isPlacing = _isWanted || _items.IsPlacingDue || _isEnding;
            (_group, _waiting) = (_waiting, _group);
            (_saving, _saved) = (_saved, null);
            (_isUrgent, _isWanted, _isWriting) = (false, false, true);
            if (_room is not null && _trouble is null)
            {
                _room.SetResult();
                _room = null;
            }
            bool isLast = _isEnding && _group.Count == 0 && _items.UnplacedCount == 0;
            _isWriting &= _group.Count > 0 || isPlacing;
            return !isLast;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The thread must go on, and whoever waits must hear of it.")]
    private void Write(bool isPlacing)
    {
        long upTo = Taken();
        try
        {
            Commit(isPlacing);
        }
        catch (SqliteException e) when (Trouble.IsOfStorage(e))
        {
            Fail(_database.Explain(e), keep: true);
            return;
        }
        catch (Exception e)
        {
            LogBroken(_logger, e);
            Fail(new StorageException(e.Message, e), keep: false);
            return;
        }
        Saved(isPlacing, upTo);

        long Taken()
        {
            lock (_gate)
                return _appended - _waiting.Count;
        }
    }

    private void Commit(bool isPlacing)
    {
        SqliteConnection connection = _database.Writing;
        _begin.Run();
        try
        {
            foreach (Entry entry in _group)
                if (entry.Item is not null)
                    _items.Add(entry.Conversation!, entry.Item);
                else
                    entry.What!.Run(connection);
            if (isPlacing)
                _items.Place();
            _commit.Run();
        }
        catch
        {
            _items.TakeBack();
            // SQLite may have done it already: https://sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction.
            if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
                connection.Run("ROLLBACK");
            throw;
        }
        _items.Keep();
    }

    private void Saved(bool isPlacing, long upTo)
    {
        TaskCompletionSource? saving;
        int lost;
        bool wasTrouble;
        lock (_gate)
        {
            (saving, _saving, _isWriting) = (_saving, null, false);
            (wasTrouble, lost) = (_trouble is not null, _lost);
            (_trouble, _lost) = (null, 0);
            if (isPlacing)
                _placed = upTo;
            _sinceChores += _group.Count;
            _hasChores |= isPlacing || _sinceChores >= MostInGroup;
        }
        foreach (Entry entry in _group)
            entry.What?.Saved();
        _group.Clear();
        saving?.SetResult();
        if (wasTrouble)
            LogMended(_logger, lost);
    }

    private void Fail(StorageException trouble, bool keep)
    {
        TaskCompletionSource? saving;
        bool isNew;
        foreach (Entry entry in _group)
            entry.What?.Failed(trouble);
        _group.RemoveAll(entry => entry.What is { IsAwaited: true });
        lock (_gate)
        {
            isNew = _trouble?.Message != trouble.Message;
            _trouble = trouble;
            (saving, _saving, _isWriting) = (_saving, null, false);
            if (keep)
            {
                // What waited longer comes first again.
                _group.AddRange(_waiting);
                _waiting.Clear();
                (_group, _waiting) = (_waiting, _group);
            }
            _room?.SetResult();
            _room = null;
        }
        _group.Clear();
        if (isNew)
            LogTrouble(_logger, trouble.Message);
        saving?.SetException(trouble);
        _ = saving?.Task.Exception;
        lock (_gate)
            if (!_isEnding)
                Monitor.Wait(_gate, RetryEvery);
            else
                _waiting.Clear();
    }

    private void RunChores()
    {
        Func<SqliteConnection, bool>[] chores;
        lock (_gate)
        {
            chores = [.. _chores];
            (_hasChores, _sinceChores) = (false, 0);
        }
        bool hasMore = false, isWanted = false;
        for (int i = 0; i < chores.Length && !isWanted; i++)
        {
            // Each time another is the first: when much is to be written, no other has its turn.
            _nextChore = (_nextChore + 1) % chores.Length;
            bool didSomething = RunChore(chores[_nextChore]);
            lock (_gate)
                isWanted = didSomething && (_waiting.Count > 0 || _isUrgent);
            hasMore |= didSomething;
        }
        _choresDone = Stopwatch.GetTimestamp();
        if (hasMore)
            Wake();
    }

    private bool RunChore(Func<SqliteConnection, bool> chore)
    {
        try
        {
            return chore(_database.Writing);
        }
        catch (SqliteException e)
        {
            LogTrouble(_logger, _database.Explain(e).Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Nothing can be kept: {Trouble} What is said meanwhile is delivered, but senders are told that it is not kept.")]
    private static partial void LogTrouble(ILogger logger, string trouble);

    [LoggerMessage(Level = LogLevel.Information, Message = "What is said is kept again. Messages and events that were not: {Lost}.")]
    private static partial void LogMended(ILogger logger, int lost);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database is closed, but not in its best order: {Trouble}")]
    private static partial void LogUnfinished(ILogger logger, string trouble);

    [LoggerMessage(Level = LogLevel.Critical, Message = "A change of the database failed; it is dropped.")]
    private static partial void LogBroken(ILogger logger, Exception e);

    private readonly record struct Entry(IWrite? What, SqliteConversation? Conversation, HistoryItem? Item);
}
