namespace Parley.Core.Accounts;

/// <summary>Slows down who guesses passwords: after a few attempts that failed the next must wait, each time twice as long.</summary>
/// <remarks>Counted for each key that an attempt is made under: its session, its address, its account. An attempt counts when it begins, so that
/// many at once are no way round. The waits end at a minute, as otherwise anybody could keep an account's owner out. Keys that have to wait are
/// kept over restarts; what is not over the free attempts is not worth a write.</remarks>
public sealed class LoginBackoff(TimeProvider time, IFailedLogins kept)
{
    /// <summary>The longest wait.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(1);

    // After so long without an attempt nothing is held against a key any more.
    private static readonly TimeSpan Forgiven = TimeSpan.FromMinutes(15);

    // Old keys are looked for when so many are kept, so that nobody fills the memory with them.
    private const int ManyKeys = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Tally> _tallies = [];
    private int _sweepAt = ManyKeys;

    private readonly record struct Tally(int Attempts, long At, TimeSpan Wait);

    /// <summary>Knows again who had to wait when the server was stopped.</summary>
    public async ValueTask RestoreAsync()
    {
        DateTimeOffset now = time.GetUtcNow();
        long at = time.GetTimestamp();
        foreach (FailedLogins failed in await kept.ReadAsync())
        {
            // A clock that was put back must keep nobody out for longer than the wait.
            TimeSpan age = now > failed.At ? now - failed.At : TimeSpan.Zero;
            lock (_lock)
                if (age < Forgiven)
                    _tallies[failed.Key] = new Tally(failed.Attempts, at - (long)(age.TotalSeconds * time.TimestampFrequency), failed.Wait);
                else
                    kept.Forget(failed.Key);
        }
    }

    /// <summary>Begins an attempt, which counts as failed until <see cref="Succeeded"/>.</summary>
    /// <returns>Zero: go ahead. Else how long to wait before the next one, and this one is not made.</returns>
    public TimeSpan Begin(params ReadOnlySpan<LoginKey> keys)
    {
        lock (_lock)
        {
            TimeSpan longest = TimeSpan.Zero;
            foreach (LoginKey key in keys)
                if (_tallies.TryGetValue(key.Name, out Tally tally) && tally.Wait - time.GetElapsedTime(tally.At) is var left && left > longest)
                    longest = left;
            if (longest == TimeSpan.Zero)
                foreach (LoginKey key in keys)
                    Count(key);
            return longest;
        }
    }

    /// <summary>The attempt begun under these keys was none to guess: it alone is taken back, or one's own account would wipe out what was tried at others.</summary>
    public void Succeeded(params ReadOnlySpan<LoginKey> keys)
    {
        lock (_lock)
            foreach (LoginKey key in keys)
                if (_tallies.TryGetValue(key.Name, out Tally tally))
                    TakeBack(key, tally);
    }

    private void TakeBack(LoginKey key, Tally tally)
    {
        int attempts = tally.Attempts - 1;
        if (attempts > 0)
            _tallies[key.Name] = new Tally(attempts, tally.At, TimeSpan.Zero);
        else
            _tallies.Remove(key.Name);
        if (!key.Lasts || tally.Wait == TimeSpan.Zero)
            return;
        if (attempts >= key.Free)
            kept.Keep(new FailedLogins(key.Name, attempts, time.GetUtcNow() - time.GetElapsedTime(tally.At), TimeSpan.Zero));
        else
            kept.Forget(key.Name);
    }

    private void Count(LoginKey key)
    {
        if (!_tallies.TryGetValue(key.Name, out Tally tally) || time.GetElapsedTime(tally.At) >= Forgiven)
            tally = default;
        int attempts = tally.Attempts + 1;
        // 1, 2, 4 … seconds for each attempt beyond those that are free.
        TimeSpan wait = attempts < key.Free ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Pow(2, Math.Min(attempts - key.Free, 10)));
        wait = wait < MaxWait ? wait : MaxWait;
        _tallies[key.Name] = new Tally(attempts, time.GetTimestamp(), wait);
        if (key.Lasts && wait > TimeSpan.Zero)
            kept.Keep(new FailedLogins(key.Name, attempts, time.GetUtcNow(), wait));
        if (_tallies.Count >= _sweepAt)
            Sweep();
    }

    private void Sweep()
    {
        foreach ((string key, Tally tally) in _tallies)
            if (time.GetElapsedTime(tally.At) >= Forgiven)
                _tallies.Remove(key);
        _sweepAt = Math.Max(ManyKeys, _tallies.Count * 2);
    }
}

/// <summary>What attempts to log in are counted under.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Free">After how many attempts that failed the next one must wait.</param>
public readonly record struct LoginKey(string Name, int Free)
{
    /// <summary>Whether there will be such a one after a restart: an account or an address, and not a session.</summary>
    public bool Lasts { get; init; }
}
