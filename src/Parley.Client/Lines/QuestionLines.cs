using Parley.Client.Connections;
using Parley.Client.Messages;

namespace Parley.Client.Lines;

/// <summary>Answers to what was asked: of rooms (LIST), of people (WHOIS), of a room's lists and modes (MODE).</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#numerics.</remarks>
internal static class QuestionLines
{
    // Which question a numeric answers, which parameter says about what (0: there is only one), and whether it ends the answer.
    private static readonly Dictionary<int, (QuestionKind Kind, int About, bool IsEnd)> Table = new()
    {
        [321] = (QuestionKind.Rooms, 0, false),
        [322] = (QuestionKind.Rooms, 0, false),
        [323] = (QuestionKind.Rooms, 0, true),
        [276] = (QuestionKind.Person, 1, false),
        [301] = (QuestionKind.Person, 1, false),
        [307] = (QuestionKind.Person, 1, false),
        [311] = (QuestionKind.Person, 1, false),
        [312] = (QuestionKind.Person, 1, false),
        [313] = (QuestionKind.Person, 1, false),
        [317] = (QuestionKind.Person, 1, false),
        [319] = (QuestionKind.Person, 1, false),
        [320] = (QuestionKind.Person, 1, false),
        [330] = (QuestionKind.Person, 1, false),
        [335] = (QuestionKind.Person, 1, false),
        [338] = (QuestionKind.Person, 1, false),
        [378] = (QuestionKind.Person, 1, false),
        [379] = (QuestionKind.Person, 1, false),
        [671] = (QuestionKind.Person, 1, false),
        [760] = (QuestionKind.Person, 1, false),
        [318] = (QuestionKind.Person, 1, true),
        [346] = (QuestionKind.Welcome, 1, false),
        [347] = (QuestionKind.Welcome, 1, true),
        [348] = (QuestionKind.Exceptions, 1, false),
        [349] = (QuestionKind.Exceptions, 1, true),
        [367] = (QuestionKind.Bans, 1, false),
        [368] = (QuestionKind.Bans, 1, true),
    };

    /// <summary>The numerics that may be answers.</summary>
    public static IEnumerable<int> Numerics => Table.Keys;

    /// <summary>A row or an end of an answer; what nobody has asked for is a word of the server.</summary>
    public static void Answer(ChatClient client, Session session, Incoming line)
    {
        (QuestionKind kind, int about, bool isEnd) = Table[line.Numeric];
        string key = about == 0 ? "" : session.Features.Fold(line[about]);
        bool isAwaited = isEnd ? client.Questions.End(kind, key) : client.Questions.Row(kind, key, kind is QuestionKind.Bans or QuestionKind.Exceptions or QuestionKind.Welcome ? Entry(line) : Row(line));
        if (!isAwaited && !isEnd)
            ServerLines.OtherNumeric(client, session, line);
    }

    /// <summary>324: the modes of a room. Source: https://modern.ircdocs.horse/#rplchannelmodeis-324.</summary>
    public static void Modes(ChatClient client, Session session, Incoming line)
    {
        if (client.Conversations.FindRoom(line[1]) is { } room)
        {
            room.Modes.Clear();
            int next = 3;
            foreach (char mode in line[2].TrimStart('+'))
                room.Modes.Set(mode, true, session.Features.TakesParameter(mode, true) ? line[next++] : null);
            room.Modes.IsKnown = true;
        }
        client.Questions.End(QuestionKind.Modes, session.Features.Fold(line[1]));
    }

    /// <summary>329: when a room was made, in seconds since 1970.</summary>
    public static void Created(ChatClient client, Session session, Incoming line)
    {
        if (client.Conversations.FindRoom(line[1]) is { } room)
            room.Created = UnixTime.Read(line[2]);
    }

    /// <summary>333: who has set the topic, and when.</summary>
    public static void TopicBy(ChatClient client, Session session, Incoming line)
    {
        if (client.Conversations.FindRoom(line[1]) is { } room)
            room.TopicSet = (line[2].Split('!')[0], UnixTime.Read(line[3]));
    }

    /// <summary>A numeric of 400 and up: whether it refuses a question.</summary>
    public static bool IsRefused(ChatClient client, Session session, Incoming line)
    {
        string key = session.Features.Fold(line[1]);
        string text = FormattedText.Strip(line.Last);
        return line.Numeric switch
        {
            401 or 402 or 406 => client.Questions.End(QuestionKind.Person, key),
            403 or 442 or 482 => client.Questions.Refuse(QuestionKind.Modes, key, text) || client.Questions.Refuse(QuestionKind.Bans, key, text)
                || client.Questions.Refuse(QuestionKind.Exceptions, key, text) || client.Questions.Refuse(QuestionKind.Welcome, key, text),
            263 or 421 when line[1] == "LIST" => client.Questions.Refuse(QuestionKind.Rooms, "", text),
            _ => false,
        };
    }

    private static string[] Row(Incoming line)
        => [line.Verb, .. Enumerable.Range(1, Math.Max(0, line.Count - 1)).Select(index => FormattedText.Strip(line[index]))];

    // What a server leaves out is empty; behind what stands in the line stand the end and the reason.
    private static string[] Entry(Incoming line)
        => [line.Verb, .. Enumerable.Range(1, 4).Select(index => FormattedText.Strip(line[index])), $"{line.Terms?.Until:O}", line.Terms?.Reason ?? ""];
}
