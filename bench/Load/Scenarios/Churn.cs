using System.Diagnostics;
using Parley.Load.Crowds;
using Parley.Load.Measures;
using Parley.Load.Wire;

namespace Parley.Load.Scenarios;

/// <summary>People who connect, register, join a room, quit, wait for the server to close, and come again, as fast as it goes.</summary>
internal sealed class Churn
{
    private readonly Crowd _crowd;
    private readonly int _people;
    private readonly long[] _came;
    private readonly bool[] _wantsToLeave;
    private readonly Queue<Connection> _moved = [];
    private readonly Histogram _stay = new();
    private long _rounds;
    private int _refused;
    private string? _lastWords;

    public Churn(Crowd crowd, int people)
    {
        (_crowd, _people) = (crowd, people);
        _came = new long[people];
        _wantsToLeave = new bool[people];
        crowd.Moved = _moved.Enqueue;
    }

    public ChurnResult Run(double warmup, double seconds, ServerProcess server)
    {
        for (int slot = 0; slot < _people; slot++)
            Come(slot);
        Turn(warmup);

        _stay.Clear();
        long before = _rounds;
        Interval interval = Interval.Start(server);
        Turn(seconds);
        Spent spent = interval.Stop();

        long rounds = _rounds - before;
        return new ChurnResult(
            _people,
            rounds / spent.Seconds,
            spent.ServerCpu?.TotalMicroseconds / Math.Max(rounds, 1),
            _stay.Microseconds(0.5),
            _stay.Microseconds(0.99),
            spent.GeneratorCpu.TotalSeconds / spent.Seconds,
            spent.Resident,
            _refused,
            _lastWords);
    }

    private void Turn(double seconds)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            _crowd.Poll(milliseconds: 10);
            while (_moved.TryDequeue(out Connection? connection))
                Move(connection);
        }
    }

    private void Move(Connection connection)
    {
        int slot = connection.Slot;
        if (connection.Stage == Stage.Joined)
        {
            _wantsToLeave[slot] = true;
            _crowd.Send(connection, "QUIT :bye\r\n"u8);
        }
        else if (connection.Stage == Stage.Closed)
        {
            if (_wantsToLeave[slot])
                Left(slot);
            else
                (_refused, _lastWords) = (_refused + 1, _lastWords ?? connection.LastWords);
            Come(slot);
        }
    }

    private void Left(int slot)
    {
        _rounds++;
        _stay.Record(Stopwatch.GetTimestamp() - _came[slot]);
    }

    private void Come(int slot)
    {
        _came[slot] = Stopwatch.GetTimestamp();
        _wantsToLeave[slot] = false;
        _crowd.Connect(slot, _crowd.RoomName(slot / Idle.RoomSize));
    }
}

/// <summary>What <see cref="Churn"/> found.</summary>
/// <param name="People">At a time.</param>
/// <param name="RoundsPerSecond">Complete stays, from connecting to being closed by the server.</param>
/// <param name="CpuMicrosPerRound">Null: not known.</param>
/// <param name="P50">Microseconds of a stay.</param>
/// <param name="P99">Microseconds of a stay.</param>
/// <param name="GeneratorCores">Near 1, it was the generator that was the bottleneck.</param>
/// <param name="ResidentBytes">At the end. Null: not known.</param>
/// <param name="Refused">Stays that the server ended.</param>
/// <param name="LastWords">What it said to the first of them. Null: none.</param>
internal sealed record ChurnResult(
    int People, double RoundsPerSecond, double? CpuMicrosPerRound, double P50, double P99,
    double GeneratorCores, long? ResidentBytes, int Refused, string? LastWords)
    : Result("churn")
{
    protected override bool Passed => Refused == 0 && RoundsPerSecond > 0;

    protected override IEnumerable<(string, string?)> Rows =>
    [
        ("scenario", $"{Scenario}, {People} at a time"),
        ("stays/s", $"{RoundsPerSecond:0}"),
        ("server CPU/stay", CpuMicrosPerRound is double cpu ? $"{cpu:0} µs" : null),
        ("stay p50/p99", $"{P50:0} / {P99:0} µs"),
        ("server memory", ResidentBytes is long bytes ? $"{bytes / 1e6:0.0} MB" : null),
        ("generator, cores", $"{GeneratorCores:0.00}"),
        ("refused", $"{Refused} {LastWords}"),
    ];
}
