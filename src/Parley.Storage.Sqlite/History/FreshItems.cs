using Parley.Core.History;

namespace Parley.Storage.Sqlite.History;

/// <summary>The newest items of a conversation, which have no place in the database yet: a reader finds them here, and need not wait for the disk.</summary>
internal sealed class FreshItems
{
    // What was put into its place since is let go when the list has grown to this.
    private const int Least = 16;

    private readonly List<(long Number, HistoryItem Item)> _items = [];
    private int _next;

    /// <summary>Adds the newest.</summary>
    /// <param name="number">The writer's number of it.</param>
    /// <param name="item">The item.</param>
    /// <param name="placed">What has its place, up to that number.</param>
    /// <param name="most">So many at most have none.</param>
    /// <returns>False: they are too many, and all are let go; a reader must wait for their places.</returns>
    public bool TryAdd(long number, HistoryItem item, long placed, int most)
    {
        if (_items.Count >= _next)
        {
            LetGo(placed);
            bool isTooMany = _items.Count >= most;
            if (isTooMany)
                _items.Clear();
            _next = Math.Min(Math.Max(Least, 2 * _items.Count), most);
            if (isTooMany)
                return false;
        }
        _items.Add((number, item));
        return true;
    }

    /// <summary>Those that have no place, oldest first.</summary>
    public Fresh Since(Placed placed)
    {
        LetGo(placed.Number);
        return new Fresh(_items.Count == 0 ? [] : [.. _items.Select(one => one.Item)], placed.Seq);
    }

    private void LetGo(long placed)
    {
        int count = 0;
        while (count < _items.Count && _items[count].Number <= placed)
            count++;
        _items.RemoveRange(0, count);
    }
}

/// <summary>What has its place in the database.</summary>
/// <param name="Number">Up to which number of the writer.</param>
/// <param name="Seq">Up to which row.</param>
internal readonly record struct Placed(long Number, long Seq);

/// <summary>What a reader takes from memory, and where the database begins.</summary>
/// <param name="Items">The items, oldest first.</param>
/// <param name="Seq">All rows up to this one are older, and all after it are among the items.</param>
internal readonly record struct Fresh(HistoryItem[] Items, long Seq)
{
    /// <summary>The database has all.</summary>
    public static Fresh None { get; } = new([], long.MaxValue);
}
