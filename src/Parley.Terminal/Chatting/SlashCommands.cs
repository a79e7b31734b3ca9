namespace Parley.Terminal.Chatting;

/// <summary>What can be typed in the chat beside text, with what it says of itself in <c>/help</c>.</summary>
/// <param name="Name">With its slash.</param>
/// <param name="Usage">What comes behind the name.</param>
/// <param name="Help">One line for people.</param>
/// <param name="Run">Does it, given what was typed behind the name.</param>
internal sealed record SlashCommand(string Name, string Usage, string Help, Action<ChatScreen, string> Run)
{
    /// <summary>All of them, in the order of <c>/help</c>.</summary>
    public static IReadOnlyList<SlashCommand> All { get; } =
    [
        new("/who", "", "who is in the room", static (chat, _) => chat.Who()),
        new("/send", "PATH", "send a file", static (chat, path) => chat.SendFile(path)),
        new("/msg", "NAME TEXT", "say something to one person", Message),
        new("/reply", "NAME TEXT", "answer the last that somebody has said", static (chat, rest) => { (string name, string text) = CutWord(rest); chat.Reply(name, text); }),
        new("/react", "NAME 👍", "say in one sign what you think of it", static (chat, rest) => { (string name, string sign) = CutWord(rest); chat.React(name, sign); }),
        new("/me", "TEXT", "say what you do", static (chat, text) => chat.Act(text)),
        new("/join", "#ROOM", "join another room, or go to it", static (chat, room) => chat.Join(room)),
        new("/part", "[#ROOM]", "leave a room", static (chat, room) => chat.Part(room)),
        new("/nick", "NAME", "take another name", static (chat, name) => chat.ChangeName(name)),
        new("/topic", "[TEXT]", "see or set what the room is about", static (chat, text) => chat.Topic(text)),
        new("/ban", "[NAME [1d12h] [REASON]]", "keep somebody out of a room that you run, for a while or until /unban; alone: who is kept out", Ban),
        new("/unban", "NAME", "let somebody in again", static (chat, name) => chat.Unban(name)),
        new("/search", "WORDS", "find what was said: words, \"a phrase\", from:NAME in:#ROOM after:2026-11-22 has:file", static (chat, words) => chat.Search(words)),
        new("/claim", "", "make your name yours with a password", static (chat, _) => chat.Claim()),
        new("/login", "[NAME]", "log in to a name that is yours", static (chat, name) => chat.LogIn(name)),
        new("/logout", "", "have this computer log in no more", static (chat, _) => chat.LogOut()),
        new("/devices", "", "where you are logged in", static (chat, _) => chat.Devices()),
        new("/revoke", "DEVICE", "log a device out", static (chat, name) => chat.Revoke(name)),
        new("/retry", "", "send again what was not sent", static (chat, _) => chat.Retry()),
        new("/quit", "[TEXT]", "leave", static (chat, text) => chat.Quit(text)),
        new("/help", "", "this list", static (chat, _) => chat.Help()),
    ];

    /// <summary>Does what a typed line asks for; a line that begins with two slashes is text with one.</summary>
    public static void Handle(ChatScreen chat, string line)
    {
        if (!line.StartsWith('/') || line.StartsWith("//", StringComparison.Ordinal))
        {
            chat.Say(line.StartsWith('/') ? line[1..] : line);
            return;
        }
        (string name, string rest) = CutWord(line);
        if (All.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } command)
            command.Run(chat, rest);
        else
            chat.Complain($"There is no command {name}. /help shows those there are; // begins a line with a slash.");
    }

    private static void Message(ChatScreen chat, string rest)
    {
        (string name, string text) = CutWord(rest);
        if (text.Length > 0)
            chat.SayTo(name, text);
        else
            chat.Complain("Try: /msg NAME TEXT");
    }

    private static void Ban(ChatScreen chat, string rest)
    {
        (string name, string after) = CutWord(rest);
        chat.Ban(name, after);
    }

    /// <summary>The first word, and what comes behind it.</summary>
    public static (string Word, string After) CutWord(string text)
    {
        int space = text.IndexOf(' ');
        return space < 0 ? (text, "") : (text[..space], text[space..].Trim());
    }
}
