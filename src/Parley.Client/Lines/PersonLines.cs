using Parley.Client.Connections;
using Parley.Client.Messages;
using Parley.Client.Rooms;
using Parley.Protocol.Names;

namespace Parley.Client.Lines;

/// <summary>What people do in all their rooms at once.</summary>
internal static class PersonLines
{
    /// <summary><c>NICK &lt;new&gt;</c>. Source: https://modern.ircdocs.horse/#nick-message.</summary>
    public static void Nick(ChatClient client, Session session, Incoming line)
    {
        string old = line.From.Nickname;
        string nickname = line[0];
        if (nickname.Length == 0)
            return;
        foreach ((ClientRoom room, Member member) in client.Conversations.With(old).ToArray())
        {
            room.Rename(member, nickname, session.Features.Fold(nickname));
            client.AddEvent(room, MessageKind.Renamed, line, about: nickname);
        }
        if (client.IsMe(old))
        {
            client.Nickname = client.WantedNickname = nickname;
            session.Mask = session.Mask with { Nickname = nickname };
            return;
        }
        if (client.Conversations.FindDirect(old) is { } direct)
            client.Conversations.Rename(direct, nickname);
        Regain(client, session, old);
    }

    /// <summary><c>QUIT [:&lt;reason&gt;]</c>. Source: https://modern.ircdocs.horse/#quit-message.</summary>
    public static void Quit(ChatClient client, Session session, Incoming line)
    {
        string nickname = line.From.Nickname;
        foreach ((ClientRoom room, Member member) in client.Conversations.With(nickname).ToArray())
        {
            room.Exit(member.Key);
            client.AddEvent(room, MessageKind.Quit, line, line[0]);
        }
        if (client.Conversations.FindDirect(nickname) is { } direct)
            client.AddEvent(direct, MessageKind.Quit, line, line[0]);
        Regain(client, session, nickname);
    }

    /// <summary><c>AWAY [:&lt;text&gt;]</c>. Source: https://ircv3.net/specs/extensions/away-notify.</summary>
    public static void Away(ChatClient client, Session session, Incoming line)
    {
        foreach ((_, Member member) in client.Conversations.With(line.From.Nickname))
            (member.IsAway, member.AwayText) = (line.Count > 0, line.Count > 0 ? FormattedText.Strip(line[0]) : null);
    }

    /// <summary><c>SETNAME :&lt;real name&gt;</c>. Source: https://ircv3.net/specs/extensions/setname.</summary>
    public static void SetName(ChatClient client, Session session, Incoming line)
    {
        foreach ((_, Member member) in client.Conversations.With(line.From.Nickname))
            member.RealName = FormattedText.Strip(line[0]);
    }

    /// <summary><c>ACCOUNT &lt;account&gt;</c>, or <c>*</c> for none. Source: https://ircv3.net/specs/extensions/account-notify.</summary>
    public static void Account(ChatClient client, Session session, Incoming line)
    {
        foreach ((_, Member member) in client.Conversations.With(line.From.Nickname))
            member.Account = line[0] is "*" or "" ? null : line[0];
    }

    /// <summary><c>CHGHOST &lt;user&gt; &lt;host&gt;</c>. Source: https://ircv3.net/specs/extensions/chghost.</summary>
    public static void Host(ChatClient client, Session session, Incoming line)
    {
        foreach ((_, Member member) in client.Conversations.With(line.From.Nickname))
            (member.Username, member.Host) = (line[0], line[1]);
        if (client.IsMe(line.From.Nickname))
            session.Mask = new SourceMask(client.Nickname, line[0], line[1]);
    }

    // The nickname that we wanted is free again, most often because our own connection that broke has timed out.
    private static void Regain(ChatClient client, Session session, string gone)
    {
        if (!client.IsMe(gone) && !client.IsMe(client.WantedNickname) && session.Features.Fold(gone) == session.Features.Fold(client.WantedNickname))
            session.Send("NICK"u8, client.WantedNickname);
    }
}
