using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Parley.Storage.Sqlite;

/// <summary>A change of the database that waits for the writer.</summary>
internal interface IWrite
{
    /// <summary>Whether somebody waits for it: it is then done at the next commit, or not at all.</summary>
    bool IsAwaited { get; }

    /// <summary>Whether all items before must have their places when it is made.</summary>
    bool NeedsPlaces { get; }

    /// <summary>Whether it has met a damaged page: from then on it is left out.</summary>
    bool MetDamage { get; }

    /// <summary>Makes the change, within the group's transaction.</summary>
    void Run(SqliteConnection connection);

    /// <summary>The group is committed.</summary>
    void Saved();

    /// <summary>The group is not committed, and what is awaited never will be.</summary>
    void Failed(Exception e);
}

/// <summary>A change that takes back only itself, and not the group, when it fails of itself.</summary>
[SuppressMessage("Design", "CA1031", Justification = "Whatever it is, it belongs to who asked for the change.")]
internal abstract class SeparateWrite : IWrite
{
    public bool MetDamage { get; private set; }

    public abstract bool IsAwaited { get; }

    public virtual bool NeedsPlaces => false;

    /// <summary>What is wrong with this change. Null: nothing.</summary>
    protected Exception? Own { get; private set; }

    public void Run(SqliteConnection connection)
    {
        if (MetDamage)
            return;
        Own = null;
        connection.Run("SAVEPOINT one");
        try
        {
            Change(connection);
        }
        catch (SqliteException e) when (Trouble.IsDamage(e))
        {
            // What comes after it in the transaction would fail as well, so the group is tried again without it.
            (Own, MetDamage) = (e, true);
            throw;
        }
        catch (Exception e) when (e is not SqliteException sql || !Trouble.IsOfStorage(sql))
        {
            Own = e;
            connection.Run("ROLLBACK TO one");
        }
        connection.Run("RELEASE one");
    }

    public abstract void Saved();

    public abstract void Failed(Exception e);

    protected abstract void Change(SqliteConnection connection);
}

/// <summary>A change that nobody waits for.</summary>
internal sealed class PostedWrite(Action<SqliteConnection> change, bool needsPlaces, Action<Exception> report) : SeparateWrite
{
    public override bool NeedsPlaces => needsPlaces;

    public override bool IsAwaited => false;

    public override void Saved()
    {
        if (Own is not null)
            report(Own);
    }

    public override void Failed(Exception e)
    {
    }

    protected override void Change(SqliteConnection connection) => change(connection);
}

/// <summary>A change whose result is awaited.</summary>
internal sealed class AwaitedWrite<T>(Func<SqliteConnection, T> change, bool needsPlaces) : SeparateWrite
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Done => _done.Task;

    public override bool IsAwaited => true;

    public override bool NeedsPlaces => needsPlaces;

    public override void Saved()
    {
        if (Own is null)
            _done.TrySetResult(_result!);
        else
            _done.TrySetException(Own);
    }

    public override void Failed(Exception e) => _done.TrySetException(e);

    protected override void Change(SqliteConnection connection) => _result = change(connection);
}
