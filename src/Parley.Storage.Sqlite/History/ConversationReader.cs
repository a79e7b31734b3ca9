using Dapper;
using Microsoft.Data.Sqlite;
using Parley.Core.History;

namespace Parley.Storage.Sqlite.History;

/// <summary>Reads one conversation.</summary>
/// <param name="connection">Where.</param>
/// <param name="conversation">Its number.</param>
/// <param name="fresh">What is newer than what is read there.</param>
/// <param name="oldest">What is older is not shown, in milliseconds since 1970.</param>
internal readonly struct ConversationReader(SqliteConnection connection, long conversation, Fresh fresh, long oldest = long.MinValue)
{
    // After all that have a place.
    private const long FirstFresh = long.MaxValue / 2;

    // Redactions do not count when items are counted; so many for each item are more than anybody sees.
    private const int RedactionsPerItem = 10;

    private static readonly HistoryContent[] Contents = [HistoryContent.None, HistoryContent.Messages, HistoryContent.Redactions, HistoryContent.Events];

    /// <summary>Where an item is.</summary>
    public sealed record Found(long Seq, long At, long Content);

    /// <summary>Reads a part.</summary>
    public HistoryPage Read(HistoryQuery query)
    {
        int? isForgotten = connection.QuerySingleOrDefault<int?>("SELECT is_forgotten FROM conversation WHERE id = @conversation", new { conversation });
        if (isForgotten is 1 || (isForgotten is null && fresh.Items.Length == 0))
            return new HistoryPage([], IsEnd: true);
        (Place Before, Place After) first = query.First is { } one ? PlaceOf(one) : (Place.Start, Place.Start);
        (Place Before, Place After) second = query.Second is { } two ? PlaceOf(two) : first;
        return query.Window switch
        {
            HistoryWindow.Latest => Newest(first.After, Place.End, query),
            HistoryWindow.Before => Newest(Place.Start, first.Before, query),
            HistoryWindow.After => Oldest(first.After, Place.End, query),
            HistoryWindow.Between when first.Before.CompareTo(second.Before) <= 0 => Oldest(first.After, second.Before, query),
            HistoryWindow.Between => Newest(second.After, first.Before, query),
            _ => Around(first.Before, query),
        };
    }

    /// <summary>The item of that msgid. Null: it is not kept, or was taken back.</summary>
    public HistoryItem? Find(Guid id)
    {
        if (Array.Find(fresh.Items, item => item.Id == id) is { } item)
            return item.At.ToUnixTimeMilliseconds() < oldest ? null : item;
        if (SeqOf(id) is not { } found || found.Content == (int)HistoryContent.None || found.At < oldest)
            return null;
        return ItemRow.ReadFirst(connection, "seq = $seq", ("$seq", found.Seq));
    }

    /// <summary>The first message sent under that mark, or its place if it was taken back. Null: none is kept.</summary>
    public HistoryItem? FindSent(SentMark mark)
        => ItemRow.ReadFirst(connection, "mark = $mark AND conversation = $conversation ORDER BY seq", ("$mark", ItemRow.ToText(mark)), ("$conversation", conversation));

    /// <summary>Whether there is an item of that msgid, or was.</summary>
    public bool Has(Guid id) => FreshPlaceOf(id) is not null || SeqOf(id) is not null;

    /// <summary>Where the database has the item of that msgid. Null: it is not there.</summary>
    public Found? SeqOf(Guid id)
    {
        // Ids hold their time to the millisecond.
        foreach (HistoryContent content in Contents)
        {
            var found = connection.QueryFirstOrDefault<Found>(
                "SELECT p.seq, p.at, p.content FROM place p JOIN item i ON i.seq = p.seq WHERE p.conversation = @conversation AND p.content = @content AND p.at = @at AND i.id = @id",
                new { conversation, content = (int)content, at = HistoryPoint.Of(id).At.ToUnixTimeMilliseconds(), id = id.ToByteArray(bigEndian: true) });
            if (found is not null)
                return found;
        }
        return null;
    }

    // The place just before the point, and the place just after it.
    private (Place Before, Place After) PlaceOf(HistoryPoint point)
    {
        if (point.Id is { } id && (FreshPlaceOf(id) ?? (SeqOf(id) is { } found ? new Place(found.At, found.Seq) : null)) is { } place)
            return (place, place with { Seq = place.Seq + 1 });
        long at = point.At.ToUnixTimeMilliseconds();
        var before = new Place(at, 0);
        return (before, point.Id is null ? new Place(at + 1, 0) : before);
    }

    private Place? FreshPlaceOf(Guid id)
        => Array.FindIndex(fresh.Items, item => item.Id == id) is >= 0 and var i ? FreshPlace(i) : null;

    private Place FreshPlace(int i) => new(fresh.Items[i].At.ToUnixTimeMilliseconds(), FirstFresh + i);

    private HistoryPage Oldest(Place from, Place to, HistoryQuery query) => Cut(Read(from, to, query, "ASC"), query);

    private HistoryPage Newest(Place from, Place to, HistoryQuery query)
    {
        HistoryPage page = Cut(Read(from, to, query, "DESC"), query);
        return page with { Items = [.. page.Items.Reverse()] };
    }

    private HistoryPage Around(Place place, HistoryQuery query)
    {
        int half = query.Limit / 2;
        HistoryPage before = Newest(Place.Start, place, query with { Limit = half });
        HistoryPage after = Oldest(place, Place.End, query with { Limit = query.Limit - half });
        // Where one side has less than its half, the other fills the page.
        if (before.IsEnd)
            after = Oldest(place, Place.End, query);
        else if (after.IsEnd)
            before = Newest(Place.Start, place, query);
        return HistoryPage.Around(before, after, query.Limit);
    }

    // Each content in its order, one more than is wanted; together they hold what is wanted of all.
    private List<(Place Place, HistoryItem Item)> Read(Place from, Place to, HistoryQuery query, string order)
    {
        var items = new List<(Place Place, HistoryItem Item)>();
        if (from.At < oldest)
            from = new Place(oldest, 0);
        foreach (HistoryContent content in Contents)
            if ((query.Content & content) != 0)
                Read(from, to, content, content == HistoryContent.Redactions ? (query.Limit + 1) * RedactionsPerItem : query.Limit + 1, order, items);
        AddFresh(from, to, query.Content, items);
        items.Sort((one, other) => one.Place.CompareTo(other.Place));
        if (order == "DESC")
            items.Reverse();
        return items;
    }

    private void AddFresh(Place from, Place to, HistoryContent content, List<(Place Place, HistoryItem Item)> items)
    {
        for (int i = 0; i < fresh.Items.Length; i++)
            if ((fresh.Items[i].Content & content) != 0 && FreshPlace(i) is var place && place.CompareTo(from) >= 0 && place.CompareTo(to) < 0)
                items.Add((place, fresh.Items[i]));
    }

    private void Read(Place from, Place to, HistoryContent content, int limit, string order, List<(Place, HistoryItem)> items)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT {ItemRow.Columns}, p.seq FROM place p JOIN item i ON i.seq = p.seq
            WHERE p.conversation = $conversation AND p.content = $content AND (p.at, p.seq) >= ($fromAt, $fromSeq) AND (p.at, p.seq) < ($toAt, $toSeq) AND p.seq <= $last
            ORDER BY p.at {order}, p.seq {order} LIMIT $limit
            """;
        command.Parameters.AddWithValue("$conversation", conversation);
        command.Parameters.AddWithValue("$content", (int)content);
        command.Parameters.AddWithValue("$fromAt", from.At);
        command.Parameters.AddWithValue("$fromSeq", from.Seq);
        command.Parameters.AddWithValue("$toAt", to.At);
        command.Parameters.AddWithValue("$toSeq", to.Seq);
        command.Parameters.AddWithValue("$last", fresh.Seq);
        command.Parameters.AddWithValue("$limit", limit);
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
            items.Add((new Place(row.GetInt64(1), row.GetInt64(13)), ItemRow.Read(row)));
    }

    private static HistoryPage Cut(List<(Place Place, HistoryItem Item)> found, HistoryQuery query)
    {
        var items = new List<HistoryItem>();
        int left = query.Limit;
        foreach ((_, HistoryItem item) in found)
        {
            if (left == 0)
                return new HistoryPage(items, IsEnd: false);
            // https://ircv3.net/specs/extensions/message-redaction#chat-history: not counted.
            if (item.Content != HistoryContent.Redactions)
                left--;
            items.Add(item);
        }
        return new HistoryPage(items, IsEnd: true);
    }

    // By time to the millisecond, then by the order in which the server took it. A place that no item has is between those about it.
    private readonly record struct Place(long At, long Seq) : IComparable<Place>
    {
        public static Place Start => new(long.MinValue, 0);

        public static Place End => new(long.MaxValue, 0);

        public int CompareTo(Place other) => (At, Seq).CompareTo((other.At, other.Seq));
    }
}
