using Parley.Client.Messages;

namespace Parley.Web.Files;

/// <summary>The images of a conversation in the order they were sent, and the one that is looked at.</summary>
internal sealed class Gallery
{
    private readonly List<ChatMessage> _images = [];

    /// <summary>Goes to one of them.</summary>
    /// <param name="messages">Where they are.</param>
    /// <param name="first">The one that is looked at first.</param>
    public Gallery(IEnumerable<ChatMessage> messages, ChatMessage first)
    {
        _images.AddRange(messages.Where(static message => message.Redaction is null && message.File is { } file && FileKind.Of(file.Name) == FileForm.Image));
        Index = _images.IndexOf(first);
        if (Index < 0)
        {
            _images.Add(first);
            Index = _images.Count - 1;
        }
    }

    /// <summary>The place of the one that is looked at, from 0.</summary>
    public int Index { get; private set; }

    /// <summary>How many there are.</summary>
    public int Count => _images.Count;

    /// <summary>The message with the image that is looked at.</summary>
    public ChatMessage Current => _images[Index];

    /// <summary>Goes so many images on, or back when negative, as far as there are any.</summary>
    /// <returns>Whether another one is looked at now.</returns>
    public bool Step(int by)
    {
        int next = Math.Clamp(Index + by, 0, _images.Count - 1);
        bool moved = next != Index;
        Index = next;
        return moved;
    }
}
