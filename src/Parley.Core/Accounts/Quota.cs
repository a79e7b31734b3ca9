namespace Parley.Core.Accounts;

/// <summary>How often something may be done under one key in an hour.</summary>
/// <param name="perHour">0: no limit.</param>
/// <param name="time">The clock.</param>
/// <remarks>Thread-safe.</remarks>
public sealed class Quota(int perHour, TimeProvider time)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _taken = [];
    private long _since = time.GetTimestamp();

    /// <summary>Takes one; false when none is left until the hour is over.</summary>
    public bool TryTake(string key)
    {
        lock (_lock)
        {
            // All hours begin together, so that keys that come once and never again are not kept.
            if (time.GetElapsedTime(_since) >= Hour)
            {
                _taken.Clear();
                _since = time.GetTimestamp();
            }
            int taken = _taken.GetValueOrDefault(key);
            if (perHour > 0 && taken >= perHour)
                return false;
            _taken[key] = taken + 1;
            return true;
        }
    }
}
