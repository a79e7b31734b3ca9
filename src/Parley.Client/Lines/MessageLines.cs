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
        if (session.FindBatch(line.Batch)?.Lines is { } lines)
            lines.Add(line);
        else
            Take(client, session, Said.Of(line, line[0], line[1]));
    }

    /// <summary>Takes what somebody said; null: nothing was.</summary>
    public static void Take(ChatClient client, Session session, Said? said)
    {
        if (said is null)
            return;
        Batch? batch = session.FindBatch(said.Batch);
        if (batch?.Type == SearchRequests.Batch)
        {
            client.Searches.Take(client, session, said);
            return;
        }
        if (said.IsNotice && client.ServiceAnswers.Take(said.Label, FormattedText.Strip(said.Raw)))
            return;
        (MessageKind kind, string raw) = (said.IsNotice ? MessageKind.Notice : MessageKind.Text, said.Raw);
        if (raw.StartsWith(Ctcp))
        {
            string request = raw.Trim(Ctcp);
            if (!request.StartsWith("ACTION ", StringComparison.Ordinal) || said.IsNotice)
            {
                if (!said.IsNotice && client.IsMe(said.Target) && !client.IsMe(said.From.Nickname))
                    client.Answer(said.From.Nickname, request);
                return;
            }
            (kind, raw) = (MessageKind.Action, request["ACTION ".Length..]);
        }

        bool own = client.IsMe(said.From.Nickname);
        if (batch is { IsHistory: true })
            TakeOld(client, session, said, batch, kind, raw, own);
        else if (!client.Outgoing.Echoed(said, kind, raw, own, session.Features.Fold))
            TakeNew(client, session, said, kind, raw, own);
    }

    private static void TakeOld(ChatClient client, Session session, Said said, Batch batch, MessageKind kind, string raw, bool own)
    {
        if (client.History.Of(batch) is { } asked)
        {
            ChatMessage message = NewMessage(client, session, said, asked.Conversation, kind, raw, own || IsToOther(session, said, asked.Conversation), isHistory: true);
            message.IsMention = client.Concerns(asked.Conversation, message);
            asked.Take(message);
        }
        else if (client.CatchUps.WaitingFor(batch.Target) is { } waiting)
        {
            own |= IsToOther(session, said, waiting);
            waiting.CatchUp!.Take(NewMessage(client, session, said, waiting, kind, raw, own, isHistory: true), said.Token);
        }
        else if (!Ignores(client, said, own) && Place(client, session, said, own) is { } conversation)
        {
            client.Add(conversation, NewMessage(client, session, said, conversation, kind, raw, own, isHistory: true));
        }
    }

    private static void TakeNew(ChatClient client, Session session, Said said, MessageKind kind, string raw, bool own)
    {
        if (Ignores(client, said, own))
        {
            client.CatchUps.Heard(said.Time);
        }
        else if (Place(client, session, said, own) is { } conversation)
        {
            client.CatchUps.Heard(said.Time);
            conversation.Typing.Stopped(session.Features.Fold(said.From.Nickname));
            client.Add(conversation, NewMessage(client, session, said, conversation, kind, raw, own, isHistory: false));
        }
        else
        {
            client.Tell(new ServerNotice(ServerNoticeKind.Info, FormattedText.Strip(raw), said.From.Nickname, null));
        }
    }

    // Under whatever name it was: what was not said by the other was said by us.
    private static bool IsToOther(Session session, Said said, Conversation conversation)
        => conversation is not ClientRoom && session.Features.Fold(said.Target) == conversation.Key;

    private static bool Ignores(ChatClient client, Said said, bool own) => !own && client.Ignored.Contains(said.From.Nickname, said.Account);

    private static ChatMessage NewMessage(ChatClient client, Session session, Said said, Conversation conversation, MessageKind kind, string raw, bool own, bool isHistory)
    {
        bool isIgnored = Ignores(client, said, own);
        if (said is { Corrects: { } corrected, Id: { } id } && kind == MessageKind.Text && !isIgnored)
            conversation.Annotations.Of(corrected).Correct(new Correction(id, raw, said.From, said.Account, own, said.Time));
        return new ChatMessage(kind, said.From, said.Target, raw, said.Time, MessageState.Received)
        {
            Id = said.Id,
            Order = session.Features.KnowsTokens ? said.Id : null,
            IsOwn = own,
            IsIgnored = isIgnored,
            Account = said.Account,
            ReplyTo = said.ReplyTo,
            Corrects = kind == MessageKind.Text ? said.Corrects : null,
            Annotations = conversation.Annotations,
            File = client.FileOf(raw),
            IsOld = isHistory && said.Time < client.Started,
        };
    }

    // Null: a word of the server, or a notice of somebody with whom we do not talk.
    private static Conversation? Place(ChatClient client, Session session, Said said, bool own)
    {
        // A message may be for those of a rank only: @#room.
        string target = said.Target.TrimStart(session.Features.RankSigns.ToCharArray());
        if (session.Features.IsRoom(target))
            return client.Conversations.FindRoom(target);
        string other = own ? said.Target : said.From.Nickname;
        bool fromServer = said.From.Username is null && other.Contains('.') || other.Length == 0;
        if (said.IsNotice || fromServer)
            return client.Conversations.FindDirect(other);
        return client.Conversations.OpenDirect(other);
    }
}
