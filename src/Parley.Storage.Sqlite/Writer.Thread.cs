using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Parley.Core.Storage;
using Parley.Storage.Sqlite.History;

namespace Parley.Storage.Sqlite;

internal sealed partial class Writer
{
    private void Run()
    {
        while (TryTake(out bool isPlacing))
        {
            // In trouble each round tries whether it is over.
            bool isIdle = _group.Count == 0 && !isPlacing && _trouble is null;
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
            while (!_isEnding && !_isUrgent && _waiting.Count == 0 && !_hasChores && !_items.IsPlacingDue && _trouble is null)
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
            // What has no place yet gets it at the next start.
            bool isLast = _isEnding && _group.Count == 0 && (_items.UnplacedCount == 0 || _trouble is not null);
            _isWriting &= _group.Count > 0 || isPlacing;
            if (isLast)
                Close();
            return !isLast;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The thread must go on, and whoever waits must hear of it.")]
    private void Write(bool isPlacing)
    {
        long upTo = Taken();
        // Who changed what was said before has put that into its place, and a reader must not take it for fresh.
        isPlacing = _misplaced is null && (isPlacing || _group.Exists(entry => entry.What is { NeedsPlaces: true }));
        try
        {
            while (!TryCommit(ref isPlacing))
            {
            }
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

    // Only under the gate. Whoever asks for anything from now on, or still waits, is told.
    private void Close() => Abandon(_trouble ??= new StorageException("The database is closed."));

    // Only under the gate.
    private void Abandon(StorageException trouble)
    {
        foreach (Entry entry in _waiting)
            entry.What?.Failed(trouble);
        _waiting.Clear();
        Refuse(_saving, trouble);
        Refuse(_saved, trouble);
        (_saving, _saved) = (null, null);
    }

    private static void Refuse(TaskCompletionSource? waiter, StorageException trouble)
    {
        waiter?.SetException(trouble);
        // It may be that nobody looks.
        _ = waiter?.Task.Exception;
    }

    /// <returns>False: something is damaged, nothing is committed, and it is to be tried again without what met the damage: a change, or the
    /// index of places, without which messages may well be.</returns>
    private bool TryCommit(ref bool isPlacing)
    {
        int damaged = CountDamaged();
        try
        {
            Commit(isPlacing);
            return true;
        }
        catch (SqliteException e) when (Trouble.IsDamage(e) && CountDamaged() > damaged)
        {
            return false;
        }
        catch (SqliteException e) when (isPlacing && Trouble.IsDamage(e))
        {
            StorageException damage = _database.Explain(e);
            LogMisplaced(_logger, damage.Message);
            _items.StopPlacing();
            Volatile.Write(ref _misplaced, damage);
            isPlacing = false;
            return false;
        }
    }

    private int CountDamaged() => _group.Count(entry => entry.What is { MetDamage: true });

    private void Commit(bool isPlacing)
    {
        SqliteConnection connection = _database.Writing;
        RollBack();
        _begin.Run();
        try
        {
            foreach (Entry entry in _group)
                if (entry.Item is not null)
                    _items.Add(entry.Conversation!, entry.Item);
                else
                    Run(entry.What!, connection);
            if (isPlacing)
                _items.Place();
            _commit.Run();
        }
        catch
        {
            _items.TakeBack();
            RollBack();
            throw;
        }
        _items.Keep();
    }

    private void Run(IWrite write, SqliteConnection connection)
    {
        if (write.NeedsPlaces)
            _items.Place();
        write.Run(connection);
    }

    // SQLite may have done it already: https://sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction.
    private void RollBack()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(_database.Writing.Handle) == 0)
            _database.Writing.Run("ROLLBACK");
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
            (_trouble, _lost, _kept) = (null, 0, upTo);
            if (isPlacing)
            {
                Volatile.Write(ref _placed, upTo);
                _placedSeq = _items.LastKept;
            }
            _sinceChores += _group.Count;
            // Those that were woken for something in trouble have found nothing of it yet.
            _hasChores |= isPlacing || wasTrouble || _sinceChores >= MostInGroup;
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
        TaskCompletionSource? saving, dropped = null;
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
            else
            {
                // Some of those who wait for the next commit wait for what was in this one.
                (dropped, _saved) = (_saved, null);
            }
            _room?.SetResult();
            _room = null;
        }
        _group.Clear();
        if (isNew)
            LogTrouble(_logger, trouble.Message);
        Refuse(saving, trouble);
        Refuse(dropped, trouble);
        lock (_gate)
            if (!_isEnding)
                Monitor.Wait(_gate, RetryEvery);
            else
                Abandon(trouble);
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

    [SuppressMessage("Design", "CA1031", Justification = "Messages must be kept whatever is wrong with a chore.")]
    private bool RunChore(Func<SqliteConnection, bool> chore)
    {
        try
        {
            return chore(_database.Writing);
        }
        catch (Exception e)
        {
            LogChore(_logger, e is SqliteException sql ? _database.Explain(sql).Message : e.ToString());
            return false;
        }
        finally
        {
            RollBack();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Nothing can be kept: {Trouble} What is said meanwhile is delivered, but senders are told that it is not kept.")]
    private static partial void LogTrouble(ILogger logger, string trouble);

    [LoggerMessage(Level = LogLevel.Information, Message = "What is said is kept again. Messages and events that were not: {Lost}.")]
    private static partial void LogMended(ILogger logger, int lost);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database is closed, but not in its best order: {Trouble}")]
    private static partial void LogUnfinished(ILogger logger, string trouble);

    [LoggerMessage(Level = LogLevel.Error, Message = "Messages are kept, but histories cannot be read until the next start: {Trouble}")]
    private static partial void LogMisplaced(ILogger logger, string trouble);

    [LoggerMessage(Level = LogLevel.Error, Message = "Something that can wait could not be done to the database: {Trouble}")]
    private static partial void LogChore(ILogger logger, string trouble);

    [LoggerMessage(Level = LogLevel.Critical, Message = "A change of the database failed; it is dropped.")]
    private static partial void LogBroken(ILogger logger, Exception e);
}
