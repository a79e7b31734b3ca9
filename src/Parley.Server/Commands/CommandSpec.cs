namespace Parley.Server.Commands;

/// <summary>Who may use a command.</summary>
internal enum Access
{
    /// <summary>Also before registration.</summary>
    Anyone,

    /// <summary>Only after registration; else 451.</summary>
    Registered,

    /// <summary>Only before registration; else 462.</summary>
    Unregistered,

    /// <summary>Only operators of the server; else 481.</summary>
    Operator,
}

/// <summary>A row of the command table: what <see cref="CommandRunner"/> sees to before the verb's own code runs.</summary>
/// <param name="Verb">In capitals.</param>
/// <param name="MinParams">With fewer parameters: 461.</param>
/// <param name="Access">Who may use it.</param>
/// <param name="RunAsync">The verb.</param>
/// <param name="Cost">What it takes from the session's pace. 0: free, as leaving is.</param>
internal sealed record CommandSpec(string Verb, int MinParams, Access Access, Func<CommandContext, ValueTask> RunAsync, int Cost = 1)
{
    /// <summary>The most rows that there may be.</summary>
    public const int MaxCount = 256;

    private static int _count;

    /// <summary>Its number among all rows, from 0 on, by which <see cref="CommandUses"/> counts.</summary>
    public int Index { get; } = Interlocked.Increment(ref _count) - 1;
}
