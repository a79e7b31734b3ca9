using Parley.Client.Connections;
using Parley.Client.Messages;
using Parley.Client.Rooms;

namespace Parley.Client.Lines;

/// <summary>What rooms tell of themselves.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/metadata.</remarks>
internal static class MetadataLines
{
    /// <summary><c>METADATA &lt;target&gt; &lt;key&gt; &lt;visibility&gt; [:&lt;value&gt;]</c>: a value is another.</summary>
    public static void News(ChatClient client, Session session, Incoming line) => Take(client, line[0], line[1], line.Count > 3 ? line[3] : "");

    /// <summary>761, 766: a value that was asked for or set, or that it is not set.</summary>
    public static void Value(ChatClient client, Session session, Incoming line)
        => Take(client, line[1], line[2], line.Numeric == 761 && line.Count > 4 ? line[4] : "");

    /// <summary>774: so much is to be told of the target that it had better be asked for.</summary>
    public static void Later(ChatClient client, Session session, Incoming line)
    {
        if (client.Conversations.FindRoom(line[1]) is { IsJoined: true } room)
            session.Send("METADATA"u8, room.Name, "GET", RoomRules.Key);
    }

    private static void Take(ChatClient client, string target, string key, string value)
    {
        if (key == RoomRules.Key && client.Conversations.FindRoom(target) is { } room)
            room.Rules = FormattedText.Strip(value);
    }
}
