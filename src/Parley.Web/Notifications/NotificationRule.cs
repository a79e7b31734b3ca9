using Parley.Client.Messages;
using Parley.Client.Rooms;
using Parley.Web.Settings;

namespace Parley.Web.Notifications;

/// <summary>Which messages make themselves heard.</summary>
internal static class NotificationRule
{
    /// <summary>Whether a message does.</summary>
    /// <param name="set">What the person has set.</param>
    /// <param name="conversation">Where it was said.</param>
    /// <param name="message">The message.</param>
    /// <param name="isMuted">Whether the person has made the conversation quiet: then nothing counts but being named.</param>
    /// <param name="time">The person's time of day.</param>
    public static bool Calls(Preferences set, Conversation conversation, ChatMessage message, bool isMuted, TimeOnly time)
        => message is { IsSaid: true, IsOwn: false, IsOld: false } && !set.IsQuiet(time) && (!isMuted || message.IsMention) && set.LevelOf(conversation.Name) switch
        {
            NotificationLevel.All => true,
            // A direct message is for nobody else.
            NotificationLevel.Mentions => message.IsMention || conversation is not ClientRoom,
            _ => false,
        };
}
