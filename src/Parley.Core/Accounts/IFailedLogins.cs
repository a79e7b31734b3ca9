namespace Parley.Core.Accounts;

/// <summary>Keeps who has to wait because logins failed, so that a restart forgives nobody.</summary>
public interface IFailedLogins
{
    /// <summary>What is kept, in no order: of the newest keys, <see cref="Most"/> or fewer.</summary>
    ValueTask<IReadOnlyList<FailedLogins>> ReadAsync();

    /// <summary>Keeps these in place of what was kept of their key. Nobody waits for it: the last may be forgotten when the process ends at once.</summary>
    void Keep(FailedLogins failed);

    /// <summary>Forgets what is kept of a key. Nobody waits for it.</summary>
    void Forget(string key);

    /// <summary>How many keys are kept; over it the oldest go, so that nobody fills the disk with names.</summary>
    const int Most = 4096;
}

/// <summary>The attempts to log in that failed under one key.</summary>
/// <param name="Key">What they are counted under: <see cref="LoginKey.Name"/>.</param>
/// <param name="Attempts">How many.</param>
/// <param name="At">When the last one was.</param>
/// <param name="Wait">For how long after it the next one is refused.</param>
public readonly record struct FailedLogins(string Key, int Attempts, DateTimeOffset At, TimeSpan Wait);
