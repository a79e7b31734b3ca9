using Parley.Core.History;

namespace Parley.Core.Rooms;

/// <summary>What the owner of a room has laid down for its history.</summary>
/// <param name="SinceJoining">Whether members read only what was said since they came in. Null: as the server has it.</param>
/// <param name="Days">For how many days it is kept at most. 0: for as long as the server keeps it.</param>
/// <param name="Messages">How many messages are kept at most. 0: as many as the server keeps.</param>
public sealed record HistoryRules(bool? SinceJoining, int Days, int Messages)
{
    /// <summary>Nothing is laid down.</summary>
    public static HistoryRules None { get; } = new(null, 0, 0);

    /// <summary>How long it is kept by these rules.</summary>
    public Retention ToRetention() => new(TimeSpan.FromDays((double)Days), Messages);
}
