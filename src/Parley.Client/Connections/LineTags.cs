using Parley.Protocol.Messages;

namespace Parley.Client.Connections;

/// <summary>The tags of a line that is sent. Those that are null are left out.</summary>
/// <remarks>Sources: https://ircv3.net/specs/extensions/labeled-response, https://ircv3.net/specs/extensions/multiline,
/// https://ircv3.net/specs/client-tags/reply, https://ircv3.net/specs/client-tags/react, https://ircv3.net/specs/client-tags/typing.</remarks>
internal readonly record struct LineTags(string? Label = null, string? Token = null)
{
    /// <summary>The id of the message that this answers.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The id of the own message that this corrects. Source: docs/irc.md.</summary>
    public string? Corrects { get; init; }

    /// <summary>What is thought of the message in <see cref="ReplyTo"/>.</summary>
    public string? Reaction { get; init; }

    /// <summary>What is not thought of it any more.</summary>
    public string? Unreaction { get; init; }

    /// <summary>How far the person is with typing.</summary>
    public string? Typing { get; init; }

    /// <summary>The batch that the line is in.</summary>
    public string? Batch { get; init; }

    /// <summary>Whether the line goes on with the one before.</summary>
    public bool IsGoingOn { get; init; }

    public void Write(LineWriter line)
    {
        Write(line, "label"u8, Label);
        Write(line, MessageToken.Key, Token);
        // Clients know the one or the other, and few know both.
        Write(line, "+reply"u8, ReplyTo);
        Write(line, "+draft/reply"u8, ReplyTo);
        Write(line, EditTag.Key, Corrects);
        Write(line, "+draft/react"u8, Reaction);
        Write(line, "+draft/unreact"u8, Unreaction);
        Write(line, "+typing"u8, Typing);
        Write(line, "batch"u8, Batch);
        if (IsGoingOn)
            line.Tag("draft/multiline-concat"u8);
    }

    private static void Write(LineWriter line, ReadOnlySpan<byte> key, string? value)
    {
        if (value is not null)
            line.Tag(key, value);
    }
}
