namespace Parley.Server;

/// <summary>The system's clock, but never earlier than before: histories are in the order of their times, and clients ask for what is later than what they have.</summary>
/// <remarks>While the system's clock is behind, this one stands. Over <see cref="MostBack"/> it goes back with it: it was wrong before, and
/// times of another day help nobody.</remarks>
/// <param name="clock">The system's.</param>
/// <param name="latest">The latest time that was given to anything before the server started.</param>
internal sealed class SteadyClock(TimeProvider clock, DateTimeOffset latest) : TimeProvider
{
    /// <summary>So far back the system's clock may go without being followed.</summary>
    public static readonly TimeSpan MostBack = TimeSpan.FromDays(1);

    // Not each message writes what all threads read.
    private const long Step = TimeSpan.TicksPerMillisecond;

    private long _latest = latest.UtcTicks;

    /// <inheritdoc/>
    public override long TimestampFrequency => clock.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    /// <summary>How long it will stand.</summary>
    public TimeSpan Behind => GetUtcNow() - clock.GetUtcNow();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        DateTimeOffset now = clock.GetUtcNow();
        long ahead = now.UtcTicks - Volatile.Read(ref _latest);
        if (ahead >= Step || ahead < -MostBack.Ticks)
            Volatile.Write(ref _latest, now.UtcTicks);
        return ahead >= 0 || ahead < -MostBack.Ticks ? now : now.AddTicks(-ahead);
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => clock.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => clock.CreateTimer(callback, state, dueTime, period);
}
