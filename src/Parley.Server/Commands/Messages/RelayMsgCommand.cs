using Parley.Core.Messages;
using Parley.Core.Rooms;
using Parley.Protocol.Names;

namespace Parley.Server.Commands.Messages;

/// <summary><c>RELAYMSG &lt;channel&gt; &lt;name&gt; :&lt;text&gt;</c>: says something in the name of somebody who is elsewhere, as bridges do.</summary>
/// <remarks>Source: https://github.com/ircv3/ircv3-specifications/pull/417. Replies PRIVMSG from that name; 403, 461;
/// FAIL RELAYMSG PRIVS_NEEDED, BLANK_MSG, INVALID_NICK, BANNED.</remarks>
internal static class RelayMsgCommand
{
    public static CommandSpec Spec { get; } = new("RELAYMSG", MinParams: 3, Access.Registered, RunAsync);

    private static async ValueTask RunAsync(CommandContext c)
    {
        string name = c.Text(0), nickname = c.Text(1);
        if (!c.Rooms.TryFind(name, out IRoom? room))
            c.Reply.Refused(Refusal.NoSuchRoom, name);
        else if (string.IsNullOrWhiteSpace(c.Text(2)))
            Fail(c, "BLANK_MSG", "The message must not be blank");
        else if (!NameRules.IsRelayedNickname(nickname))
            Fail(c, "INVALID_NICK", $"The name must be a nickname with a {NameRules.RelaySeparator} in it");
        else
            await RelayAsync(c, room, nickname);
    }

    private static async ValueTask RelayAsync(CommandContext c, IRoom room, string nickname)
    {
        var draft = new Draft(MessageKind.Privmsg, c.Bytes(2).ToArray(), c.Server.ClientTags.Of(c));
        RoomResult<Message> result = await room.RelayAsync(c.Actor, nickname, draft);
        if (result.Value is { } message)
            await MessageTargets.EchoAsync(c, message);
        else if (result.Refusal == Refusal.NeedsOperator)
            Fail(c, "PRIVS_NEEDED", "You cannot relay messages to this channel");
        else if (result.Refusal == Refusal.Banned)
            Fail(c, "BANNED", $"{nickname} is banned from the channel");
        else
            c.Reply.Refused(result.Refusal, c.Text(0));
    }

    private static void Fail(CommandContext c, string code, string text) => c.Reply.Fail("RELAYMSG", code, "", text);
}
