using Parley.Server.Settings;

namespace Parley.Server.Sessions;

/// <summary>How fast a session may send commands: a bucket of <see cref="LimitOptions.CommandBurst"/> tokens that <see cref="LimitOptions.CommandRate"/> fills.</summary>
/// <remarks>Who sends faster is read more slowly; nothing is lost.</remarks>
internal sealed class Pace(LimitOptions limits, bool isLocal, TimeProvider time)
{
    private readonly bool _isFree = isLocal || limits.CommandRate == 0;
    private double _tokens = limits.CommandBurst;
    private long _filledAt = time.GetTimestamp();

    /// <summary>Takes what a command costs.</summary>
    /// <returns>How long to wait before it is run; zero: not at all.</returns>
    public TimeSpan Take(int cost)
    {
        if (_isFree)
            return TimeSpan.Zero;
        long now = time.GetTimestamp();
        double filled = time.GetElapsedTime(_filledAt, now).TotalSeconds * limits.CommandRate;
        _tokens = Math.Min(limits.CommandBurst, _tokens + filled) - cost;
        _filledAt = now;
        return _tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_tokens / limits.CommandRate);
    }
}
