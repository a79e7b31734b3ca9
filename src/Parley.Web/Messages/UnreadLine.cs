using Parley.Client.Messages;
using Parley.Client.Rooms;

namespace Parley.Web.Messages;

/// <summary>Where the line "New since you left" stands while a conversation lies open.</summary>
/// <remarks>It stands where reading had come to when the person came, so that it does not run away under their eyes: it moves when they leave the
/// page and come back, when they say something, and when another device has read further than this one.</remarks>
internal sealed class UnreadLine
{
    private readonly Conversation _conversation;
    private DateTimeOffset? _seen;

    public UnreadLine(Conversation conversation)
    {
        _conversation = conversation;
        After = conversation.ReadUntil;
    }

    /// <summary>The line stands before the first message of another that was said after that; null: nowhere.</summary>
    public DateTimeOffset? After { get; private set; }

    /// <summary>Whether the person is shown what is said now.</summary>
    public bool IsRead => _conversation.Unread == 0;

    /// <summary>The conversation was read here, up to that moment.</summary>
    public void Seen(DateTimeOffset until) => _seen = until > _seen ? until : _seen ?? until;

    /// <summary>Reading may have come further elsewhere, or it is not to count as read any more.</summary>
    public void Follow()
    {
        DateTimeOffset? until = _conversation.ReadUntil;
        if (_conversation.IsHeldUnread || _seen is null || until > _seen)
            After = until;
    }

    /// <summary>The page is not looked at any more: what is said from now on is new.</summary>
    public void Leave() => After = _conversation.ReadUntil ?? After;

    /// <summary>The person has answered: nothing is new.</summary>
    public void Answered() => After = null;

    /// <summary>Where the line stands among messages: before that index; -1: not among them.</summary>
    /// <param name="messages">The messages, oldest first.</param>
    /// <param name="isStart">Whether there are none before them.</param>
    public int IndexIn(IReadOnlyList<ChatMessage> messages, bool isStart)
    {
        if (After is not { } after)
            return -1;
        bool isKnown = isStart;
        for (int i = 0; i < messages.Count; i++)
        {
            ChatMessage message = messages[i];
            if (!message.IsSaid)
                continue;
            if (message.Time > after && !message.IsOwn && !_conversation.IsHidden(message))
                return isKnown ? i : -1;
            isKnown |= message.Time <= after;
        }
        return -1;
    }

    /// <summary>Whether the line stands above the oldest of these messages.</summary>
    public bool IsAbove(IReadOnlyList<ChatMessage> messages, bool isStart)
        => After is { } after && !isStart && messages.FirstOrDefault(message => message.IsSaid) is { } first && first.Time > after;
}
