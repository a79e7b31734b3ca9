using Parley.Core.History;
using Parley.Core.Messages;

namespace Parley.Core.Search;

/// <summary>A search that reads all that was said. For a history that is small, as one in memory is.</summary>
/// <param name="history">What was said.</param>
/// <remarks>Its order is that of times to the millisecond, and within one that of msgids.</remarks>
public sealed class ScanningSearch(IHistory history) : IMessageSearch
{
    // Who writes to a conversation waits while so many items are read.
    private const int Slice = 256;

    /// <inheritdoc/>
    public ValueTask<SearchPage> FindAsync(SearchQuery query, SearchScope scope, CancellationToken stop = default)
        => new(Task.Run(() => ScanAsync(query, scope, stop), stop));

    private async Task<SearchPage> ScanAsync(SearchQuery query, SearchScope scope, CancellationToken stop)
    {
        var found = new List<Message>();
        foreach (SearchedRoom room in scope.Rooms)
            foreach (Message message in await ScanAsync(history.OfRoom(room.Name), query, room.Since, stop))
                found.Add(message.Target == room.Name ? message : message with { Target = room.Name });
        if (scope.Reader is { } reader)
            foreach (Correspondence with in await history.OfPartyAsync(reader))
                if (scope.With is null || scope.With == with.With.Party)
                    found.AddRange(await ScanAsync(with.Conversation, query, null, stop));
        IEnumerable<Message> inOrder = found.OrderBy(Place);
        IEnumerable<Message> page = query.OldestFirst ? inOrder.Take(query.Limit) : inOrder.TakeLast(query.Limit);
        return new SearchPage([.. page], IsEnd: found.Count <= query.Limit);
    }

    // More than the limit, so that it is known whether there are more; and of the last moment all, which are put in order afterwards.
    private static async ValueTask<List<Message>> ScanAsync(IConversation conversation, SearchQuery query, DateTimeOffset? since, CancellationToken stop)
    {
        var found = new List<Message>();
        DateTimeOffset from = Later(query.Since, since) ?? DateTimeOffset.MinValue;
        DateTimeOffset until = query.Until ?? DateTimeOffset.MaxValue;
        HistoryPoint next = query.OldestFirst ? BeforeTime(from) : HistoryPoint.Of(until);
        HistoryWindow window = query.OldestFirst ? HistoryWindow.After : HistoryWindow.Before;
        bool isEnd = false;
        while (!isEnd)
        {
            stop.ThrowIfCancellationRequested();
            HistoryPage page = await conversation.ReadAsync(new(window, next, null, Slice, HistoryContent.Messages));
            IEnumerable<Message> messages = page.Items.OfType<Message>();
            foreach (Message message in query.OldestFirst ? messages : messages.Reverse())
                if (found.Count > query.Limit && Milliseconds(message.At) != Milliseconds(found[^1].At))
                    return found;
                else if (IsBetween(message, from, until) && IsBefore(message, query.BeforeId) && query.Matches(message))
                    found.Add(message);
            isEnd = page.IsEnd || page.Items.Count == 0 || !IsBetween(page.Items[query.OldestFirst ? ^1 : 0], from, until);
            if (!isEnd)
                next = HistoryPoint.Of(page.Items[query.OldestFirst ? ^1 : 0].Id);
        }
        return found;
    }

    private static bool IsBetween(HistoryItem item, DateTimeOffset from, DateTimeOffset until)
        => Milliseconds(item.At) >= Milliseconds(from) && Milliseconds(item.At) < Milliseconds(until);

    private static bool IsBefore(Message message, Guid? id)
        => id is not { } other || Place(message).CompareTo((Milliseconds(MessageId.TimeOf(other)), other)) < 0;

    private static (long, Guid) Place(Message message) => (Milliseconds(message.At), message.Id);

    private static HistoryPoint BeforeTime(DateTimeOffset at)
        => HistoryPoint.Of(at == DateTimeOffset.MinValue ? at : at - TimeSpan.FromMilliseconds(1));

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;

    private static long Milliseconds(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerMillisecond;
}
