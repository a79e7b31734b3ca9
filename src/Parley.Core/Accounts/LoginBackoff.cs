namespace Parley.Core.Accounts;

/// <summary>Slows down who guesses passwords: after a few attempts that failed the next must wait, each time twice as long.</summary>
/// <remarks>Counted for each key that an attempt is made under: its session, its address, its account. An attempt counts when it begins, so that
/// many at once are no way round. The waits end at a minute, as otherwise anybody could keep an account's owner out.</remarks>
public sealed class LoginBackoff(TimeProvider time)
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

    /// <summary>The attempt begun under these keys was none to guess.</summary>
    public void Succeeded(params ReadOnlySpan<LoginKey> keys)
    {
        lock (_lock)
            foreach (LoginKey key in keys)
                if (_tallies.TryGetValue(key.Name, out Tally tally))
                    _tallies[key.Name] = new Tally(tally.Attempts - 1, tally.At, TimeSpan.Zero);
    }

    private void Count(LoginKey key)
    {
        if (!_tallies.TryGetValue(key.Name, out Tally tally) || time.GetElapsedTime(tally.At) >= Forgiven)
            tally = default;
        int attempts = tally.Attempts + 1;
        // 1, 2, 4 … seconds for each attempt beyond those that are free.
        TimeSpan wait = attempts < key.Free ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Pow(2, Math.Min(attempts - key.Free, 10)));
        _tallies[key.Name] = new Tally(attempts, time.GetTimestamp(), wait < MaxWait ? wait : MaxWait);
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
public readonly record struct LoginKey(string Name, int Free);
