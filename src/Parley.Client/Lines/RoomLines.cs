using Parley.Client.Connections;
using Parley.Client.Messages;
using Parley.Client.Rooms;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Names;

namespace Parley.Client.Lines;

/// <summary>Who is in which room, and what the room is about.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#channel-operations.</remarks>
internal static class RoomLines
{
    // Asking who is away costs the server a line for each member; in a larger room it is seen as they come and go.
    private const int MaxAskedAway = 100;

    // What the answer bears that it is told by from other answers to WHO; any number of up to three digits.
    private const string WhoxToken = "247";

    /// <summary><c>JOIN &lt;channel&gt; [&lt;account&gt; :&lt;real name&gt;]</c>. Source: https://ircv3.net/specs/extensions/extended-join.</summary>
    public static void Join(ChatClient client, Session session, Incoming line)
    {
        if (client.IsMe(line.From.Nickname))
        {
            JoinMyself(client, session, line);
            return;
        }
        if (client.Conversations.FindRoom(line[0]) is not { IsJoined: true } room || line.From.Nickname.Length == 0)
            return;
        Member member = NewMember(session, line.From, "");
        member.Since = line.Time;
        if (line.Count > 2)
            (member.Account, member.RealName) = (line[1] == "*" ? null : line[1], line[2]);
        room.Enter(member);
        client.AddEvent(room, MessageKind.Joined, line);
    }

    /// <summary><c>PART &lt;channel&gt; [:&lt;reason&gt;]</c>.</summary>
    public static void Part(ChatClient client, Session session, Incoming line)
    {
        if (client.Conversations.FindRoom(line[0]) is not { } room)
            return;
        client.AddEvent(room, MessageKind.Left, line, line[1]);
        if (client.IsMe(line.From.Nickname))
        {
            room.Leave();
            client.Unwant(room.Name);
            client.Conversations.Rooms.Remove(room);
        }
        else
        {
            room.Exit(client.Conversations.Fold(line.From.Nickname));
        }
    }

    /// <summary><c>KICK &lt;channel&gt; &lt;nick&gt; [:&lt;reason&gt;]</c>. The room stays to be seen, but is not joined again by itself.</summary>
    public static void Kick(ChatClient client, Session session, Incoming line)
    {
        if (client.Conversations.FindRoom(line[0]) is not { } room)
            return;
        client.AddEvent(room, MessageKind.Kicked, line, line[2], about: line[1]);
        if (client.IsMe(line[1]))
        {
            room.Leave();
            client.Unwant(room.Name);
        }
        else
        {
            room.Exit(client.Conversations.Fold(line[1]));
        }
    }

    /// <summary><c>TOPIC &lt;channel&gt; :&lt;text&gt;</c>.</summary>
    public static void Topic(ChatClient client, Session session, Incoming line)
    {
        if (client.Conversations.FindRoom(line[0]) is not { } room)
            return;
        room.Topic = FormattedText.Strip(line[1]);
        room.TopicSet = (line.From.Nickname, line.Time);
        client.AddEvent(room, MessageKind.Topic, line, line[1]);
    }

    /// <summary>331, 332: the topic as it stands, or that there is none.</summary>
    public static void TopicIs(ChatClient client, Session session, Incoming line)
    {
        if (client.Conversations.FindRoom(line[1]) is { } room)
            room.Topic = line.Numeric == 332 ? FormattedText.Strip(line[2]) : "";
    }

    /// <summary><c>MODE &lt;channel&gt; &lt;changes&gt; [&lt;parameter&gt;…]</c>. Source: https://modern.ircdocs.horse/#mode-message.</summary>
    public static void Mode(ChatClient client, Session session, Incoming line)
    {
        if (client.Conversations.FindRoom(line[0]) is not { IsJoined: true } room)
            return;
        ServerFeatures features = session.Features;
        bool set = true;
        bool unsure = false;
        int next = 2;
        foreach (char mode in line[1])
        {
            if (mode is '+' or '-')
            {
                set = mode == '+';
                continue;
            }
            string parameter = features.TakesParameter(mode, set) ? line[next++] : "";
            int rank = features.RankModes.IndexOf(mode);
            if (rank < 0 && !features.IsList(mode))
                room.Modes.Set(mode, set, parameter.Length > 0 ? parameter : null);
            if (rank < 0 || room.Members.Find(features.Fold(parameter)) is not { } member)
                continue;
            SetRank(features, room, member, features.RankSigns[rank], set);
            unsure |= !set;
        }
        // Without multi-prefix only the highest rank was told: what is left beneath one that was taken is asked for.
        if (unsure && !session.Has(Capability.MultiPrefix))
            session.Send("NAMES"u8, room.Name);
        client.AddEvent(room, MessageKind.Mode, line, string.Join(' ', Enumerable.Range(1, Math.Max(0, line.Count - 1)).Select(i => line[i])));
    }

