using System.Collections.Concurrent;

namespace Parley.Server.Push;

/// <summary>How each endpoint has done lately: one that fails is left alone, longer each time, and after a week of failing it is given up.</summary>
/// <param name="time">The clock.</param>
internal sealed class PushBackoff(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(15), Longest = TimeSpan.FromHours(1), GivenUpAfter = TimeSpan.FromDays(7);

    private readonly ConcurrentDictionary<string, Failing> _failing = new(StringComparer.Ordinal);

    /// <summary>How long it is to be left alone.</summary>
    public TimeSpan WaitFor(string endpoint)
        => _failing.TryGetValue(endpoint, out Failing? failing) && failing.Until - time.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero;

    /// <summary>It works, or is forgotten.</summary>
    public void Works(string endpoint) => _failing.TryRemove(endpoint, out _);

    /// <summary>It has failed once more; false when that is enough.</summary>
    /// <param name="endpoint">Which.</param>
    /// <param name="asked">How long it wants to be left alone. Null: it has not said.</param>
    public bool Fails(string endpoint, TimeSpan? asked)
    {
        DateTimeOffset now = time.GetUtcNow();
        Failing before = _failing.GetValueOrDefault(endpoint) ?? new Failing(0, now, now);
        TimeSpan wait = asked is { } long_ && long_ > TimeSpan.Zero ? long_ : First * Math.Pow(2, Math.Min(before.Times, 10));
        _failing[endpoint] = new Failing(before.Times + 1, before.Since, now + (wait < Longest ? wait : Longest));
        return now - before.Since < GivenUpAfter;
    }

    private sealed record Failing(int Times, DateTimeOffset Since, DateTimeOffset Until);
}
