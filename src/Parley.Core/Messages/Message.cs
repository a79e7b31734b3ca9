using Parley.Core.Rooms;
using Parley.Core.Users;

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
public sealed record Message(
    MessageKind Kind,
    Guid Id,
    DateTimeOffset At,
    string Source,
    string? Account,
    string Target,
    ReadOnlyMemory<byte> Text,
    ReadOnlyMemory<byte> ClientTags,
    long Number);

/// <summary>What a sender wants to say.</summary>
/// <param name="Kind">Privmsg, notice or tags only.</param>
/// <param name="Text">UTF-8 that stays as it is. Empty for tags only.</param>
/// <param name="ClientTags">The client-only tags in the form of the wire. Empty: none.</param>
public readonly record struct Draft(MessageKind Kind, ReadOnlyMemory<byte> Text, ReadOnlyMemory<byte> ClientTags)
{
    /// <summary>The lowest rank of the members whom a message to a room is for. None: everyone there.</summary>
    public Rank LeastRank { get; init; }

    /// <summary>The message that becomes of it.</summary>
    public Message Send(User from, string target, long number, DateTimeOffset at)
        => new(Kind, MessageId.New(at), at, from.Mask, from.Account, target, Text, ClientTags, number);
}
