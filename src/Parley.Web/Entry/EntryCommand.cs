using Parley.Client;
using Parley.Client.Rooms;
using Parley.Web.Shell;

namespace Parley.Web.Entry;

/// <summary>What can be typed after a slash. A text that begins with two slashes is said with one.</summary>
/// <param name="Name">With the slash.</param>
/// <param name="Syntax">What comes behind it.</param>
/// <param name="Help">What it does, for people to read.</param>
/// <param name="Act">Does it; an answer, or what is wrong.</param>
internal sealed record EntryCommand(string Name, string Syntax, Func<string> Help, Func<Desk, string, ServerNotice?> Act)
{
    /// <summary>All of them, in the order in which they are told.</summary>
    public static IReadOnlyList<EntryCommand> All { get; } =
    [
        new("/me", "TEXT", () => EntryTexts.HelpMe, Me),
        new("/nick", "NAME", () => EntryTexts.HelpNick, Nick),
        new("/join", "#ROOM", () => EntryTexts.HelpJoin, Join),
        new("/part", "[#ROOM]", () => EntryTexts.HelpPart, Part),
        new("/msg", "NAME TEXT", () => EntryTexts.HelpMsg, Message),
        new("/topic", "[TEXT]", () => EntryTexts.HelpTopic, Topic),
        new("/away", "[TEXT]", () => EntryTexts.HelpAway, Away),
        new("/who", "", () => EntryTexts.HelpWho, Who),
        new("/account", "", () => EntryTexts.HelpAccount, Account),
        new("/search", "WORDS", () => EntryTexts.HelpSearch, Search),
        new("/shrug", "[TEXT]", () => EntryTexts.HelpShrug, Shrug),
        new("/help", "", () => EntryTexts.HelpHelp, List),
    ];

    /// <summary>Says a text, or does what its command asks for.</summary>
    /// <returns>Null when done, else an answer or what is wrong.</returns>
    public static ServerNotice? Run(Desk desk, string text)
    {
        text = text.Trim();
        if (!text.StartsWith('/') || text.StartsWith("//", StringComparison.Ordinal))
            return Say(desk, text.StartsWith('/') ? text[1..] : text);

        int space = text.IndexOfAny([' ', '\n']);
        string name = space < 0 ? text : text[..space];
        string rest = space < 0 ? "" : text[space..].Trim();
        EntryCommand? command = All.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return command is null ? Wrong(EntryTexts.NoSuchCommand, name) : command.Act(desk, rest);
    }

    private static ServerNotice? Say(Desk desk, string text)
    {
        if (desk.Current is not { } current)
            return Wrong(EntryTexts.NoRoom);
        desk.Client.Send(current.Name, text, desk.Talk.Answered(current));
        desk.Talk.Cancel(current);
        return null;
    }

    private static ServerNotice? Me(Desk desk, string text)
    {
        if (desk.Current is not { } current)
            return Wrong(EntryTexts.NoRoom);
        if (text.Length == 0)
            return Wrong(EntryTexts.UseMe);
        desk.Client.SendAction(current.Name, text);
        return null;
    }

    private static ServerNotice? Shrug(Desk desk, string text) => Say(desk, $@"{text} ¯\_(ツ)_/¯".TrimStart());

    private static ServerNotice? Nick(Desk desk, string name)
    {
        if (name.Length == 0)
            return Wrong(EntryTexts.UseNick);
        desk.Client.ChangeNickname(name);
        return null;
    }

    private static ServerNotice? Join(Desk desk, string room)
    {
        if (room.Length == 0)
            return Wrong(EntryTexts.UseJoin);
        desk.OpenRoom(desk.Client.IsRoom(room) ? room : "#" + room);
        return null;
    }

    private static ServerNotice? Part(Desk desk, string room)
    {
        Conversation? left = room.Length == 0 ? desk.Current : desk.Client.Find(room);
        if (left is null)
            return room.Length == 0 ? Wrong(EntryTexts.NoRoom) : Wrong(EntryTexts.NotInRoom, room);
        desk.Close(left);
        return null;
    }

    private static ServerNotice? Message(Desk desk, string rest)
    {
        int space = rest.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
            return Wrong(EntryTexts.UseMsg);
        desk.Open(desk.Client.OpenDirect(rest[..space]));
        desk.Client.Send(rest[..space], rest[(space + 1)..].Trim());
        return null;
    }

    private static ServerNotice? Topic(Desk desk, string text)
    {
        if (desk.Current is not ClientRoom room)
            return Wrong(EntryTexts.NoRoom);
        if (text.Length == 0)
            return Word(room.Topic.Length > 0 ? room.Topic : EntryTexts.NoTopic);
        desk.Client.SetTopic(room.Name, text);
        return null;
    }

    private static ServerNotice? Away(Desk desk, string text)
    {
        desk.Client.SetAway(text);
        return Word(text.Length > 0 ? EntryTexts.NowAway : EntryTexts.NowBack);
    }

    private static ServerNotice? Who(Desk desk, string rest)
    {
        if (desk.Current is not ClientRoom)
            return Wrong(EntryTexts.NoRoom);
        desk.AskWho();
        return null;
    }

    private static ServerNotice? Search(Desk desk, string words)
    {
        desk.AskSearch(words);
        return null;
    }

    private static ServerNotice? Account(Desk desk, string rest)
    {
        desk.AskAccount();
        return null;
    }

    private static ServerNotice? List(Desk desk, string rest)
        => Word(string.Join('\n', All.Select(static one => $"{one.Name} {one.Syntax}".TrimEnd() + ": " + one.Help())) + "\n//TEXT: " + EntryTexts.HelpSlash);

    private static ServerNotice Wrong(string text, string? about = null) => new(ServerNoticeKind.Error, about is null ? text : string.Format(null, text, about), null, null);

    private static ServerNotice Word(string text) => new(ServerNoticeKind.Info, text, null, null);
}
