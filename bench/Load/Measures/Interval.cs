using System.Diagnostics;

namespace Parley.Load.Measures;

/// <summary>What an interval took.</summary>
/// <param name="Seconds">On the clock.</param>
/// <param name="ServerCpu">The server's user and system time. Null: not known.</param>
/// <param name="GeneratorCpu">Our own: near <paramref name="Seconds"/>, it was we who were the bottleneck.</param>
/// <param name="Resident">The server's memory at the end, in bytes. Null: not known.</param>
internal sealed record Spent(double Seconds, TimeSpan? ServerCpu, TimeSpan GeneratorCpu, long? Resident);

/// <summary>Measures what passes from <see cref="Start"/> to <see cref="Stop"/>.</summary>
internal sealed class Interval
{
    private readonly ServerProcess _server;
    private readonly ServerProcess _self = new(Environment.ProcessId);
    private readonly long _start;
    private readonly TimeSpan? _serverBefore;
    private readonly TimeSpan? _selfBefore;

    private Interval(ServerProcess server)
    {
        (_server, _serverBefore, _selfBefore) = (server, server.Cpu, _self.Cpu);
        _start = Stopwatch.GetTimestamp();
    }

    public static Interval Start(ServerProcess server) => new(server);

    public Spent Stop() => new(
        Stopwatch.GetElapsedTime(_start).TotalSeconds,
        _server.Cpu - _serverBefore,
        (_self.Cpu - _selfBefore).GetValueOrDefault(),
        _server.Resident);
}
