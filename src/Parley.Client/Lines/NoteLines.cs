using Parley.Client.Connections;
using Parley.Client.Messages;
using Parley.Client.Rooms;

namespace Parley.Client.Lines;

/// <summary>What is said about messages: reactions, that one was taken back; and that somebody is typing one.</summary>
internal static class NoteLines
{
    /// <summary><c>@+reply=&lt;msgid&gt;;+draft/react=&lt;text&gt; TAGMSG &lt;target&gt;</c>, <c>@+typing=&lt;state&gt; TAGMSG &lt;target&gt;</c>.</summary>
    /// <remarks>Sources: https://ircv3.net/specs/client-tags/react, https://ircv3.net/specs/client-tags/typing.</remarks>
    public static void TagMsg(ChatClient client, Session session, Incoming line)
    {
        bool own = client.IsMe(line.From.Nickname);
        if (Place(client, session, line, own) is not { } conversation || (!own && client.Ignored.Contains(line.From.Nickname, line.Account)))
            return;
        if (line.ReplyTo is { } id && (line.Reaction ?? line.Unreaction) is { } text && FormattedText.Strip(text).Trim() is { Length: > 0 and <= Reaction.Longest } reaction)
        {
            conversation.Annotations.Of(id).React(
                reaction, line.Account is { } account ? "=" + account : session.Features.Fold(line.From.Nickname), line.From.Nickname,
                own || (line.Account is not null && line.Account == client.Account), isHeld: line.Reaction is not null, line.Time);
            if (line.Reaction is not null && line.Batch is null)
                client.TellReaction(conversation, id, line.From.Nickname, reaction);
        }
        if (line.Typing is { } state && !own && line.Batch is null)
            conversation.Typing.Heard(session.Features.Fold(line.From.Nickname), line.From.Nickname, state);
    }

    /// <summary><c>REDACT &lt;target&gt; &lt;msgid&gt; [:&lt;reason&gt;]</c>.</summary>
    /// <remarks>Source: https://ircv3.net/specs/extensions/message-redaction. The server has looked whether they may.</remarks>
    public static void Redact(ChatClient client, Session session, Incoming line)
    {
        if (Place(client, session, line, client.IsMe(line.From.Nickname)) is { } conversation)
            conversation.Annotations.Of(line[1]).Redact(new Redaction(line.From.Nickname, FormattedText.Strip(line[2])));
    }

    private static Conversation? Place(ChatClient client, Session session, Incoming line, bool own)
        => session.Features.IsRoom(line[0]) ? client.Conversations.FindRoom(line[0]) : client.Conversations.FindDirect(own ? line[0] : line.From.Nickname);
}
