using System.Buffers.Text;
using Parley.Core.Messages;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Messages;

namespace Parley.Server.Delivery;

/// <summary>The ways one line may look, by what the client asked for. A line is encoded once for each that is wanted.</summary>
[Flags]
internal enum WireForm : byte
{
    /// <summary>Plain IRC.</summary>
    Plain = 0,

    /// <summary>With msgid and client-only tags.</summary>
    Tags = 1 << 0,

    /// <summary>With the server's time.</summary>
    Time = 1 << 1,

    /// <summary>With the sender's account.</summary>
    Account = 1 << 2,

    /// <summary>A message of several lines as one batch.</summary>
    Multiline = 1 << 3,

    /// <summary>JOIN with account and real name.</summary>
    ExtendedJoin = 1 << 4,

    /// <summary>With the name of who passed a message on, though without other tags.</summary>
    Relay = 1 << 5,

    /// <summary>What makes a difference to a message.</summary>
    OfMessages = Tags | Time | Account,

    /// <summary>What makes a difference to a message of several lines.</summary>
    OfLines = OfMessages | Multiline,

    /// <summary>What makes a difference to a message that was passed on.</summary>
    OfRelayed = OfMessages | Relay,

    /// <summary>What makes a difference to what happens besides messages.</summary>
    OfEvents = OfMessages,

    /// <summary>What makes a difference to a JOIN.</summary>
    OfJoins = OfEvents | ExtendedJoin,
}

/// <summary>Writes messages in their forms.</summary>
/// <remarks>Sources: https://ircv3.net/specs/extensions/message-tags, /message-ids, /server-time, /account-tag, /bot-mode.</remarks>
internal static class WireForms
{
    /// <summary>The form for a client of these capabilities.</summary>
    public static WireForm Of(Capability capabilities)
        => (capabilities.HasFlag(Capability.MessageTags) ? WireForm.Tags : 0)
            | (capabilities.HasFlag(Capability.ServerTime) ? WireForm.Time : 0)
            | (capabilities.HasFlag(Capability.AccountTag) ? WireForm.Account : 0)
            | (capabilities.HasFlag(Capability.Multiline | Capability.Batch) ? WireForm.Multiline : 0)
            | (capabilities.HasFlag(Capability.ExtendedJoin) ? WireForm.ExtendedJoin : 0)
            | (capabilities.HasFlag(Capability.RelayMsg) ? WireForm.Relay : 0);

    /// <summary>Writes a message; nothing for a message of tags to a client without tags.</summary>
    public static void Write(LineWriter line, Message message, WireForm form) => Write(line, message, form, inBatch: null);

    /// <summary>Writes a message as part of a batch of that reference, if it is not null.</summary>
    public static void Write(LineWriter line, Message message, WireForm form, string? inBatch)
    {
        if (message.Kind == MessageKind.TagMsg && !form.HasFlag(WireForm.Tags))
            return;
        if (message.Lines is not null)
        {
            MultilineForm.Write(line, message, form, inBatch);
            return;
        }
        if (inBatch is not null)
            line.Tag("batch"u8, inBatch);
        WriteTags(line, message, form);
        line.Source(message.Source).Verb(Verb(message.Kind)).Param(message.Target);
        if (message.Kind != MessageKind.TagMsg)
            line.Trailing(message.Text.Span);
        line.End();
    }

    /// <summary>What makes a difference to the message.</summary>
    public static WireForm DifferingFor(Message message) => message.Lines is not null ? WireForm.OfLines : message.RelayedBy is not null ? WireForm.OfRelayed : WireForm.OfMessages;

    /// <summary>Writes the tags of a message.</summary>
    public static void WriteTags(LineWriter line, Message message, WireForm form, bool withId = true)
    {
        WriteTags(line, withId ? message.Id : null, message.At, message.Account, message.IsBot, form);
        if (form.HasFlag(WireForm.Tags) && message.ClientTags.Length > 0)
            line.RawTag(message.ClientTags.Span);
        if (message.RelayedBy is not null && (form & (WireForm.Tags | WireForm.Relay)) != 0)
            line.Tag("draft/relaymsg"u8, message.RelayedBy);
    }

    /// <summary>Begins a line of an event with its tags and its source.</summary>
    public static LineWriter Begin(LineWriter line, in Stamp stamp, WireForm form)
    {
        WriteTags(line, stamp.Id, stamp.At, stamp.Account, stamp.IsBot, form);
        return line.Source(stamp.Source);
    }

    private static void WriteTags(LineWriter line, Guid? id, DateTimeOffset at, string? account, bool isBot, WireForm form)
    {
        if (form.HasFlag(WireForm.Time))
            WriteTime(line, at);
        if (form.HasFlag(WireForm.Tags))
        {
            if (id is { } msgid)
                WriteId(line, msgid);
            if (isBot)
                line.RawTag("bot"u8);
        }
        if (account is not null && form.HasFlag(WireForm.Account))
            line.Tag("account"u8, account);
    }

    private static void WriteId(LineWriter line, Guid id)
    {
        Span<byte> tag = stackalloc byte[6 + 32];
        "msgid="u8.CopyTo(tag);
        id.TryFormat(tag[6..], out _, "N");
        line.RawTag(tag);
    }

    private static void WriteTime(LineWriter line, DateTimeOffset at)
    {
        Span<byte> tag = stackalloc byte[5 + 28];
        "time="u8.CopyTo(tag);
        Utf8Formatter.TryFormat(at.UtcDateTime, tag[5..], out _, 'O');
        // The specification wants milliseconds, the format writes seven digits: yyyy-MM-ddTHH:mm:ss.fff.
        tag[5 + 23] = (byte)'Z';
        line.RawTag(tag[..(5 + 24)]);
    }

    /// <summary>The verb of that kind of message.</summary>
    public static ReadOnlySpan<byte> Verb(MessageKind kind) => kind switch
    {
        MessageKind.Notice => "NOTICE"u8,
        MessageKind.TagMsg => "TAGMSG"u8,
        _ => "PRIVMSG"u8,
    };
}
