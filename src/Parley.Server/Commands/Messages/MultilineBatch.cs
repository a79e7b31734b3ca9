using Parley.Core.Messages;

namespace Parley.Server.Commands.Messages;

/// <summary>A message of several lines, as far as the client has sent it.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/multiline.</remarks>
/// <param name="reference">By which its lines say that they are part of it.</param>
/// <param name="target">For whom it is.</param>
/// <param name="clientTags">The client-only tags, in the form of the wire.</param>
/// <param name="label">The label of the command that opened it, by which it is answered. Null: none.</param>
internal sealed class MultilineBatch(string reference, string target, ReadOnlyMemory<byte> clientTags, string? label)
{
    /// <summary>The longest text, in bytes, with a line feed between lines. Eight lines of the length that a message alone may have.</summary>
    public const int MaxBytes = 4096;

    /// <summary>The most lines.</summary>
    public const int MaxLines = 100;

    private readonly List<(int Start, int Length, bool GoesOn)> _lines = [];
    private readonly List<byte> _text = [];
    private MessageKind _kind;

    /// <summary>By which its lines say that they are part of it.</summary>
    public string Reference => reference;

    /// <summary>For whom it is.</summary>
    public string Target => target;

    /// <summary>The label by which it is answered. Null: none.</summary>
    public string? Label => label;

    /// <summary>Whether something was wrong with it: what still comes of it is passed over.</summary>
    public bool IsRefused { get; set; }

    /// <summary>Whether nothing of it is more than a blank line.</summary>
    public bool IsBlank => _lines.TrueForAll(line => line.Length == 0);

    /// <summary>Whether one more line would be too many.</summary>
    public bool IsFull => _lines.Count == MaxLines;

    /// <summary>Whether a line of that kind may come.</summary>
    public bool Fits(MessageKind kind) => kind != MessageKind.TagMsg && (_lines.Count == 0 || _kind == kind);

    /// <summary>Adds a line; false when the text is then too long.</summary>
    public bool TryAdd(MessageKind kind, ReadOnlySpan<byte> line, bool goesOn)
    {
        bool feeds = _lines.Count > 0 && !goesOn;
        if (_text.Count + line.Length + (feeds ? 1 : 0) > MaxBytes)
            return false;
        _kind = kind;
        if (feeds)
            _text.Add((byte)'\n');
        _lines.Add((_text.Count, line.Length, goesOn));
        _text.AddRange(line);
        return true;
    }

    /// <summary>What is to be said.</summary>
    public Draft ToDraft()
    {
        ReadOnlyMemory<byte> text = _text.ToArray();
        return new Draft(_kind, text, clientTags) { Lines = [.. _lines.Select(line => new MessageLine(text.Slice(line.Start, line.Length), line.GoesOn))] };
    }
}
