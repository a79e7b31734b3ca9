namespace Parley.Client.Messages;

/// <summary>How far a message has come.</summary>
public enum MessageState
{
    /// <summary>Came from the server.</summary>
    Received,

    /// <summary>Own, and not yet acknowledged.</summary>
    Sending,

    /// <summary>Own, and acknowledged by the server.</summary>
    Sent,

    /// <summary>Own, and refused or lost; <see cref="ChatMessage.Failure"/> says why.</summary>
    Failed,
}
