using System.Globalization;
using Parley.Client.Connections;

namespace Parley.Client.Lines;

/// <summary>Takes a line into the client's state.</summary>
internal delegate void LineHandler(ChatClient client, Session session, Incoming line);

/// <summary>Which handler takes which line of the server. What is not here is told as a word of the server, or not at all.</summary>
/// <remarks>Source of the numerics: https://modern.ircdocs.horse/#numerics.</remarks>
internal static class LineTable
{
    private static readonly Dictionary<string, LineHandler> Handlers = new(
        QuestionLines.Numerics.Select(static numeric => KeyValuePair.Create<string, LineHandler>(numeric.ToString("D3", CultureInfo.InvariantCulture), QuestionLines.Answer)))
    {
        ["PING"] = ServerLines.Ping,
        ["PONG"] = ServerLines.Pong,
        ["ERROR"] = static (client, _, line) => client.LastWords = Messages.FormattedText.Strip(line.Last),
        ["BATCH"] = ServerLines.Batch,
        ["TOKEN"] = ServerLines.Token,
        ["CHATHISTORY"] = ServerLines.ChatHistory,
        ["MARKREAD"] = static (client, _, line) => client.ReadMarkers.Told(line[0], line[1]),
        ["FAIL"] = ServerLines.StandardReply,
        ["WARN"] = ServerLines.StandardReply,
        ["NOTE"] = ServerLines.StandardReply,

        ["CAP"] = RegistrationLines.Cap,
        ["001"] = RegistrationLines.Welcome,
        ["005"] = RegistrationLines.Isupport,
        ["376"] = static (client, _, _) => client.Welcomed(),
        ["422"] = static (client, _, _) => client.Welcomed(),
        ["396"] = RegistrationLines.VisibleHost,
        ["431"] = RegistrationLines.NicknameRefused,
        ["432"] = RegistrationLines.NicknameRefused,
        ["433"] = RegistrationLines.NicknameRefused,
        ["436"] = RegistrationLines.NicknameRefused,
        ["447"] = RegistrationLines.NicknameRefused,

        ["AUTHENTICATE"] = AccountLines.Authenticate,
        ["REGISTER"] = AccountLines.Register,
        ["DEVICE"] = AccountLines.Device,
        [AccountLines.PasskeyVerb] = AccountLines.Passkey,
        [AccountLines.PushVerb] = AccountLines.Push,
        [InviteLinkLines.Verb] = InviteLinkLines.Answer,
        ["900"] = AccountLines.LoggedIn,
        ["901"] = AccountLines.LoggedOut,
        ["902"] = AccountLines.Failed,
        ["903"] = AccountLines.Succeeded,
        ["904"] = AccountLines.Failed,
        ["905"] = AccountLines.Failed,
        ["906"] = AccountLines.Failed,
        ["908"] = static (_, _, _) => { },

        ["JOIN"] = RoomLines.Join,
        ["PART"] = RoomLines.Part,
        ["KICK"] = RoomLines.Kick,
        ["TOPIC"] = RoomLines.Topic,
        ["331"] = RoomLines.TopicIs,
        ["332"] = RoomLines.TopicIs,
        ["MODE"] = RoomLines.Mode,
        ["353"] = RoomLines.Names,
        ["366"] = RoomLines.EndOfNames,
        ["352"] = RoomLines.Who,
        ["354"] = RoomLines.Whox,
        ["324"] = QuestionLines.Modes,
        ["329"] = QuestionLines.Created,
        ["333"] = QuestionLines.TopicBy,
        ["INVITE"] = DoorLines.Invite,
        ["710"] = DoorLines.Knock,
        ["470"] = DoorLines.Forwarded,
        ["METADATA"] = MetadataLines.News,
        ["761"] = MetadataLines.Value,
        ["766"] = MetadataLines.Value,
        ["774"] = MetadataLines.Later,

        ["NICK"] = PersonLines.Nick,
        ["QUIT"] = PersonLines.Quit,
        ["AWAY"] = PersonLines.Away,
        ["SETNAME"] = PersonLines.SetName,
        ["ACCOUNT"] = PersonLines.Account,
        ["CHGHOST"] = PersonLines.Host,

        ["PRIVMSG"] = MessageLines.Message,
        ["NOTICE"] = MessageLines.Message,
        ["TAGMSG"] = NoteLines.TagMsg,
        ["REDACT"] = NoteLines.Redact,
    };

    public static void Run(ChatClient client, Session session, Incoming line)
    {
        if (session.FindBatch(line.Batch) is { IsHistory: true } history && !PassesOld(client, history, line))
            return;
        if (Handlers.TryGetValue(line.Verb, out LineHandler? handler))
            handler(client, session, line);
        else if (line.Numeric > 0)
            ServerLines.OtherNumeric(client, session, line);
    }

    // With event-playback a history tells who came and went, too, so that it can tell what people think of messages. That is long over: it counts as a
    // part of the page, and changes nothing.
    private static bool PassesOld(ChatClient client, Batch history, Incoming line)
    {
        if (line.Id is { } id && line.Verb != "REDACT")
            (client.History.Of(history)?.Extent ?? client.CatchUps.WaitingFor(history.Target)?.CatchUp?.Extent)?.Take(id);
        return line.Verb is "PRIVMSG" or "NOTICE" or "BATCH" or "TAGMSG" or "REDACT";
    }
}
