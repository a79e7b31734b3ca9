namespace Parley.Server.Commands;

/// <summary>How often each command was used since the process began.</summary>
/// <remarks>Each thread counts for itself: a number that all of them write would go back and forth between their processors with each message.</remarks>
internal static class CommandUses
{
    private static readonly ThreadLocal<long[]> Counts = new(() => new long[CommandSpec.MaxCount], trackAllValues: true);

    /// <summary>The command is used once more.</summary>
    public static void Count(CommandSpec spec) => Counts.Value![spec.Index]++;

    /// <summary>How often it was used.</summary>
    public static long Of(CommandSpec spec) => Counts.Values.Sum(counts => counts[spec.Index]);
}
