using System.Globalization;
using Parley.Core.History;
using Parley.Core.Messages;
using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Capabilities;
using Parley.Server.Commands.History;
using Parley.Server.Delivery;

namespace Parley.Server.Commands.Messages;

/// <summary><c>REDACT &lt;target&gt; &lt;msgid&gt; [:&lt;reason&gt;]</c>: takes a message back, one's own or as who keeps order in the room.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/message-redaction. Replies REDACT; FAIL INVALID_TARGET, UNKNOWN_MSGID, REDACT_FORBIDDEN,
/// REDACT_WINDOW_EXPIRED; 461. Only what is kept can be taken back; histories are then without it.</remarks>
internal static class RedactCommand
{
    private const string Verb = "REDACT";

    public static CommandSpec Spec { get; } = new(Verb, MinParams: 2, Access.Registered, RunAsync, Cost: 2);

    private static async ValueTask RunAsync(CommandContext c)
    {
        string target = c.Text(0);
        if (await History.Buffer.FindAsync(c, target) is not { } buffer)
            c.Reply.Fail(Verb, "INVALID_TARGET", target, $"You cannot delete messages from {target}");
        else if (!MessageReference.TryParseId(c.Text(1), out Guid id) || buffer.Conversation is null || await buffer.Conversation.FindAsync(id) is not Message message)
            c.Reply.Fail(Verb, "UNKNOWN_MSGID", [target, c.Text(1)], "This message does not exist or is too old");
        else if (!await TryRedactAsync(c, buffer, message))
            c.Reply.Fail(Verb, "REDACT_FORBIDDEN", [target, c.Text(1)], "You are not authorised to delete this message");
    }

    private static async ValueTask<bool> TryRedactAsync(CommandContext c, History.Buffer buffer, Message message)
    {
        string reason = c.TextOrEmpty(2);
        if (IsTooLate(c, message))
            return true;
        if (c.Rooms.TryFind(buffer.Name, out IRoom? room))
            return (await room.RedactAsync(c.Actor, message, reason)).Refusal == Refusal.None;
        if (!message.IsBy(c.User))
            return false;
        var redacted = new Happening(c.NewStamp(), HappeningKind.Redacted, message.Id.ToString("N"), buffer.Name, reason);
        buffer.Conversation!.Redact(message.Id, redacted);
        Deliver(c, buffer.Name, redacted);
        return true;
    }

    private static bool IsTooLate(CommandContext c, Message message)
    {
        int minutes = c.Server.Options.History.RedactMinutes;
        bool isTooLate = minutes > 0 && message.IsBy(c.User) && c.Server.Time.GetUtcNow() > message.At + TimeSpan.FromMinutes(minutes);
        if (isTooLate)
            c.Reply.Fail(
                Verb, "REDACT_WINDOW_EXPIRED", [c.Text(0), c.Text(1), (minutes * 60).ToString(CultureInfo.InvariantCulture)],
                "You can no longer edit this message");
        return isTooLate;
    }

    private static void Deliver(CommandContext c, string target, Happening redacted)
    {
        c.Users.TryFind(target, out User? other);
        var encoded = new Encodings<Happening>(redacted, WireForm.OfEvents, static (line, happening, form) =>
        {
            WireForms.Begin(line, happening.Stamp, form);
            EventLines.WriteRedact(line, happening.Words[1], happening.Words[0], happening.Words[2]);
            line.End();
        });
        foreach (Sessions.Session session in c.Fanout.SessionsOf(c.User).Concat(other is null || other == c.User ? [] : c.Fanout.SessionsOf(other)))
            if (!session.Has(Capability.MessageRedaction))
                continue;
            else if (session == c.Session)
                c.Reply.Append(encoded.For(session.Form));
            else if (session.Outbox.Append(encoded.For(session.Form)))
                c.Session.Flushes.Add(session.Outbox);
    }
}
