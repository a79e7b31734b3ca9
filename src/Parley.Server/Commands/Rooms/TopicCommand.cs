using Parley.Core.Rooms;
using Parley.Protocol;
using Parley.Protocol.Numerics;
using Parley.Server.Delivery;
using Parley.Server.Replies;

namespace Parley.Server.Commands.Rooms;

/// <summary><c>TOPIC &lt;channel&gt; [:&lt;text&gt;]</c>: reads the topic, or replaces it (empty text clears).</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#topic-message. Replies TOPIC, 331, 332+333; 403, 442, 482.</remarks>
internal static class TopicCommand
{
    public static CommandSpec Spec { get; } = new("TOPIC", MinParams: 1, Access.Registered, RunAsync);

    private static async ValueTask RunAsync(CommandContext c)
    {
        string name = c.Text(0);
        if (!c.Rooms.TryFind(name, out IRoom? room))
            c.Reply.Refused(Refusal.NoSuchRoom, name);
        else if (c.ParamCount == 1)
            Show(c, name, await room.GetViewAsync());
        else if (await room.SetTopicAsync(c.Actor, NewText(c)) is { Refusal: not Refusal.None } refused)
            c.Reply.Refused(refused.Refusal, name);
    }

    private static void Show(CommandContext c, string name, RoomView room)
    {
        if (room.IsSecret && !c.User.Rooms.Any(joined => joined.Name == room.Name))
            c.Reply.Refused(Refusal.NoSuchRoom, name);
        else if (room.Topic is null)
            c.Reply.Numeric(Numeric.RplNoTopic, room.Name, "No topic is set");
        else
            c.Reply.Append(Encodings.Once(room, c.Session.Form, (line, view, _) => RoomLines.WriteTopic(line, c.Session, c.Server.Name, view)));
    }

    // TOPICLEN counts bytes, so the wire's bytes are cut (never inside a rune) before they are decoded.
    private static string NewText(CommandContext c) => Utf8Text.DecodePrefix(c.Bytes(1).Span, c.Limits.TopicBytes);
}
