using Parley.Client.Messages;

namespace Parley.Client.History;

/// <summary>How far a conversation has come in getting what it missed. What comes live meanwhile waits until that is there.</summary>
internal sealed class CatchUp
{
    private readonly List<Action> _held = [];

    /// <summary>The text of the ping behind the request that is not answered yet. Null: nothing was asked for yet.</summary>
    public string? Mark { get; set; }

    /// <summary>Whether the answer must hold a message that is here already, if the server still has all of them.</summary>
    public bool ExpectsKnown { get; set; }

    /// <summary>Whether one page is all that is wanted.</summary>
    public bool IsOnePage { get; set; }

    /// <summary>How many messages have come.</summary>
    public int Count { get; set; }

    /// <summary>The page that comes, with the tokens of its messages.</summary>
    public List<(ChatMessage Message, string? Token)> Page { get; } = [];

    /// <summary>Does something when all that was missed is there.</summary>
    public void Hold(Action later) => _held.Add(later);

    /// <summary>Does all that waited.</summary>
    public void Release()
    {
        foreach (Action later in _held)
            later();
    }
}
