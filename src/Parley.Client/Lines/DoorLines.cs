using Parley.Client.Connections;
using Parley.Client.Messages;
using Parley.Client.Rooms;
using Parley.Protocol.Names;

namespace Parley.Client.Lines;

/// <summary>Who is asked into a room, who asks to be, and who is sent on to another.</summary>
internal static class DoorLines
{
    /// <summary><c>INVITE &lt;nick&gt; &lt;channel&gt;</c>. Source: https://modern.ircdocs.horse/#invite-message.</summary>
    public static void Invite(ChatClient client, Session session, Incoming line)
    {
        if (client.IsMe(line[0]) && session.Features.IsRoom(line[1]) && line.From.Nickname.Length > 0)
            client.Tell(new Invitation(line[1], line.From.Nickname));
    }

    /// <summary>710: <c>&lt;channel&gt; &lt;mask&gt; :&lt;text&gt;</c>. Source: https://defs.ircdocs.horse/defs/numerics#rpl-knock-710.</summary>
    public static void Knock(ChatClient client, Session session, Incoming line)
    {
        // Beside what was said, if anything, the text says that somebody knocks: "has asked for an invite (Hello)".
        string text = FormattedText.Strip(line.Last);
        int open = text.IndexOf('('), close = text.LastIndexOf(')');
        client.Tell(new Knock(line[1], SourceMask.Parse(line[2]).Nickname, open >= 0 && close > open ? text[(open + 1)..close] : ""));
    }

    /// <summary>470: <c>&lt;channel&gt; &lt;other&gt; :&lt;text&gt;</c>: this one is not open to us, and we are let into that one instead.</summary>
    public static void Forwarded(ChatClient client, Session session, Incoming line)
    {
        client.Unwant(line[1]);
        client.Conversations.Refused(line[1], FormattedText.Strip(line.Last));
        client.TellForwarded(line[1], line[2]);
    }
}
