using Parley.Core.History;
using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Messages;
using Parley.Protocol.Names;

namespace Parley.Core.Messages;

/// <summary>What kind of message: what the sender expects of it.</summary>
public enum MessageKind
{
    /// <summary>PRIVMSG: said by a person.</summary>
    Privmsg,

    /// <summary>NOTICE: nobody answers it by itself.</summary>
    Notice,

    /// <summary>TAGMSG: tags without text.</summary>
    TagMsg,
}

/// <summary>One message to a room or to a user.</summary>
/// <param name="Kind">Privmsg, notice or tags only.</param>
/// <param name="Id">Its msgid, unique for ever: sending it again is harmless.</param>
/// <param name="At">When the server took it.</param>
/// <param name="Source">Who said it: <c>nick!user@host</c>.</param>
/// <param name="Account">The sender's account. Null: a guest.</param>
/// <param name="Target">The room's name, or the nickname it is for.</param>
/// <param name="Text">UTF-8. Empty for tags only.</param>
/// <param name="ClientTags">The client-only tags in the form of the wire. Empty: none.</param>
/// <param name="Number">Its place in the room's order, from 1 on. 0: a direct message, which has none.</param>
/// <param name="Sender">The <see cref="User.Id"/> of who said it: a guest's nickname may be another's later.</param>
public sealed record Message(
    MessageKind Kind,
    Guid Id,
    DateTimeOffset At,
    string Source,
    string? Account,
    string Target,
    ReadOnlyMemory<byte> Text,
    ReadOnlyMemory<byte> ClientTags,
    long Number,
    Guid Sender)
    : HistoryItem(Id, At, Source, Account)
{
    /// <summary>The nickname of who passed it on from elsewhere, in the name of the source. Null: the source said it here.</summary>
    public string? RelayedBy { get; init; }

    /// <summary>Whether a program said it: https://ircv3.net/specs/extensions/bot-mode.</summary>
    public bool IsBot { get; init; }

    /// <summary>The lines of a message that was sent as several; together they are its text. Null: it is one line.</summary>
    public IReadOnlyList<MessageLine>? Lines { get; init; }

    /// <inheritdoc/>
    public override HistoryContent Content => Kind == MessageKind.TagMsg ? HistoryContent.Events : HistoryContent.Messages;

    /// <inheritdoc/>
    public override int Size => 240 + Text.Length + ClientTags.Length + (Lines is null ? 0 : 24 * Lines.Count);

    /// <inheritdoc/>
    /// <remarks>What one passed on for somebody elsewhere stays theirs.</remarks>
    public override HistoryItem DisownedAs(string source) => RelayedBy is null
        ? this with { Source = source, Account = null, Sender = default }
        : this with { RelayedBy = SourceMask.Parse(source).Nickname, Account = null, Sender = default };

    /// <summary>Whether the user has said it.</summary>
    public bool IsBy(User user)
        => Sender == user.Id || (Account is { } account && user.Account is { } own && Casemapping.Same(account, own));

    /// <summary>Whether a text is a question to programs, and not what people say.</summary>
    /// <remarks>Source: https://modern.ircdocs.horse/ctcp.html#message-syntax; ACTION is what people say too.</remarks>
    public static bool IsCtcp(ReadOnlySpan<byte> text) => text.Length > 0 && text[0] == 1 && !text.StartsWith("\u0001ACTION "u8);

    /// <summary>Whether nobody wants to know of it later: it says only who is typing, or is a question to programs (CTCP).</summary>
    public bool IsPassing
    {
        get
        {
            if (Kind != MessageKind.TagMsg)
                return IsCtcp(Text.Span);
            foreach (TagReader.Tag tag in new TagReader(ClientTags.Span))
                if (!tag.Key.SequenceEqual("+typing"u8) && !tag.Key.SequenceEqual("+draft/typing"u8))
                    return false;
            return true;
        }
    }
}

/// <summary>A line of a message that was sent as several.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/multiline.</remarks>
/// <param name="Text">UTF-8, which may be empty.</param>
/// <param name="GoesOn">Whether it goes on with the line before, with no line feed between.</param>
public readonly record struct MessageLine(ReadOnlyMemory<byte> Text, bool GoesOn);

/// <summary>What a sender wants to say.</summary>
/// <param name="Kind">Privmsg, notice or tags only.</param>
/// <param name="Text">UTF-8 that stays as it is. Empty for tags only.</param>
/// <param name="ClientTags">The client-only tags in the form of the wire. Empty: none.</param>
public readonly record struct Draft(MessageKind Kind, ReadOnlyMemory<byte> Text, ReadOnlyMemory<byte> ClientTags)
{
    /// <summary>The lowest rank of the members whom a message to a room is for. None: everyone there.</summary>
    public Rank LeastRank { get; init; }

    /// <summary>The lines of a message that is sent as several. Null: it is one line.</summary>
    public IReadOnlyList<MessageLine>? Lines { get; init; }

    /// <summary>Whether it, or a line of it, is a question to programs.</summary>
    public bool IsCtcp => Message.IsCtcp(Text.Span) || (Lines is not null && Lines.Any(static line => Message.IsCtcp(line.Text.Span)));

    /// <summary>The message that becomes of it.</summary>
    public Message Send(User from, string target, long number, DateTimeOffset at)
        => new(Kind, MessageId.New(at), at, from.Mask, from.Account, target, Text, ClientTags, number, from.Id) { IsBot = from.IsBot, Lines = Lines };
}
