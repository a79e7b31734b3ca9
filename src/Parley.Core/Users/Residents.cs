using System.Collections.Concurrent;
using Parley.Core.Rooms;

namespace Parley.Core.Users;

/// <summary>Keeps those who stay without a connection as they are, whatever happens to them.</summary>
/// <remarks>Whoever changes something of a user says so by <see cref="Touch"/>; what the user is then is kept a moment later, by another thread, as
/// it is often a room's lock under which users change.</remarks>
public sealed class Residents(IResidentStore store)
{
    private readonly Lock _keeping = new();
    private readonly ConcurrentDictionary<User, string> _kept = new();
    private readonly HashSet<User> _touched = [];
    private bool _isRunning;

    /// <summary>All who were here when the server ended.</summary>
    public IReadOnlyList<Resident> Load() => store.Load();

    /// <summary>Nobody of that account comes back.</summary>
    public void Forget(string account) => store.Forget(account);

    /// <summary>Something is different about a user. Never blocks.</summary>
    public void Touch(User user)
    {
        if (!user.IsAlwaysOn && !_kept.ContainsKey(user))
            return;
        lock (_touched)
        {
            _touched.Add(user);
            if (_isRunning)
                return;
            _isRunning = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(static residents => residents.Run(), this, preferLocal: false);
    }

    /// <summary>Keeps at once what was touched until now. Not under a room's lock.</summary>
    public void Flush()
    {
        while (TryTake(out User[] users))
            lock (_keeping)
                foreach (User user in users)
                    Keep(user);
    }

    /// <summary>Takes what happens in a room, under its lock.</summary>
    internal void Take(RoomEvent happened)
    {
        switch (happened)
        {
            case Joined or Parted:
                Touch(happened.By.User);
                break;
            case Kicked kicked:
                Touch(kicked.Target);
                break;
            case ModesChanged modes:
                foreach (ModeChange change in modes.Changes)
                    if (change.Target is { } target)
                        Touch(target);
                break;
            case RoomRenamed:
                foreach ((User user, _) in _kept)
                    Touch(user);
                break;
        }
    }

    private void Run() => Flush();

    private bool TryTake(out User[] users)
    {
        lock (_touched)
        {
            users = [.. _touched];
            _touched.Clear();
            return _isRunning = users.Length > 0;
        }
    }

    private void Keep(User user)
    {
        _kept.TryGetValue(user, out string? before);
        string? now = user.IsAlwaysOn ? user.Account : null;
        if (now is not null)
        {
            _kept[user] = now;
            store.Save(Resident.Of(user, now));
        }
        else
        {
            _kept.TryRemove(user, out _);
        }
        if (before is not null && before != now)
            store.Forget(before);
    }
}
