using Parley.Client.Messages;

namespace Parley.Client.History;

/// <summary>The end of a conversation, to be kept on the device until the next visit.</summary>
/// <param name="Name">The room's name, or the nickname of the other.</param>
/// <param name="IsRoom">Whether it is a room.</param>
/// <param name="ReadUntil">Up to when it was read; null: that is not known.</param>
/// <param name="Messages">What was said, oldest first.</param>
public sealed record KeptConversation(string Name, bool IsRoom, DateTimeOffset? ReadUntil, IReadOnlyList<KeptMessage> Messages);

/// <summary>One message of a <see cref="KeptConversation"/>.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="From">The mask of who said it.</param>
/// <param name="Target">To which room or nickname.</param>
/// <param name="Raw">The text with its formatting codes.</param>
/// <param name="Time">When the server had it.</param>
/// <param name="Id">The server's id of it, or null.</param>
/// <param name="IsOwn">Whether this user said it.</param>
/// <param name="IsFile">Whether it announces a file.</param>
public sealed record KeptMessage(MessageKind Kind, string From, string Target, string Raw, DateTimeOffset Time, string? Id, bool IsOwn, bool IsFile);
