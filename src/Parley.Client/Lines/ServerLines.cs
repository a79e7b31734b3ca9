using Parley.Client.Connections;
using Parley.Client.Messages;
using Parley.Client.Searching;

namespace Parley.Client.Lines;

/// <summary>Words of the server itself: pings, batches, refusals, everything that has no handler of its own.</summary>
internal static class ServerLines
{
    private const string TokenBatch = "draft/authtoken";
    private const string LabelBatch = "labeled-response";
    private const string TargetsBatch = "draft/chathistory-targets";

    /// <summary><c>PING :&lt;text&gt;</c>.</summary>
    public static void Ping(ChatClient client, Session session, Incoming line) => session.SendText("PONG"u8, [], line.Last);

    /// <summary><c>BATCH +&lt;reference&gt; &lt;type&gt; …</c> and <c>BATCH -&lt;reference&gt;</c>. Source: https://ircv3.net/specs/extensions/batch.</summary>
    public static void Batch(ChatClient client, Session session, Incoming line)
    {
        if (line[0].StartsWith('+'))
        {
            if (line[1] == AccountLines.PasskeyBatch)
                client.PasskeyAnswers.Append(["BATCH", line[2]]);
            session.OpenBatch(line[0][1..], new Batch(line[1], line.Label, line[2], line.IsHistoryEnd)
            {
                Lines = line[1] == SaidInLines.BatchType ? new SaidInLines(Said.Of(line, line[2], "")) : null,
            });
        }
        else if (line[0].StartsWith('-') && session.CloseBatch(line[0][1..]) is { } batch)
        {
            if (batch.Lines is { } lines)
                MessageLines.Take(client, session, lines.Whole);
            else if (batch.Type == TokenBatch)
                client.Tokens.Complete();
            else if (batch.Type == AccountLines.DeviceBatch)
                client.DeviceAnswers.Complete();
            else if (batch.Type == AccountLines.PasskeyBatch)
                client.PasskeyAnswers.Complete();
            else if (batch.Type == InviteLinkLines.Batch)
                client.LinkAnswers.Complete();
            else if (batch.Type == SearchRequests.Batch)
                client.Searches.Complete();
            else if (batch.Type == LabelBatch)
                client.Answered(batch.Label);
            else if (batch.Type == TargetsBatch)
                client.CatchUps.AllListed(session);
            else if (batch.IsHistory && !client.History.Complete(batch))
                client.CatchUps.PageEnded(session, batch.Target, batch.IsEnd);
        }
    }

    /// <summary><c>PONG [&lt;server&gt;] :&lt;text&gt;</c>: what was sent before the ping has been answered.</summary>
    public static void Pong(ChatClient client, Session session, Incoming line)
    {
        client.Outgoing.Passed(line.Last);
        client.CatchUps.Passed(line.Last);
        client.History.Passed(line.Last);
    }

    /// <summary><c>CHATHISTORY TARGETS &lt;name&gt; &lt;time&gt;</c>. Source: https://ircv3.net/specs/extensions/chathistory#targets.</summary>
    public static void ChatHistory(ChatClient client, Session session, Incoming line)
    {
        if (line[0] == "TARGETS")
            client.CatchUps.Listed(line[1]);
    }

    /// <summary><c>TOKEN GENERATE * &lt;chunk&gt;</c>, one of the lines in its batch.</summary>
    public static void Token(ChatClient client, Session session, Incoming line)
    {
        client.Tokens.Append(line.Last);
        if (session.FindBatch(line.Batch)?.Type != TokenBatch)
            client.Tokens.Complete();
    }

