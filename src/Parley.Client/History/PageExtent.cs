namespace Parley.Client.History;

/// <summary>How much of the history a page takes up, with what in it is no message.</summary>
internal sealed class PageExtent
{
    /// <summary>The id of the oldest thing in it; null: it is empty.</summary>
    public string? First { get; private set; }

    /// <summary>The id of the newest thing in it; null: it is empty.</summary>
    public string? Last { get; private set; }

    /// <summary>How many things are in it.</summary>
    public int Count { get; private set; }

    /// <summary>The next thing has come.</summary>
    public void Take(string id)
    {
        First ??= id;
        Last = id;
        Count++;
    }

    /// <summary>Another page begins.</summary>
    public void Clear() => (First, Last, Count) = (null, null, 0);
}
