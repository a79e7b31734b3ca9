using Parley.Load.Measures;

namespace Parley.Load.Scenarios;

/// <summary>What <see cref="Talk"/> found.</summary>
internal sealed record TalkResult : Result
{
    public TalkResult(string scenario, Spent spent, long messages, long deliveries, Histogram latency)
        : base(scenario)
    {
        Seconds = spent.Seconds;
        MessagesPerSecond = messages / spent.Seconds;
        DeliveriesPerSecond = deliveries / spent.Seconds;
        CpuMicrosPerDelivery = deliveries == 0 ? null : spent.ServerCpu?.TotalMicroseconds / deliveries;
        ServerCores = spent.ServerCpu?.TotalSeconds / spent.Seconds;
        GeneratorCores = spent.GeneratorCpu.TotalSeconds / spent.Seconds;
        ResidentBytes = spent.Resident;
        (P50, P99, P999) = (latency.Microseconds(0.5), latency.Microseconds(0.99), latency.Microseconds(0.999));
    }

    public double Seconds { get; }

    /// <summary>Messages that reached all members.</summary>
    public double MessagesPerSecond { get; }

    public double DeliveriesPerSecond { get; }

    public double? CpuMicrosPerDelivery { get; }

    public double? ServerCores { get; }

    public double GeneratorCores { get; }

    /// <summary>Microseconds from before the send to after the read.</summary>
    public double P50 { get; }

    public double P99 { get; }

    public double P999 { get; }

    public long? ResidentBytes { get; }

    /// <summary>Copies that had not arrived at the end.</summary>
    public long Undelivered { get; init; }

    /// <summary>Copies that came twice, or too early or late in their sender's order.</summary>
    public long Misordered { get; init; }

    /// <summary>Connections that the server closed.</summary>
    public int Lost { get; init; }

    /// <summary>What the server said to the first of them. Null: none was lost.</summary>
    public string? LastWords { get; init; }

    protected override bool Passed => Undelivered == 0 && Misordered == 0 && Lost == 0;

    protected override IEnumerable<(string, string?)> Rows =>
    [
        ("scenario", $"{Scenario}, {Seconds:0.0} s"),
        ("messages/s", $"{MessagesPerSecond:0}"),
        ("deliveries/s", $"{DeliveriesPerSecond:0}"),
        ("server CPU/delivery", CpuMicrosPerDelivery is double cpu ? $"{cpu:0.000} µs" : null),
        ("latency p50/p99/p99.9", $"{P50:0} / {P99:0} / {P999:0} µs"),
        ("server memory", ResidentBytes is long bytes ? $"{bytes / 1e6:0.0} MB" : null),
        ("server, cores", ServerCores is double cores ? $"{cores:0.00}" : null),
        ("generator, cores", $"{GeneratorCores:0.00}"),
        ("undelivered", $"{Undelivered}"),
        ("misordered or twice", $"{Misordered}"),
        ("lost connections", $"{Lost} {LastWords}"),
    ];
}
