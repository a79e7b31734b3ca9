using System.Globalization;
using Parley.Client.Messages;
using Parley.Client.Rooms;
using Parley.Protocol.Messages;
using Parley.Protocol.Names;

namespace Parley.Client.Lines;

/// <summary>A line from the server as the handlers see it: every parameter that is not there is empty.</summary>
internal sealed class Incoming(TimeProvider time)
{
    private readonly IrcLine _line = new();

    /// <summary>Who it is from. The nickname is empty when it has no source.</summary>
    public SourceMask From { get; private set; }

    /// <summary>The verb in capitals, or three digits.</summary>
    public string Verb { get; private set; } = "";

    /// <summary>The numeric, or 0 for a verb in letters.</summary>
    public int Numeric { get; private set; }

    /// <summary>How many parameters there are.</summary>
    public int Count => _line.ParamCount;

    /// <summary>The parameter, or empty.</summary>
    public string this[int index] => index < _line.ParamCount ? _line.Text(index) : "";

    /// <summary>The last parameter, or empty.</summary>
    public string Last => this[Math.Max(0, Count - 1)];

    /// <summary>All parameters, but our nickname at the beginning of a numeric's.</summary>
    public string[] All => [.. Enumerable.Range(0, Count).Skip(Numeric > 0 ? 1 : 0).Select(index => this[index])];

    /// <summary>The account of who it is from; null: a guest, or it is not told. Source: https://ircv3.net/specs/extensions/account-tag.</summary>
    public string? Account => _line.Tag("account"u8);

    /// <summary>The id of the message, or null. Source: https://ircv3.net/specs/extensions/message-ids.</summary>
    public string? Id => _line.Tag("msgid"u8);

    /// <summary>The label of the request that this answers, or null. Set from the batch when the line is in one.</summary>
    /// <remarks>Source: https://ircv3.net/specs/extensions/labeled-response.</remarks>
    public string? Label { get; set; }

    /// <summary>The reference of the batch that it is in, or null. Source: https://ircv3.net/specs/extensions/batch.</summary>
    public string? Batch { get; private set; }

    /// <summary>The token that its sender gave it, or null.</summary>
    public string? Token => _line.Tag(MessageToken.Key);

    /// <summary>The id of the message that it is about, or null. Source: https://ircv3.net/specs/client-tags/reply.</summary>
    public string? ReplyTo => _line.Tag("+reply"u8) ?? _line.Tag("+draft/reply"u8);

    /// <summary>The id of the message that it stands in the place of, or null. Source: docs/irc.md.</summary>
    public string? Corrects => _line.Tag(EditTag.Key);

    /// <summary>What its sender thinks of <see cref="ReplyTo"/>, or null. Source: https://ircv3.net/specs/client-tags/react.</summary>
    public string? Reaction => _line.Tag("+draft/react"u8) ?? _line.Tag("+react"u8);

    /// <summary>What its sender does not think of it any more, or null.</summary>
    public string? Unreaction => _line.Tag("+draft/unreact"u8) ?? _line.Tag("+unreact"u8);

    /// <summary>How far its sender is with typing, or null. Source: https://ircv3.net/specs/client-tags/typing.</summary>
    public string? Typing => _line.Tag("+typing"u8);

    /// <summary>Whether it goes on with the line before. Source: https://ircv3.net/specs/extensions/multiline.</summary>
    public bool IsGoingOn => _line.Tag("draft/multiline-concat"u8) is not null;

    /// <summary>The reason and the end of the ban that it is about; null: it says neither. Source: docs/irc.md.</summary>
    public BanTerms? Terms
    {
        get
        {
            string? reason = _line.Tag("parley.chat/reason"u8) is { Length: > 0 } text ? FormattedText.Strip(text) : null;
            DateTimeOffset? until = ReadTime("parley.chat/until"u8);
            return reason is null && until is null ? null : new BanTerms(reason, until);
        }
    }

    /// <summary>Whether it says of itself that there is no more history. Source: https://github.com/ircv3/ircv3-specifications/pull/598.</summary>
    public bool IsHistoryEnd => _line.Tag("draft/chathistory-end"u8) is not null;

    /// <summary>The server's time of it, or now. Source: https://ircv3.net/specs/extensions/server-time.</summary>
    public DateTimeOffset Time => ReadTime("time"u8) ?? time.GetUtcNow();

    /// <summary>Reads a line.</summary>
    /// <returns>False when it is not one of the protocol.</returns>
    public bool TryRead(ReadOnlyMemory<byte> bytes)
    {
        if (!_line.TryParse(bytes))
            return false;
        From = SourceMask.Parse(System.Text.Encoding.UTF8.GetString(_line.Source.Span));
        Verb = System.Text.Encoding.ASCII.GetString(_line.Verb.Span).ToUpperInvariant();
        Numeric = Verb.Length == 3 && int.TryParse(Verb, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
        Label = _line.Tag("label"u8);
        Batch = _line.Tag("batch"u8);
        return true;
    }

    private DateTimeOffset? ReadTime(ReadOnlySpan<byte> tag)
        => DateTimeOffset.TryParse(_line.Tag(tag), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at) ? at : null;
}
