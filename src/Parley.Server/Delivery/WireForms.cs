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

    /// <summary>JOIN with account and real name.</summary>
    ExtendedJoin = 1 << 2,
}

/// <summary>Writes messages in their forms.</summary>
/// <remarks>Sources: https://ircv3.net/specs/extensions/message-tags, /message-ids, /server-time.</remarks>
internal static class WireForms
{
    /// <summary>How many forms there are.</summary>
    public const int Count = 1 << 3;

    /// <summary>The form for a client of these capabilities.</summary>
    public static WireForm Of(Capability capabilities)
        => (capabilities.HasFlag(Capability.MessageTags) ? WireForm.Tags : 0)
            | (capabilities.HasFlag(Capability.ServerTime) ? WireForm.Time : 0)
            | (capabilities.HasFlag(Capability.ExtendedJoin) ? WireForm.ExtendedJoin : 0);

    /// <summary>Writes a message; nothing for a message of tags to a client without tags.</summary>
    public static void Write(LineWriter line, Message message, WireForm form)
    {
        if (message.Kind == MessageKind.TagMsg && !form.HasFlag(WireForm.Tags))
            return;
        WriteTime(line, message.At, form);
        if (form.HasFlag(WireForm.Tags))
        {
            Span<byte> id = stackalloc byte[6 + 32];
            "msgid="u8.CopyTo(id);
            message.Id.TryFormat(id[6..], out _, "N");
            line.RawTag(id);
            if (message.ClientTags.Length > 0)
                line.RawTag(message.ClientTags.Span);
        }
        line.Source(message.Source).Verb(Verb(message.Kind)).Param(message.Target);
        if (message.Kind != MessageKind.TagMsg)
            line.Trailing(message.Text.Span);
        line.End();
    }

    /// <summary>Writes the tag <c>time</c> if the form has it.</summary>
    public static void WriteTime(LineWriter line, DateTimeOffset at, WireForm form)
    {
        if (!form.HasFlag(WireForm.Time))
            return;
        Span<byte> tag = stackalloc byte[5 + 28];
        "time="u8.CopyTo(tag);
        Utf8Formatter.TryFormat(at.UtcDateTime, tag[5..], out _, 'O');
        // The specification wants milliseconds, the format writes seven digits: yyyy-MM-ddTHH:mm:ss.fff.
        tag[5 + 23] = (byte)'Z';
        line.RawTag(tag[..(5 + 24)]);
    }

    private static ReadOnlySpan<byte> Verb(MessageKind kind) => kind switch
    {
        MessageKind.Notice => "NOTICE"u8,
        MessageKind.TagMsg => "TAGMSG"u8,
        _ => "PRIVMSG"u8,
    };
}