    /// <summary><c>FAIL|WARN|NOTE &lt;command&gt; &lt;code&gt; [&lt;context&gt;…] :&lt;text&gt;</c>. Source: https://ircv3.net/specs/extensions/standard-replies.</summary>
    public static void StandardReply(ChatClient client, Session session, Incoming line)
    {
        string text = FormattedText.Strip(line.Last);
        string? context = line.Count > 3 ? line[2] : null;
        if (line.Verb == "FAIL")
        {
            if (line[0] == "TOKEN" && client.Tokens.Refused(text))
                return;
            if (line[0] == "SEARCH" && client.Searches.Refused(text))
                return;
            if (AccountLines.IsRefused(client, line[0], line[1], text))
                return;
            if (!session.IsRegistered && line[1] == "ACCOUNT_REQUIRED")
            {
                client.NeedLogin(text);
                return;
            }
            if (line[0] == "CHATHISTORY" && client.History.Refused(line.Label, text))
                return;
            // The conversation shows that something is missing, and nobody has typed this command.
            if (line[0] is "CHATHISTORY" or "MARKREAD")
                return;
            if (Refused(client, session, line, line[0] == "PRIVMSG", context, text))
                return;
        }
        if (line.Verb == "NOTE" && line[0] == "JOIN" && line[1] == "RETENTION" && client.Conversations.FindRoom(line[2]) is { } room)
            room.Retention = text;
        client.Tell(new ServerNotice(line.Verb == "FAIL" ? ServerNoticeKind.Error : ServerNoticeKind.Info, text, context, line[1]) { Parameters = line.All });
    }

    /// <summary>A numeric that has no handler: 400 and up are refusals, but for answers that happen to stand there.</summary>
    public static void OtherNumeric(ChatClient client, Session session, Incoming line)
    {
        bool refusal = line.Numeric is >= 400 and < 600 or 696 or 716;
        string text = FormattedText.Strip(line.Last);
        string? context = line.Count > 2 ? line[1] : null;
        switch (line.Numeric)
        {
            // What every server tells of itself at the start, and ends of lists that nobody asked to see.
            case 2 or 3 or 4 or 221 or (>= 250 and <= 255) or 265 or 266 or 305 or 306 or 315 or 375 or 770 or 771:
                break;
            case 301:
                client.Tell(new ServerNotice(ServerNoticeKind.Info, text, context, line.Verb));
                break;
            case 372:
                client.Tell(new ServerNotice(ServerNoticeKind.Motd, text.StartsWith("- ", StringComparison.Ordinal) ? text[2..] : text, null, line.Verb));
                break;
            case >= 263 and < 500 when QuestionLines.IsRefused(client, session, line):
                break;
            case 464 or 465 or 466 when !session.IsRegistered:
                client.TurnAway(new ServerNotice(ServerNoticeKind.Error, text, null, line.Verb) { Parameters = line.All });
                break;
            case 421 when line[1] == "TOKEN" && client.Tokens.Refused(text):
                break;
            case 421 when AccountLines.IsRefused(client, line[1], line.Verb, text):
                break;
            default:
                if (refusal && Refused(client, session, line, IsAboutMessage(line.Numeric), context, text))
                    break;
                if (!refusal)
                    text = FormattedText.Strip(string.Join(' ', Enumerable.Range(1, Math.Max(0, line.Count - 1)).Select(i => line[i])));
                client.Tell(new ServerNotice(refusal ? ServerNoticeKind.Error : ServerNoticeKind.Info, text, context, line.Verb) { Parameters = line.All, Terms = line.Terms });
                break;
        }
    }

    // Without a label a refusal is matched to a message by its target, so it must be one that messages get.
    private static bool IsAboutMessage(int numeric)
        => numeric is 401 or 403 or 404 or (>= 407 and <= 408) or (>= 411 and <= 417) or 477 or 486 or 489 or 492 or 531 or 716;

    private static bool Refused(ChatClient client, Session session, Incoming line, bool aboutMessage, string? context, string text)
    {
        string? key = context is null ? null : session.Features.Fold(context);
        if ((aboutMessage || line.Label is not null)
            && client.Outgoing.Refused(line.Label, target => key is null || session.Features.Fold(target) == key, text, line.Numeric > 0 ? line.Verb : line[1], line.Terms))
            return true;
        if (context is not null && session.Features.IsRoom(context)
            && (client.Conversations.IsAwaited(context) || client.Conversations.FindRoom(context) is { IsJoined: false }))
        {
            client.Unwant(context);
            client.Conversations.Refused(context, text);
        }
        return false;
    }
}
