using Parley.Core.History;
using Parley.Core.Rooms;
using Parley.Core.Storage;
using Parley.Protocol.Capabilities;
using Parley.Server.Replies;

namespace Parley.Server.Commands.History;

/// <summary>What was said before a session came, for clients that tell by the time of a line that it is old, but cannot ask for it.</summary>
/// <remarks>Source: https://ircv3.net/specs/batches/chathistory; https://ircv3.net/specs/extensions/chathistory: who can ask is sent nothing unasked.</remarks>
internal static class Replay
{
    /// <summary>Sends the newest of what was said in a room before the session came in.</summary>
    /// <param name="c">The session's command.</param>
    /// <param name="cameIn">How it came in.</param>
    public static async ValueTask SendAsync(CommandContext c, RoomEvent cameIn)
    {
        if (!IsWanted(c))
            return;
        var query = new HistoryQuery(
            HistoryWindow.Before, HistoryPoint.Of(cameIn.Stamp.Id), null, c.Server.Options.History.Replay, HistoryContent.Messages);
        try
        {
            if (await Buffer.FindAsync(c, cameIn.Room) is { } buffer && await buffer.ReadAsync(query) is { Items.Count: > 0 } page)
                await HistoryLines.SendAsync(c.Reply, c.Session, cameIn.Room, page);
        }
        catch (StorageException)
        {
            // Who came in is in.
            FailReading(c, cameIn.Room);
        }
    }

    /// <summary>Sends what others have said to the user while the user had no session, to the first that comes.</summary>
    public static async ValueTask SendMissedAsync(CommandContext c)
    {
        if (c.User.AloneSince is not { } since)
            return;
        c.User.AloneSince = null;
        c.Server.Residents.Touch(c.User);
        if (!IsWanted(c))
            return;
        var query = new HistoryQuery(HistoryWindow.Latest, HistoryPoint.Of(since), null, c.Server.Options.History.Replay, HistoryContent.Messages);
        try
        {
            foreach (Correspondence one in await c.Server.History.OfPartyAsync(Party.Of(c.User)))
                if (one.LastMessage > since)
                    await HistoryLines.SendAsync(c.Reply, c.Session, one.With.Nickname, await one.Conversation.ReadAsync(query));
        }
        catch (StorageException)
        {
            FailReading(c, c.User.Nickname);
        }
    }

    private static void FailReading(CommandContext c, string target)
        => c.Reply.Fail("CHATHISTORY", "MESSAGE_ERROR", ["LATEST", target], "What was said cannot be read now");

    private static bool IsWanted(CommandContext c)
        => c.Server.Options.History.Replay > 0 && c.Session.Has(Capability.ServerTime) && !c.Session.Has(Capability.ChatHistory | Capability.ZncPlayback);
}
