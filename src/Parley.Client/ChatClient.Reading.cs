using Parley.Client.Messages;
using Parley.Client.Rooms;

namespace Parley.Client;

public sealed partial class ChatClient
{
    /// <summary>The person has seen a message, and with it what stands above. The user's other devices hear of it.</summary>
    /// <remarks>Source: https://ircv3.net/specs/extensions/read-marker.</remarks>
    public void MarkRead(Conversation conversation, ChatMessage seen)
    {
        // The time of one that is not settled is not the server's.
        if (seen.State is not (MessageState.Received or MessageState.Sent))
            return;
        lock (Sync)
        {
            if (!conversation.Reading.Read(seen.Time, conversation.Messages))
                return;
            conversation.Recount();
            ReadMarkers.Tell(conversation);
            Changed?.Invoke();
        }
    }

    /// <summary>The person has seen all that is here.</summary>
    public void MarkRead(Conversation conversation)
    {
        lock (Sync)
            if (conversation.Messages.LastOrDefault(message => message.IsSaid && message.State is (MessageState.Received or MessageState.Sent)) is { } last)
                MarkRead(conversation, last);
    }

    /// <summary>That message and what follows it shall be unread on this device until <see cref="ReleaseUnread"/> and being seen again.</summary>
    /// <remarks>The wire knows no way back, so the user's other devices do not hear of it.</remarks>
    public void MarkUnread(Conversation conversation, ChatMessage from)
    {
        lock (Sync)
        {
            conversation.Reading.Hold(from, conversation.Messages);
            conversation.Recount();
            Changed?.Invoke();
        }
    }

    /// <summary>What is seen from now on counts as read again, though the person wanted it unread.</summary>
    public void ReleaseUnread(Conversation conversation)
    {
        lock (Sync)
            conversation.Reading.Release();
    }
}
