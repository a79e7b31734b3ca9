using System.Diagnostics;
using Parley.Load.Crowds;
using Parley.Load.Measures;
using Parley.Load.Wire;

namespace Parley.Load.Scenarios;

/// <summary>
/// Members of rooms send; every message is awaited at every other member of its room. A sender has at most so many messages on
/// their way that not all have received: so "as fast as it goes" measures what the server carries, not what its queues swallow.
/// </summary>
internal sealed class Talk
{
    private readonly Crowd _crowd;
    private readonly TalkPlan _plan;
    private readonly Sender[] _senders;
    private readonly Queue<Sender> _free;
    private readonly int[][] _expected;
    private readonly byte[] _lines;
    private readonly Histogram _latency = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _turns;
    private long _delivered;
    private long _completed;
    private long _misordered;
    private int _lost;
    private string? _lastWords;

    /// <param name="crowd">Everybody, already in the rooms.</param>
    /// <param name="plan">Who sends how much.</param>
    /// <param name="members">Room by room.</param>
    public Talk(Crowd crowd, TalkPlan plan, Connection[] members)
    {
        (_crowd, _plan) = (crowd, plan);
        // First the first sender of each room, then the second: whoever sends by turns spreads over the rooms.
        _senders = new Sender[plan.Rooms * plan.Senders];
        for (int i = 0; i < _senders.Length; i++)
            _senders[i] = new Sender(i, i / plan.Rooms, members[i % plan.Rooms * plan.Members + i / plan.Rooms], plan);
        _free = new Queue<Sender>(_senders);
        _expected = Array.ConvertAll(members, _ => new int[plan.Senders]);
        _lines = new byte[plan.Window * _senders.Max(sender => sender.LineBytes)];
        crowd.Arrived = OnArrived;
        crowd.Moved = OnLost;
    }

    /// <summary>Warms the server up, measures, and waits until everything has arrived.</summary>
    public TalkResult Run(ServerProcess server)
    {
        Speak(until: _plan.Warmup);

        _latency.Clear();
        (long delivered, long completed) = (_delivered, _completed);
        Interval interval = Interval.Start(server);
        Speak(until: _plan.Warmup + _plan.Seconds);
        Spent spent = interval.Stop();
        var result = new TalkResult(_plan.Scenario, spent, _completed - completed, _delivered - delivered, _latency);

        Drain();
        return result with
        {
            Undelivered = _senders.Sum(sender => sender.Missing),
            Misordered = _misordered,
            Lost = _lost,
            LastWords = _lastWords,
        };
    }

    private void Speak(double until)
    {
        for (double now; (now = Stopwatch.GetElapsedTime(_start).TotalSeconds) < until;)
        {
            if (_plan.Rate is double rate)
                SendByTurns(due: (long)(now * rate));
            else
                SendWhatFits();
            _crowd.Poll(milliseconds: 1);
        }
    }

    private void SendByTurns(long due)
    {
        for (; _turns < due; _turns++)
        {
            Sender sender = _senders[_turns % _senders.Length];
            Send(sender, Math.Min(sender.Room, 1));
        }
    }

    private void SendWhatFits()
    {
        while (_free.TryDequeue(out Sender? sender))
            Send(sender, sender.Room);
    }

    private void Send(Sender sender, int count)
    {
        int bytes = sender.LineBytes;
        for (int i = 0; i < count; i++)
            sender.WriteNext(_lines.AsSpan(i * bytes, bytes));
        if (count > 0 && sender.Connection.Stage != Stage.Closed)
            _crowd.Send(sender.Connection, _lines.AsSpan(0, count * bytes));
    }

    private void Drain()
    {
        long start = Stopwatch.GetTimestamp();
        while (_senders.Any(sender => sender.OnTheWay > 0) && Stopwatch.GetElapsedTime(start).TotalSeconds < _plan.Drain)
            _crowd.Poll(milliseconds: 10);
    }

    private void OnArrived(Connection at, in Payload payload, long now)
    {
        Sender sender = _senders[payload.Sender];
        ref int expected = ref _expected[at.Slot][sender.Place];
        if (payload.Number != expected)
            _misordered++;
        if (payload.Number < expected)
            return;

        expected = payload.Number + 1;
        _delivered++;
        _latency.Record(now - payload.SentAt);
        if (!sender.Arrived(payload.Number))
            return;
        _completed++;
        if (_plan.Rate is null)
            _free.Enqueue(sender);
    }

    private void OnLost(Connection connection)
    {
        _lost++;
        _lastWords ??= connection.LastWords;
    }
}
