using Parley.Client.Messages;

namespace Parley.Web.Messages;

/// <summary>What a screen reader is told of messages that come: each, while they are few; only how many, when they are many.</summary>
internal sealed class Announcer
{
    /// <summary>The most messages that are read out at once.</summary>
    public const int Most = 3;

    // Who listens does not want a whole page read out.
    private const int Longest = 300;

    private readonly List<string> _waiting = [];
    private int _count;

    /// <summary>A message has come.</summary>
    public void Take(ChatMessage message)
    {
        if (!message.IsSaid || message.IsOwn)
            return;
        _count++;
        if (_count <= Most)
            _waiting.Add($"{message.Sender}: {(message.Text.Length > Longest ? message.Text[..Longest] + " …" : message.Text)}");
    }

    /// <summary>What is to be said now; empty: nothing.</summary>
    public string Say()
    {
        string text = _count == 0 ? "" : _count <= Most ? string.Join('\n', _waiting) : Languages.Plural.Text(MessagesTexts.ResourceManager, "NewMessages", _count);
        _count = 0;
        _waiting.Clear();
        return text;
    }
}
