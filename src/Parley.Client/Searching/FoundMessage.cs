using Parley.Client.Messages;

namespace Parley.Client.Searching;

/// <summary>A message that a search has found.</summary>
/// <param name="Conversation">Where it was said: a room's name, or the nickname of the other.</param>
/// <param name="Message">The message. It is in no <see cref="Rooms.Conversation"/> of this client.</param>
public sealed record FoundMessage(string Conversation, ChatMessage Message);
