using System.Collections;
using System.Collections.Specialized;

namespace Parley.Client.Rooms;

/// <summary>Who is in a room, by rank and then by name.</summary>
/// <remarks>Changes only while <see cref="ChatClient.Sync"/> is held; hold it too to read from another thread.</remarks>
public sealed class MemberList : IReadOnlyList<Member>, INotifyCollectionChanged
{
    private readonly List<Member> _sorted = [];
    private readonly Dictionary<string, Member> _byKey = [];

    internal MemberList()
    {
    }

    /// <inheritdoc/>
    public event NotifyCollectionChangedEventHandler? CollectionChanged;

    /// <inheritdoc/>
    public int Count => _sorted.Count;

    /// <inheritdoc/>
    public Member this[int index] => _sorted[index];

    /// <inheritdoc/>
    public IEnumerator<Member> GetEnumerator() => _sorted.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The member whose folded name is that key, or null.</summary>
    internal Member? Find(string key) => _byKey.GetValueOrDefault(key);

    internal void Add(Member member)
    {
        Remove(member.Key);
        _byKey.Add(member.Key, member);
        int index = ~_sorted.BinarySearch(member, Order.Instance);
        _sorted.Insert(index, member);
        CollectionChanged?.Invoke(this, new(NotifyCollectionChangedAction.Add, member, index));
    }

    internal bool Remove(string key)
    {
        if (!_byKey.Remove(key, out Member? member))
            return false;
        int index = _sorted.BinarySearch(member, Order.Instance);
        _sorted.RemoveAt(index);
        CollectionChanged?.Invoke(this, new(NotifyCollectionChangedAction.Remove, member, index));
        return true;
    }

    /// <summary>Changes what a member's place depends on: the key or the rank.</summary>
    internal void Update(Member member, Action<Member> change)
    {
        Remove(member.Key);
        change(member);
        Add(member);
    }

    internal void Replace(IEnumerable<Member> members)
    {
        _byKey.Clear();
        _sorted.Clear();
        foreach (Member member in members)
            if (_byKey.TryAdd(member.Key, member))
                _sorted.Add(member);
        _sorted.Sort(Order.Instance);
        CollectionChanged?.Invoke(this, new(NotifyCollectionChangedAction.Reset));
    }

    private sealed class Order : IComparer<Member>
    {
        public static Order Instance { get; } = new();

        public int Compare(Member? left, Member? right)
        {
            int byRank = left!.Rank.CompareTo(right!.Rank);
            return byRank != 0 ? byRank : string.CompareOrdinal(left.Key, right.Key);
        }
    }
}
