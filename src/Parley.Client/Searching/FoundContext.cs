using Parley.Client.Messages;

namespace Parley.Client.Searching;

/// <summary>What was said just before and after a message that a search has found.</summary>
/// <param name="Before">Null: nothing, or it is not known.</param>
/// <param name="After">Null: nothing, or it is not known.</param>
public sealed record FoundContext(ChatMessage? Before, ChatMessage? After)
{
    /// <summary>Nothing is known.</summary>
    public static FoundContext None { get; } = new(null, null);

    /// <summary>Picks the neighbours of a message out of a part of the history.</summary>
    internal static FoundContext Of(string messageId, IReadOnlyList<ChatMessage> page)
    {
        ChatMessage[] said = [.. page.Where(message => message.Id == messageId || message is { IsSaid: true, IsIgnored: false })];
        int place = Array.FindIndex(said, message => message.Id == messageId);
        return place < 0 ? None : new FoundContext(place > 0 ? said[place - 1] : null, place + 1 < said.Length ? said[place + 1] : null);
    }
}
