namespace Parley.Load.Scenarios;

/// <summary>A scenario in which people talk.</summary>
internal sealed record TalkPlan
{
    public required string Scenario { get; init; }

    public required int Rooms { get; init; }

    /// <summary>Of each room; at least two.</summary>
    public required int Members { get; init; }

    /// <summary>Of each room: its first so many members.</summary>
    public required int Senders { get; init; }

    /// <summary>Messages a second, all senders together. Null: as fast as it goes.</summary>
    public double? Rate { get; init; }

    /// <summary>How many messages of one sender may be on their way. A paced sender skips its turn when so many are.</summary>
    public required int Window { get; init; }

    /// <summary>Length of each message's text.</summary>
    public required int TextBytes { get; init; }

    /// <summary>Seconds that are not measured, for the server to compile and to grow its buffers.</summary>
    public required double Warmup { get; init; }

    /// <summary>Seconds that are measured.</summary>
    public required double Seconds { get; init; }

    /// <summary>Seconds in which what is still on its way must arrive.</summary>
    public required double Drain { get; init; }
}
