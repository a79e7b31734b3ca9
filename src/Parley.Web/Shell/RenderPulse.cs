namespace Parley.Web.Shell;

/// <summary>Draws at most once in 50 ms, however often it is asked to: the first time at once, the last time always.</summary>
internal sealed class RenderPulse : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long? _drawn;
    private bool _due;

    /// <param name="time">The clock.</param>
    /// <param name="draw">Draws everything.</param>
    public RenderPulse(TimeProvider time, Action draw)
    {
        _time = time;
        _timer = time.CreateTimer(_ => Beat(draw), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Asks for drawing.</summary>
    public void Request()
    {
        if (_due)
            return;
        _due = true;
        TimeSpan since = _drawn is { } drawn ? _time.GetElapsedTime(drawn) : Interval;
        _timer.Change(since < Interval ? Interval - since : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>It is drawn now, for whatever reason: what was asked for until now need not be drawn again.</summary>
    public void Drawn()
    {
        _due = false;
        _drawn = _time.GetTimestamp();
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Beat(Action draw)
    {
        if (!_due)
            return;
        _due = false;
        _drawn = _time.GetTimestamp();
        draw();
    }
}
