using Parley.Core.History;
using Parley.Core.Rooms;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Messages;
using Parley.Protocol.Numerics;
using Parley.Server.Commands.History;
using Parley.Server.Delivery;
using Parley.Server.Sessions;

namespace Parley.Server.Replies;

/// <summary>A room's topic and names as numerics.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#names-message, #topic-message.</remarks>
internal static class RoomLines
{
    /// <summary>What a newcomer is told of a room: its topic, if it has one, up to when the newcomer had read it, and its members.</summary>
    public static byte[] Arrival(Session to, Fanout fanout, RoomView room)
        => Encodings.Once((to, serverName: fanout.ServerName, fanout.ReadMarkers, room), to.Form, static (line, about, _) =>
        {
            WriteTopic(line, about.to, about.serverName, about.room);
            if (about.to.Has(Capability.ReadMarker) && about.to.User is { } reader)
                MarkReadCommand.Write(line, about.serverName, about.room.Name, about.ReadMarkers.Find(Party.Of(reader), about.room.Name));
            // https://ircv3.net/specs/extensions/no-implicit-names
            if (about.to.Has(Capability.NoImplicitNames))
                return;
            WriteNames(line, about.to, about.serverName, about.room);
            WriteEndOfNames(line, about.to, about.serverName, about.room.Name);
        });

    /// <summary>710, for those who can invite.</summary>
    public static byte[] Knock(Session to, string serverName, Knocked knocked)
        => Encodings.Once((to, serverName, knocked), to.Form, static (line, about, _) =>
        {
            string text = about.knocked.Text.Length > 0 ? $"has asked for an invite ({about.knocked.Text})" : "has asked for an invite";
            Begin(line, about.to, about.serverName, Numeric.RplKnock).Param(about.knocked.Room).Param(about.knocked.Stamp.Source).Trailing(text).End();
        });

    /// <summary>Who is in a room, without the end of the list.</summary>
    public static byte[] Names(Session to, string serverName, RoomView room)
        => Encodings.Once((to, serverName, room), to.Form, static (line, about, _) => WriteNames(line, about.to, about.serverName, about.room));

    /// <summary>332 and 333; nothing when there is no topic.</summary>
    public static void WriteTopic(LineWriter line, Session to, string serverName, RoomView room)
    {
        if (room.Topic is not { } topic)
            return;
        Begin(line, to, serverName, Numeric.RplTopic).Param(room.Name).Trailing(topic.Text).End();
        Begin(line, to, serverName, Numeric.RplTopicWhoTime).Param(room.Name).Param(topic.SetBy).Param(topic.At.ToUnixTimeSeconds()).End();
    }

    /// <summary>353, as often as the names need.</summary>
    private static void WriteNames(LineWriter line, Session to, string serverName, RoomView room)
    {
        bool begun = false;
        foreach (Member member in room.Members)
        {
            string name = ModeLetters.Prefixes(member.Rank, to.Has(Capability.MultiPrefix))
                + (to.Has(Capability.UserhostInNames) ? member.User.Mask : member.User.Nickname);
            if (begun && line.Free < System.Text.Encoding.UTF8.GetByteCount(name) + 1)
            {
                line.End();
                begun = false;
            }
            if (begun)
                line.Param(name);
            else
                Begin(line, to, serverName, Numeric.RplNamReply).Param(room.IsSecret ? "@" : "=").Param(room.Name).Trailing(name);
            begun = true;
        }
        if (begun)
            line.End();
    }

    /// <summary>366, with the room, or the rooms as they were asked for.</summary>
    public static void WriteEndOfNames(LineWriter line, Session to, string serverName, string asked)
        => Begin(line, to, serverName, Numeric.RplEndOfNames).Param(asked).Trailing("End of /NAMES list").End();

    private static LineWriter Begin(LineWriter line, Session to, string serverName, Numeric numeric)
        => line.Source(serverName).Verb((int)numeric).Param(to.Nickname);
}
