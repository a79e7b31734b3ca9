using Parley.Client;
using Parley.Client.Rooms;
using Parley.Web.Shell;

namespace Parley.Web.Entry;

/// <summary>What can be typed after a slash. A text that begins with two slashes is said with one.</summary>
internal sealed record EntryCommand(string Name, string Syntax, string Help, Func<Desk, string, ServerNotice?> Act)
{
    private static readonly ServerNotice NoRoom = Wrong("Join a room first.");

    private static readonly EntryCommand[] All =
    [
        new("/me", "TEXT", "says what you do", Me),
        new("/nick", "NAME", "changes your name", Nick),
        new("/join", "#ROOM", "joins a room", Join),
        new("/part", "[#ROOM]", "leaves a room", Part),
        new("/msg", "NAME TEXT", "writes to one person", Message),
        new("/topic", "[TEXT]", "sets the room's topic, or shows it", Topic),
        new("/who", "", "shows who is here", Who),
        new("/account", "", "claims your name, or shows where you are logged in", Account),
        new("/search", "WORDS", "finds what was said", Search),
        new("/help", "", "shows this", List),
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
        EntryCommand? command = Array.Find(All, one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return command is null ? Wrong($"There is no command {name}. /help lists those there are.") : command.Act(desk, rest);
    }

    private static ServerNotice? Say(Desk desk, string text)
    {
        if (desk.Current is not { } current)
            return NoRoom;
        desk.Client.Send(current.Name, text);
        return null;
    }

    private static ServerNotice? Me(Desk desk, string text)
    {
        if (desk.Current is not { } current)
            return NoRoom;
        if (text.Length == 0)
            return Wrong("What do you do? /me waves");
        desk.Client.SendAction(current.Name, text);
        return null;
    }

    private static ServerNotice? Nick(Desk desk, string name)
    {
        if (name.Length == 0)
            return Wrong("Which name? /nick alice");
        desk.Client.ChangeNickname(name);
        return null;
    }

    private static ServerNotice? Join(Desk desk, string room)
    {
        if (room.Length == 0)
            return Wrong("Which room? /join #garden");
        desk.OpenRoom(desk.Client.IsRoom(room) ? room : "#" + room);
        return null;
    }

    private static ServerNotice? Part(Desk desk, string room)
    {
        Conversation? left = room.Length == 0 ? desk.Current : desk.Client.Find(room);
        if (left is null)
            return room.Length == 0 ? NoRoom : Wrong($"You are not in {room}.");
        desk.Close(left);
        return null;
    }

    private static ServerNotice? Message(Desk desk, string rest)
    {
        int space = rest.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
            return Wrong("To whom, and what? /msg bob Hello");
        desk.Open(desk.Client.OpenDirect(rest[..space]));
        desk.Client.Send(rest[..space], rest[(space + 1)..].Trim());
        return null;
    }

    private static ServerNotice? Topic(Desk desk, string text)
    {
        if (desk.Current is not ClientRoom room)
            return NoRoom;
        if (text.Length == 0)
            return Word(room.Topic.Length > 0 ? room.Topic : "No topic is set.");
        desk.Client.SetTopic(room.Name, text);
        return null;
    }

    private static ServerNotice? Who(Desk desk, string rest)
    {
        if (desk.Current is not ClientRoom)
            return NoRoom;
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
        => Word(string.Join('\n', All.Select(static one => $"{one.Name} {one.Syntax}".TrimEnd() + ": " + one.Help)) + "\n//TEXT: says a text that begins with a slash");

    private static ServerNotice Wrong(string text) => new(ServerNoticeKind.Error, text, null, null);

    private static ServerNotice Word(string text) => new(ServerNoticeKind.Info, text, null, null);
}
