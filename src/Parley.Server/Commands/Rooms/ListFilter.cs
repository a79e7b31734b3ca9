using System.Globalization;
using Parley.Core.Rooms;

namespace Parley.Server.Commands.Rooms;

/// <summary>Which rooms LIST shows: names and masks, of which one has to fit, and conditions, of which all have to.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#elist-parameter: <c>mask</c>, <c>!mask</c>, <c>&gt;members</c>, <c>&lt;members</c>, and
/// <c>C</c> (begun) or <c>T</c> (topic set) with <c>&gt;minutes</c> or <c>&lt;minutes</c> ago.</remarks>
internal sealed class ListFilter
{
    private readonly List<string> _masks = [];
    private readonly List<Func<RoomSummary, bool>> _conditions = [];

    /// <summary>Reads the conditions. What is none is taken as a name.</summary>
    public ListFilter(IEnumerable<string> conditions, DateTimeOffset now)
    {
        foreach (string one in conditions)
            if (Condition(one, now) is { } condition)
                _conditions.Add(condition);
            else if (one.AsSpan().IndexOfAny('*', '?') >= 0)
                _masks.Add(one);
            else
                Names.Add(one);
    }

    /// <summary>The names asked for.</summary>
    public List<string> Names { get; } = [];

    /// <summary>Whether only the rooms of <see cref="Names"/> can fit, so that the others need not be looked at.</summary>
    public bool IsOfNames => Names.Count > 0 && _masks.Count == 0;

    /// <summary>Whether the room is asked for.</summary>
    public bool Fits(RoomSummary room)
        => _conditions.TrueForAll(condition => condition(room))
            && (IsOfNames || _masks.Count == 0 || _masks.Exists(mask => Glob.Matches(mask, room.Name)) || Names.Exists(name => Glob.Matches(name, room.Name)));

    private static Func<RoomSummary, bool>? Condition(string text, DateTimeOffset now)
    {
        if (text.Length > 1 && text[0] == '!')
            return room => !Glob.Matches(text[1..], room.Name);
        int sign = text.Length > 0 && text[0] is 'C' or 'T' or 'c' or 't' ? 1 : 0;
        if (text.Length <= sign || text[sign] is not ('<' or '>')
            || !int.TryParse(text.AsSpan(sign + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int value))
            return null;
        bool more = text[sign] == '>';
        if (sign == 0)
            return room => more ? room.Members > value : room.Members < value;
        bool ofTopic = text[0] is 'T' or 't';
        return room => (ofTopic ? room.Topic?.At : room.Created) is { } at && (more ? now - at > Minutes(value) : now - at < Minutes(value));
    }

    private static TimeSpan Minutes(int value) => TimeSpan.FromMinutes((double)value);
}
