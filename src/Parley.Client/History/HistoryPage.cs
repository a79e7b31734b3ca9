using Parley.Client.Messages;

namespace Parley.Client.History;

/// <summary>A part of what was said before, as the server gave it.</summary>
/// <param name="Messages">Oldest first. Those that the conversation has already are the same objects.</param>
/// <param name="IsEnd">Whether the server says that there is no more in that direction.</param>
internal sealed record HistoryPage(IReadOnlyList<ChatMessage> Messages, bool IsEnd);
