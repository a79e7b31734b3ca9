using Parley.Core.Messages;

namespace Parley.Core.History;

/// <summary>Which part of a conversation is meant.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/chathistory#subcommands.</remarks>
public enum HistoryWindow
{
    /// <summary>The newest, of those after the point if there is one.</summary>
    Latest,

    /// <summary>The newest of those before the point.</summary>
    Before,

    /// <summary>The oldest of those after the point.</summary>
    After,

    /// <summary>What lies about the point, itself included.</summary>
    Around,

    /// <summary>Those between two points, counted from the first on, which may be the later one.</summary>
    Between,
}

/// <summary>A place in a conversation: an item, or a moment.</summary>
/// <param name="Id">The item's msgid. Null: a moment is meant.</param>
/// <param name="At">The moment. Moments are compared to the millisecond, which is all that clients are told.</param>
public readonly record struct HistoryPoint(Guid? Id, DateTimeOffset At)
{
    /// <summary>The place of an item. When it is not kept any more, it is where it would be by the time in its id.</summary>
    public static HistoryPoint Of(Guid id) => new(id, MessageId.TimeOf(id));

    /// <summary>A moment.</summary>
    public static HistoryPoint Of(DateTimeOffset at) => new(null, at);
}

/// <summary>What somebody wants to read. The points themselves are never part of the answer, except of <see cref="HistoryWindow.Around"/>.</summary>
/// <param name="Window">Which part.</param>
/// <param name="First">From where. Null with <see cref="HistoryWindow.Latest"/> only: no bound.</param>
/// <param name="Second">To where, with <see cref="HistoryWindow.Between"/> only.</param>
/// <param name="Limit">The most items.</param>
/// <param name="Content">Items of which kinds.</param>
public readonly record struct HistoryQuery(HistoryWindow Window, HistoryPoint? First, HistoryPoint? Second, int Limit, HistoryContent Content);

/// <summary>What was found, oldest first.</summary>
/// <param name="Items">The items.</param>
/// <param name="IsEnd">Whether there is nothing more in the direction in which the query counts.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryItem> Items, bool IsEnd)
{
    /// <summary>What lies about a point: as much before it as after it, as far as there is.</summary>
    /// <param name="before">The newest before the point.</param>
    /// <param name="after">The oldest from the point on.</param>
    /// <param name="limit">The most items.</param>
    public static HistoryPage Around(HistoryPage before, HistoryPage after, int limit)
    {
        int late = Math.Min(after.Items.Count, Math.Max(limit - (limit / 2), limit - before.Items.Count));
        int early = Math.Min(before.Items.Count, limit - late);
        bool isAll = before.IsEnd && after.IsEnd && early == before.Items.Count && late == after.Items.Count;
        return new HistoryPage([.. before.Items.TakeLast(early), .. after.Items.Take(late)], isAll);
    }
}