    /// <summary>353: names of those who are here, each with its signs and perhaps its mask.</summary>
    /// <remarks>Sources: https://ircv3.net/specs/extensions/multi-prefix, https://ircv3.net/specs/extensions/userhost-in-names.</remarks>
    public static void Names(ChatClient client, Session session, Incoming line)
    {
        if (client.Conversations.FindRoom(line[2]) is not { IsJoined: true } room)
            return;
        foreach (string name in line[3].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string bare = name.TrimStart(session.Features.RankSigns.ToCharArray());
            if (bare.Length > 0)
                room.Arrive(NewMember(session, SourceMask.Parse(bare), name[..^bare.Length]));
        }
    }

    /// <summary>366: that was all of them.</summary>
    public static void EndOfNames(ChatClient client, Session session, Incoming line)
    {
        if (client.Conversations.FindRoom(line[1]) is not { IsJoined: true } room)
            return;
        bool first = room.Members.Count <= 1;
        room.AllArrived();
        if (first && session.Has(Capability.AwayNotify) && room.Members.Count <= MaxAskedAway)
            AskWho(session, room);
    }

    /// <summary>354: <c>247 &lt;channel&gt; &lt;user&gt; &lt;host&gt; &lt;nick&gt; &lt;H|G…&gt; &lt;account&gt; :&lt;real name&gt;</c>, as it was asked for.</summary>
    /// <remarks>Source: https://ircv3.net/specs/extensions/whox.</remarks>
    public static void Whox(ChatClient client, Session session, Incoming line)
    {
        if (line[1] != WhoxToken || client.Conversations.FindRoom(line[2])?.Members.Find(session.Features.Fold(line[5])) is not { } member)
            return;
        (member.Username, member.Host, member.IsAway) = (line[3], line[4], line[6].StartsWith('G'));
        member.IsBot = session.Features.BotMark is not '\0' and var mark && line[6].Contains(mark);
        (member.Account, member.RealName) = (line[7] == "0" ? null : line[7], FormattedText.Strip(line[8]));
    }

    /// <summary>352: <c>&lt;channel&gt; &lt;user&gt; &lt;host&gt; &lt;server&gt; &lt;nick&gt; &lt;H|G…&gt; :&lt;hops&gt; &lt;real name&gt;</c>.</summary>
    public static void Who(ChatClient client, Session session, Incoming line)
    {
        if (client.Conversations.FindRoom(line[1])?.Members.Find(session.Features.Fold(line[5])) is not { } member)
            return;
        (member.Username, member.Host, member.IsAway) = (line[2], line[3], line[6].StartsWith('G'));
        member.IsBot = session.Features.BotMark is not '\0' and var mark && line[6].Contains(mark);
        int space = line[7].IndexOf(' ');
        member.RealName = space < 0 ? member.RealName : line[7][(space + 1)..];
    }

    private static void JoinMyself(ChatClient client, Session session, Incoming line)
    {
        if (line.From.Host is not null)
            session.Mask = line.From;
        if (client.Want(line[0]) is not { } room)
            return;
        room.Leave();
        room.Name = line[0];
        room.IsJoined = true;
        Member me = NewMember(session, line.From, "");
        me.Since = line.Time;
        room.Enter(me);
        client.AddEvent(room, MessageKind.Joined, line);
        client.CatchUps.Heard(line.Time);
        client.CatchUps.Begin(session, room);
        client.Conversations.Joined(room);
    }

    private static void AskWho(Session session, ClientRoom room)
    {
        if (session.Features.HasWhox)
            session.Send("WHO"u8, room.Name, "%tcuhnfar," + WhoxToken);
        else
            session.Send("WHO"u8, room.Name);
    }

    private static Member NewMember(Session session, SourceMask mask, string prefixes) => new(mask.Nickname)
    {
        Key = session.Features.Fold(mask.Nickname),
        Username = mask.Username,
        Host = mask.Host,
        Prefixes = prefixes,
        Rank = session.Features.RankOf(prefixes),
    };

    private static void SetRank(ServerFeatures features, ClientRoom room, Member member, char sign, bool set)
    {
        IEnumerable<char> signs = set ? member.Prefixes.Append(sign).Distinct() : member.Prefixes.Where(one => one != sign);
        string prefixes = string.Concat(signs.OrderBy(one => features.RankSigns.IndexOf(one)));
        room.SetPrefixes(member, prefixes, features.RankOf(prefixes));
    }
}
