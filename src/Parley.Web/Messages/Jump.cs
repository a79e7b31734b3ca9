using Parley.Client.Rooms;

namespace Parley.Web.Messages;

/// <summary>The wish to be shown a message.</summary>
/// <param name="conversation">Where it was said.</param>
/// <param name="messageId">The server's id of it.</param>
internal sealed class Jump(Conversation conversation, string messageId)
{
    private readonly TaskCompletionSource<bool> _ended = new();

    public Conversation Conversation { get; } = conversation;

    public string MessageId { get; } = messageId;

    /// <summary>Completes with whether it is shown.</summary>
    public Task<bool> Ended => _ended.Task;

    /// <summary>Whether the person wanted something else before it was shown.</summary>
    public bool IsReplaced { get; private set; }

    /// <summary>The person wants something else.</summary>
    public void Replace()
    {
        IsReplaced = true;
        Done(false);
    }

    /// <summary>It is shown, or cannot be.</summary>
    public void Done(bool isShown) => _ended.TrySetResult(isShown);
}
