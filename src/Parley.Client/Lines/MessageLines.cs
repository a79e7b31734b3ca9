using Parley.Client.Connections;
using Parley.Client.Messages;
using Parley.Client.Rooms;
using Parley.Client.Searching;

namespace Parley.Client.Lines;

/// <summary>What people say.</summary>
internal static class MessageLines
{
    private const char Ctcp = '\u0001';

    /// <summary><c>PRIVMSG|NOTICE &lt;target&gt; :&lt;text&gt;</c>.</summary>
    /// <remarks>Sources: https://modern.ircdocs.horse/#privmsg-message, https://modern.ircdocs.horse/ctcp, https://ircv3.net/specs/extensions/echo-message.</remarks>
    public static void Message(ChatClient client, Session session, Incoming line)
    {
        if (session.FindBatch(line.Batch)?.Type == SearchRequests.Batch)
        {
            client.Searches.Take(client, session, line);
            return;
        }
        bool notice = line.Verb == "NOTICE";
        string raw = line[1];
        MessageKind kind = notice ? MessageKind.Notice : MessageKind.Text;
        if (raw.StartsWith(Ctcp))
        {
            string request = raw.Trim(Ctcp);
            if (!request.StartsWith("ACTION ", StringComparison.Ordinal) || notice)
            {
                if (!notice && client.IsMe(line[0]) && !client.IsMe(line.From.Nickname))
                    client.Answer(line.From.Nickname, request);
                return;
            }
            (kind, raw) = (MessageKind.Action, request["ACTION ".Length..]);
        }

        bool own = client.IsMe(line.From.Nickname);
        bool isIgnored = !own && client.Ignored.Contains(line.From.Nickname, line.Account);
        bool isHistory = session.FindBatch(line.Batch) is { IsHistory: true };
        if (!isHistory && client.Outgoing.Echoed(line, kind, raw, own, session.Features.Fold))
            return;
        if (isHistory && client.History.Of(session.FindBatch(line.Batch)!) is { } asked)
        {
            own |= IsToOther(session, line, asked.Conversation);
            ChatMessage message = NewMessage(client, session, line, kind, raw, own, isHistory);
            message.IsMention = client.Concerns(asked.Conversation, message);
            asked.Take(message);
        }
        else if (isHistory && client.CatchUps.WaitingFor(session.FindBatch(line.Batch)!.Target) is { } waiting)
        {
            own |= IsToOther(session, line, waiting);
            waiting.CatchUp!.Take(NewMessage(client, session, line, kind, raw, own, isHistory), line.Token);
        }
        else if (isIgnored)
        {
            client.CatchUps.Heard(line.Time);
        }
        else if (Place(client, session, line, own, notice) is { } conversation)
        {
            if (!isHistory)
                client.CatchUps.Heard(line.Time);
            client.Add(conversation, NewMessage(client, session, line, kind, raw, own, isHistory));
        }
        else
        {
            client.Tell(new ServerNotice(ServerNoticeKind.Info, FormattedText.Strip(raw), line.From.Nickname, null));
        }
    }

    // Under whatever name it was: what was not said by the other was said by us.
    private static bool IsToOther(Session session, Incoming line, Conversation conversation)
        => conversation is not ClientRoom && session.Features.Fold(line[0]) == conversation.Key;

    private static ChatMessage NewMessage(ChatClient client, Session session, Incoming line, MessageKind kind, string raw, bool own, bool isHistory)
        => new(kind, line.From, line[0], raw, line.Time, MessageState.Received)
        {
            Id = line.Id,
            Order = session.Features.KnowsTokens ? line.Id : null,
            IsOwn = own,
            IsIgnored = !own && client.Ignored.Contains(line.From.Nickname, line.Account),
            File = client.FileOf(raw),
            IsOld = isHistory && line.Time < client.Started,
        };

    // Null: a word of the server, or a notice of somebody with whom we do not talk.
    private static Conversation? Place(ChatClient client, Session session, Incoming line, bool own, bool notice)
    {
        // A message may be for those of a rank only: @#room.
        string target = line[0].TrimStart(session.Features.RankSigns.ToCharArray());
        if (session.Features.IsRoom(target))
            return client.Conversations.FindRoom(target);
        string other = own ? line[0] : line.From.Nickname;
        bool fromServer = line.From.Username is null && other.Contains('.') || other.Length == 0;
        if (notice || fromServer)
            return client.Conversations.FindDirect(other);
        return client.Conversations.OpenDirect(other);
    }
}
