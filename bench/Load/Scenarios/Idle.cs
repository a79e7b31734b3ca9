using System.Diagnostics;
using Parley.Load.Crowds;
using Parley.Load.Measures;
using Parley.Load.Wire;

namespace Parley.Load.Scenarios;

/// <summary>People who are in rooms of ten and say nothing: what they cost.</summary>
internal static class Idle
{
    public const int RoomSize = 10;

    public static IdleResult Run(Crowd crowd, int rooms, double seconds, ServerProcess server)
    {
        int lost = 0;
        long? before = server.Resident;
        long start = Stopwatch.GetTimestamp();
        Connection[] members = Gathering.Gather(crowd, rooms, RoomSize);
        double gathered = Stopwatch.GetElapsedTime(start).TotalSeconds;

        crowd.Moved = _ => lost++;
        Interval interval = Interval.Start(server);
        long idleSince = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(idleSince).TotalSeconds < seconds)
            crowd.Poll(milliseconds: 100);
        Spent spent = interval.Stop();

        return new IdleResult(
            members.Length,
            members.Length / gathered,
            (spent.Resident - before) / members.Length,
            spent.ServerCpu?.TotalSeconds / spent.Seconds,
            spent.Resident,
            lost);
    }
}

/// <summary>What <see cref="Idle"/> found.</summary>
/// <param name="Connections">How many there were.</param>
/// <param name="JoinsPerSecond">How fast they came.</param>
/// <param name="BytesPerConnection">Growth of resident memory from before the first, shared among all. Null: not known.</param>
/// <param name="ServerCores">While nobody spoke. Null: not known.</param>
/// <param name="ResidentBytes">At the end. Null: not known.</param>
/// <param name="Lost">Connections that the server closed.</param>
internal sealed record IdleResult(
    int Connections, double JoinsPerSecond, double? BytesPerConnection, double? ServerCores, long? ResidentBytes, int Lost)
    : Result("idle")
{
    protected override bool Passed => Lost == 0;

    protected override IEnumerable<(string, string?)> Rows =>
    [
        ("scenario", $"{Scenario}, {Connections} connections"),
        ("joins/s", $"{JoinsPerSecond:0}"),
        ("memory/connection", BytesPerConnection is double bytes ? $"{bytes / 1e3:0.0} kB" : null),
        ("server memory", ResidentBytes is long all ? $"{all / 1e6:0.0} MB" : null),
        ("server CPU while idle", ServerCores is double cores ? $"{cores * 100:0.00} % of a core" : null),
        ("lost connections", $"{Lost}"),
    ];
}
