namespace Parley.Client.Messages;

/// <summary>What a message is. All but the first three tell what happened in a room.</summary>
public enum MessageKind
{
    /// <summary>Somebody said <see cref="ChatMessage.Text"/>.</summary>
    Text,

    /// <summary>Somebody does what the text says (<c>/me</c>).</summary>
    Action,

    /// <summary>A notice: from a program, or not to be answered by one.</summary>
    Notice,

    /// <summary>The sender joined.</summary>
    Joined,

    /// <summary>The sender left the room; the text is the reason, or empty.</summary>
    Left,

    /// <summary>The sender left the server; the text is the reason, or empty.</summary>
    Quit,

    /// <summary>The sender removed <see cref="ChatMessage.About"/>; the text is the reason, or empty.</summary>
    Kicked,

    /// <summary>The sender's nickname is now <see cref="ChatMessage.About"/>.</summary>
    Renamed,

    /// <summary>The sender set the topic to the text; empty clears it.</summary>
    Topic,

    /// <summary>The sender changed modes; the text is the change as on the wire, such as <c>+o bob</c>.</summary>
    Mode,

    /// <summary>Something may have been said here that the server could not give any more. There is no sender and no text.</summary>
    Gap,
}
