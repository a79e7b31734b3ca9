using Parley.Client;
using Parley.Client.Rooms;

namespace Parley.Web.Members;

/// <summary>A row of the list of members: the heading of those of a rank, or a member.</summary>
/// <param name="Level">The rank: see <see cref="RoomPowers.Level"/>.</param>
/// <param name="Count">How many have it.</param>
/// <param name="Member">The member; null: it is a heading.</param>
public readonly record struct MemberRow(int Level, int Count, Member? Member);

/// <summary>The rows of the list of members. Ten thousand of them cost nothing until they are seen: the members stand in the order of ranks already.</summary>
public sealed class MemberRows
{
    private readonly IReadOnlyList<Member> _members;
    private readonly List<(int Level, int Start, int Count)> _groups = [];

    /// <param name="features">What the ranks are.</param>
    /// <param name="members">By rank and then by name.</param>
    /// <param name="filter">A part of the name, the real name or the account; empty: everybody.</param>
    public MemberRows(ServerFeatures features, IReadOnlyList<Member> members, string filter)
    {
        _members = filter.Length == 0 ? members : [.. members.Where(member => Fits(member, filter))];
        for (int start = 0; start < _members.Count;)
        {
            int level = RoomPowers.LevelOf(features, _members[start].Prefix), end = End(features, start, level);
            _groups.Add((level, start, end - start));
            start = end;
        }
    }

    /// <summary>How many rows there are.</summary>
    public int Count => _members.Count + _groups.Count * Headings;

    /// <summary>How many members there are.</summary>
    public int Members => _members.Count;

    // Over a single group the list's own heading says it all.
    private int Headings => _groups.Count > 1 ? 1 : 0;

    /// <summary>Some of the rows.</summary>
    public IEnumerable<MemberRow> Slice(int start, int count)
    {
        int row = 0;
        foreach ((int level, int first, int members) in _groups)
        {
            for (int i = Math.Max(start - row, 0); i < members + Headings && row + i < start + count; i++)
                yield return new MemberRow(level, members, i < Headings ? null : _members[first + i - Headings]);
            row += members + Headings;
        }
    }

    private static bool Fits(Member member, string filter)
        => member.Nickname.Contains(filter, StringComparison.OrdinalIgnoreCase)
            || member.RealName?.Contains(filter, StringComparison.OrdinalIgnoreCase) == true
            || member.Account?.Contains(filter, StringComparison.OrdinalIgnoreCase) == true;

    // Where those of that rank end: searched by halves.
    private int End(ServerFeatures features, int start, int level)
    {
        int low = start + 1, high = _members.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (RoomPowers.LevelOf(features, _members[middle].Prefix) == level)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
