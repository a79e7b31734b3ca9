namespace Parley.Core.History;

/// <summary>How long what was said is kept.</summary>
/// <param name="Age">For how long. Zero: for ever.</param>
/// <param name="Messages">So many of each conversation, the newest. 0: all.</param>
public sealed record Retention(TimeSpan Age, int Messages)
{
    /// <summary>Everything is kept.</summary>
    public static Retention ForEver { get; } = new(TimeSpan.Zero, 0);

    /// <summary>What holds when both do.</summary>
    public Retention And(Retention other)
        => new(
            Age == TimeSpan.Zero || (other.Age > TimeSpan.Zero && other.Age < Age) ? other.Age : Age,
            Messages == 0 || (other.Messages > 0 && other.Messages < Messages) ? other.Messages : Messages);

    /// <summary>Everything before this moment is too old.</summary>
    public DateTimeOffset OldestAt(DateTimeOffset now) => Age == TimeSpan.Zero ? DateTimeOffset.MinValue : now - Age;
}
