using Parley.Client.Messages;

namespace Parley.Client.History;

/// <summary>How far a conversation has come in getting what it missed. What comes live meanwhile waits until that is there.</summary>
internal sealed class CatchUp
{
    // No honest server comes near; a hostile one shall not fill our memory.
    private const int Most = 10_000;

    private readonly List<(Action Later, string? Id)> _held = [];
    private int _place;

    /// <summary>The text of the ping behind the request that is not answered yet. Null: nothing was asked for yet.</summary>
    public string? Mark { get; set; }

    /// <summary>Whether the answer must hold a message that is here already, if the server still has all of them.</summary>
    public bool ExpectsKnown { get; set; }

    /// <summary>Whether one page is all that is wanted.</summary>
    public bool IsOnePage { get; set; }

    /// <summary>The page that comes, with what is no message.</summary>
    public PageExtent Extent { get; } = new();

    /// <summary>Whether not all that is in that page are messages.</summary>
    public bool HasOthers => Extent.Count > _place;

    /// <summary>How many pages were asked for because there were too few messages in those before.</summary>
    public int More { get; set; }

    /// <summary>How many messages have come.</summary>
    public int Count { get; set; }

    /// <summary>The page that comes, with the tokens of its messages.</summary>
    public List<(ChatMessage Message, string? Token)> Page { get; } = [];

    /// <summary>Whether so much waits that it cannot go on.</summary>
    public bool IsFull => _held.Count >= Most;

    /// <summary>Takes a message of the page that comes.</summary>
    public void Take(ChatMessage message, string? token)
    {
        if (Page.Count < Most)
            Page.Insert(_place++, (message, token));
    }

    /// <summary>What comes next is older than what has come.</summary>
    public void BeginOlder()
    {
        _place = 0;
        Extent.Clear();
    }

    /// <summary>What has come was taken into the conversation.</summary>
    public void BeginNewer()
    {
        Page.Clear();
        BeginOlder();
    }

    /// <summary>Does something when all that was missed is there.</summary>
    /// <param name="later">What.</param>
    /// <param name="id">The message whose coming it is. Null: none that has an id.</param>
    public void Hold(Action later, string? id = null) => _held.Add((later, id));

    /// <summary>The page has come to a message. If that waits, it is done with all that came live before it: who came and went between the messages
    /// keeps its place.</summary>
    public void ReleaseUpTo(string? id)
    {
        int end = id is null ? 0 : _held.FindIndex(one => one.Id == id) + 1;
        // Its further lines have no id.
        while (end > 0 && end < _held.Count && _held[end].Id is null)
            end++;
        foreach ((Action later, _) in _held.GetRange(0, end))
            later();
        _held.RemoveRange(0, end);
    }

    /// <summary>Does all that waited.</summary>
    public void Release()
    {
        foreach ((Action later, _) in _held)
            later();
    }
}
