using Parley.Core.History;
using Parley.Core.Messages;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Messages;
using Parley.Server.Delivery;
using Parley.Server.Sessions;

namespace Parley.Server.Replies;

/// <summary>What was said and what happened before, as lines.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/chathistory#returned-message-notes, https://ircv3.net/specs/batches/chathistory.</remarks>
internal static class HistoryLines
{
    // Opened and closed in one answer, and no other batch is called so.
    private const string Reference = "h";

    // Lines are appended in pieces of about this many bytes.
    private const int Piece = 16 * 1024;

    /// <summary>The kinds of things of which the session wants to hear.</summary>
    public static HistoryContent ContentFor(Session session)
        => HistoryContent.Messages
            | (session.Has(Capability.MessageRedaction) ? HistoryContent.Redactions : 0)
            | (session.Has(Capability.EventPlayback) ? HistoryContent.Events : 0);

    /// <summary>Sends a part of a history, as a batch when the session knows batches.</summary>
    /// <param name="to">Answers to the session.</param>
    /// <param name="session">The session.</param>
    /// <param name="target">The room, or the other one of two.</param>
    /// <param name="page">What to send. Nothing is an empty batch.</param>
    public static ValueTask SendAsync(Reply to, Session session, string target, HistoryPage page)
    {
        var line = new LineWriter();
        string? batch = session.Has(Capability.Batch) ? Reference : null;
        if (batch is not null)
        {
            // https://github.com/ircv3/ircv3-specifications/pull/598
            if (page.IsEnd && session.Has(Capability.MessageTags))
                line.Tag("draft/chathistory-end"u8);
            line.Source(to.ServerName).Verb("BATCH"u8).Param("+" + batch).Param("chathistory").Param(target).End();
        }
        return SendAsync(to, line, page.Items, item => Write(line, item, target, session.Form, batch), batch);
    }

    /// <summary>Sends what was found, as a batch when the session knows batches.</summary>
    /// <remarks>Source: https://codeberg.org/emersion/soju/src/branch/master/doc/ext/search.md.</remarks>
    public static ValueTask SendFoundAsync(Reply to, Session session, IReadOnlyList<Message> found)
    {
        var line = new LineWriter();
        string? batch = session.Has(Capability.Batch) ? Reference : null;
        if (batch is not null)
            line.Source(to.ServerName).Verb("BATCH"u8).Param("+" + batch).Param("soju.im/search").End();
        return SendAsync(to, line, found, message => WireForms.Write(line, message, session.Form, batch), batch);
    }

    private static async ValueTask SendAsync<T>(Reply to, LineWriter line, IReadOnlyList<T> items, Action<T> write, string? batch)
    {
        foreach (T item in items)
        {
            write(item);
            if (line.Written.Length < Piece)
                continue;
            to.Append(line.Written);
            line.Clear();
            await to.PaceAsync();
        }
        if (batch is not null)
            line.Source(to.ServerName).Verb("BATCH"u8).Param("-" + batch).End();
        to.Append(line.Written);
    }

    /// <summary>Writes an item; nothing when it has nothing to say in that form.</summary>
    private static void Write(LineWriter line, HistoryItem item, string target, WireForm form, string? batch)
    {
        if (item is Message message)
        {
            // A room may have had another name then.
            WireForms.Write(line, target.StartsWith('#') && message.Target != target ? message with { Target = target } : message, form, batch);
            return;
        }
        if (batch is not null)
            line.Tag("batch"u8, batch);
        var happening = (Happening)item;
        WireForms.Begin(line, happening.Stamp, form);
        WriteHappening(line, happening.Kind, happening.Words, target, form);
        line.End();
    }

    private static void WriteHappening(LineWriter line, HappeningKind kind, IReadOnlyList<string> words, string target, WireForm form)
    {
        switch (kind)
        {
            case HappeningKind.Joined:
                line.Verb("JOIN"u8).Param(target);
                if (form.HasFlag(WireForm.ExtendedJoin))
                    line.Param(words[0]).Trailing(words[1]);
                break;
            case HappeningKind.Parted:
                line.Verb("PART"u8).Param(target);
                if (words[0].Length > 0)
                    line.Trailing(words[0]);
                break;
            case HappeningKind.Kicked:
                line.Verb("KICK"u8).Param(target).Param(words[0]).Trailing(words[1]);
                break;
            case HappeningKind.Quit:
                line.Verb("QUIT"u8).Trailing(words[0]);
                break;
            case HappeningKind.Renamed:
                line.Verb("NICK"u8).Param(words[0]);
                break;
            case HappeningKind.Topic:
                line.Verb("TOPIC"u8).Param(target).Trailing(words[0]);
                break;
            case HappeningKind.Modes:
                line.Verb("MODE"u8).Param(target);
                foreach (string word in words)
                    line.Param(word);
                break;
            case HappeningKind.Redacted:
                EventLines.WriteRedact(line, target.StartsWith('#') ? target : words[1], words[0], words[2]);
                break;
            default:
                throw new InvalidOperationException($"{kind} has no line.");
        }
    }
}
