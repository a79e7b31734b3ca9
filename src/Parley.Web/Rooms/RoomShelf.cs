using Parley.Client;
using Parley.Client.Rooms;

namespace Parley.Web.Rooms;

/// <summary>By what the rooms on the left are sorted.</summary>
public enum RoomOrder
{
    /// <summary>Where something was said last.</summary>
    Recent,

    /// <summary>The name.</summary>
    Name,
}

/// <summary>A part of the list on the left.</summary>
public enum RoomSection
{
    /// <summary>Those the person wants on top.</summary>
    Pinned,

    /// <summary>Rooms.</summary>
    Rooms,

    /// <summary>Direct conversations.</summary>
    Directs,
}

/// <summary>A row of the list on the left: a heading, or a conversation.</summary>
public readonly record struct RoomRow(RoomSection Section, Conversation? Conversation);

/// <summary>How the person has put the rooms in order, which are pinned and which are quiet. It is kept in the browser.</summary>
public sealed class RoomShelf
{
    private readonly HashSet<string> _pinned = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _quiet = new(StringComparer.OrdinalIgnoreCase);

    // The rooms whose rules were read, with the rules' marks: other rules are shown again.
    private readonly Dictionary<string, string> _read = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The person has changed something that is to be kept.</summary>
    public event Action? Changed;

    /// <summary>By what they are sorted.</summary>
    public RoomOrder Order { get; private set; }

    /// <summary>Whether it stands on top.</summary>
    public bool IsPinned(Conversation conversation) => _pinned.Contains(conversation.Name);

    /// <summary>Whether only what names the person is made known of it.</summary>
    public bool IsQuiet(Conversation conversation) => _quiet.Contains(conversation.Name);

    /// <summary>Sorts by something else.</summary>
    public void SortBy(RoomOrder order)
    {
        Order = order;
        Changed?.Invoke();
    }

    /// <summary>Puts it on top, or back.</summary>
    public void Pin(Conversation conversation, bool on) => Put(_pinned, conversation, on);

    /// <summary>Makes it quiet, or not.</summary>
    public void Quiet(Conversation conversation, bool on) => Put(_quiet, conversation, on);

    /// <summary>Whether the person has read the rules that the room has now.</summary>
    public bool HasRead(ClientRoom room) => _read.GetValueOrDefault(room.Name) == Mark(room.Rules);

    /// <summary>The person has read the rules of the room.</summary>
    public void Read(ClientRoom room)
    {
        _read[room.Name] = Mark(room.Rules);
        Changed?.Invoke();
    }

    /// <summary>The rows, headings among them.</summary>
    public List<RoomRow> Arrange(ChatClient client)
    {
        var rows = new List<RoomRow>(client.Rooms.Count + client.Directs.Count + 3);
        Add(rows, RoomSection.Pinned, client.Rooms.Concat(client.Directs).Where(IsPinned));
        Add(rows, RoomSection.Rooms, client.Rooms.Where(room => !IsPinned(room)));
        Add(rows, RoomSection.Directs, client.Directs.Where(direct => !IsPinned(direct)));
        return rows;
    }

    /// <summary>Conversations, those in which something was said last first.</summary>
    public static IEnumerable<Conversation> Recent(IEnumerable<Conversation> all) => all.OrderByDescending(LastSaid);

    /// <summary>As a text to be kept.</summary>
    public string Write()
        => string.Join('\n', new[] { "order " + (Order == RoomOrder.Name ? "name" : "recent") }
            .Concat(_pinned.Select(static name => "pin " + name)).Concat(_quiet.Select(static name => "quiet " + name))
            .Concat(_read.Select(static read => $"read {read.Value} {read.Key}")));

    /// <summary>Takes a text that was kept. What makes no sense in it is passed over.</summary>
    public void Read(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            string[] parts = line.Split(' ', 2);
            if (parts.Length < 2 || parts[1].Length == 0)
                continue;
            if (parts[0] == "order")
                Order = parts[1] == "name" ? RoomOrder.Name : RoomOrder.Recent;
            else if (parts[0] is "pin" or "quiet")
                (parts[0] == "pin" ? _pinned : _quiet).Add(parts[1]);
            else if (parts[0] == "read" && parts[1].Split(' ', 2) is [var mark, var name])
                _read[name] = mark;
        }
    }

    // The texts themselves need not be kept, only whether they are the same.
    private static string Mark(string rules) => rules.Aggregate(2166136261u, static (hash, c) => (hash ^ c) * 16777619u).ToString("x8", System.Globalization.CultureInfo.InvariantCulture);

    private void Put(HashSet<string> set, Conversation conversation, bool on)
    {
        if (on ? set.Add(conversation.Name) : set.Remove(conversation.Name))
            Changed?.Invoke();
    }

    private void Add(List<RoomRow> rows, RoomSection section, IEnumerable<Conversation> conversations)
    {
        Conversation[] sorted = [.. Order == RoomOrder.Name
            ? conversations.OrderBy(static one => one.Name.TrimStart('#'), StringComparer.OrdinalIgnoreCase)
            : Recent(conversations)];
        // The one list of rooms needs no heading above nothing.
        if (sorted.Length == 0)
            return;
        rows.Add(new RoomRow(section, null));
        rows.AddRange(sorted.Select(one => new RoomRow(section, one)));
    }

    // Who comes and goes does not move a room.
    private static DateTimeOffset LastSaid(Conversation conversation)
    {
        for (int i = conversation.Messages.Count - 1; i >= Math.Max(0, conversation.Messages.Count - 50); i--)
            if (Messages.LogLine.IsSaid(conversation.Messages[i]))
                return conversation.Messages[i].Time;
        return DateTimeOffset.MinValue;
    }
}
