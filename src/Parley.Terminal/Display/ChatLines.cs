using System.Globalization;
using Parley.Client;
using Parley.Client.Messages;
using Parley.Client.Rooms;
using Parley.Client.Searching;
using Parley.Terminal.Files;
using Spectre.Console;

namespace Parley.Terminal.Display;

/// <summary>How messages look as lines. All that comes from others goes through <see cref="SafeText"/>, and none of it is markup.</summary>
internal sealed class ChatLines(TimeZoneInfo zone)
{
    private const int MostQuoted = 24;

    private static readonly Style Dim = new(decoration: Decoration.Dim);
    private static readonly Style Plain = Style.Plain;
    private static readonly Style Bad = new(Color.Red);
    private static readonly Style Room = new(Color.Grey);
    private static readonly Color[] NameColors = [Color.Aqua, Color.Lime, Color.Yellow, Color.Fuchsia, Color.SkyBlue1, Color.Orange1, Color.SpringGreen1, Color.Plum1];

    /// <summary>A line of our own, such as an answer to a command.</summary>
    public static Paragraph Info(string text) => new(SafeText.Clean(text), Dim);

    /// <summary>A line of our own that says what went wrong.</summary>
    public static Paragraph Error(string text) => new(SafeText.Clean(text), Bad);

    /// <summary>A message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="place">The room to name before it, when it is not the one that is looked at; else null.</param>
    /// <param name="fileSize">The size of the file that it announces, or null.</param>
    /// <param name="answered">The message that it answers; null: none that is known.</param>
    public Paragraph Message(ChatMessage message, string? place, long? fileSize = null, ChatMessage? answered = null)
        => Message(new Paragraph(), message, place, fileSize, answered);

    /// <summary>What somebody thinks of a message.</summary>
    public static Paragraph Reaction(ChatMessage message, string? place, string by, string reaction)
        => new($"{(place is null ? "" : SafeText.Clean(place) + " ")}{SafeText.Clean(by)} {SafeText.Clean(reaction)} {Quote(message)}", Dim);

    /// <summary>A message that was found: with its day and its place.</summary>
    public Paragraph Found(FoundMessage found)
        => Message(
            new Paragraph(TimeZoneInfo.ConvertTime(found.Message.Time, zone).ToString("yyyy-MM-dd ", CultureInfo.InvariantCulture), Dim),
            found.Message,
            found.Conversation.StartsWith('#') ? found.Conversation : $"[{found.Conversation}]",
            fileSize: null,
            answered: null);

    private Paragraph Message(Paragraph line, ChatMessage message, string? place, long? fileSize, ChatMessage? answered)
    {
        line.Append(TimeZoneInfo.ConvertTime(message.Time, zone).ToString("HH:mm ", CultureInfo.InvariantCulture), Dim);
        if (place is not null)
            line.Append($"{SafeText.Clean(place)} ", Room);
        string name = SafeText.Clean(message.Sender);
        string text = OneLine(message.Text);
        switch (message.Kind)
        {
            case MessageKind.Text when message.File is { } file:
                return line.Append(name, NameStyle(message)).Append(" sends ", Dim).Append(SafeText.Clean(file.Name), Plain, LinkTo(text))
                    .Append(fileSize is { } size ? $" ({ByteSize.Format(size)})" : "", Dim);
            case MessageKind.Text:
                line.Append("<", Dim).Append(name, NameStyle(message)).Append("> ", Dim);
                return AppendText(answered is null ? line : line.Append($"{Quote(answered)} ", Dim), text);
            case MessageKind.Action:
                return AppendText(line.Append("* ", Dim).Append(name + " ", NameStyle(message)), text);
            case MessageKind.Notice:
                return AppendText(line.Append($"-{name}- ", Dim), text);
            default:
                return line.Append(Happened(message, name, text), Dim);
        }
    }

    /// <summary>Own words that the server does not have yet.</summary>
    /// <param name="message">The message.</param>
    /// <param name="place">The room to name before it, when it is not the one that is looked at; else null.</param>
    public static string Sending(ChatMessage message, string? place)
        => $"  …   {(place is null ? "" : SafeText.Clean(place) + " ")}<{SafeText.Clean(message.Sender)}> {OneLine(message.Text)}";

    /// <summary>What the server says.</summary>
    public static Paragraph Notice(ServerNotice notice) => notice switch
    {
        { Kind: ServerNoticeKind.Error, Context: { } context } => Error($"{context}: {notice.Text}"),
        { Kind: ServerNoticeKind.Error } => Error(notice.Text),
        { Code: "301", Context: { } away } => Info($"{away} is away: {notice.Text}"),
        { Kind: ServerNoticeKind.Info, Code: null, Context: { } from } => Info($"-{from}- {notice.Text}"),
        _ => Info(notice.Text),
    };

    /// <summary>Who is in a room, highest rank first.</summary>
    public static Paragraph Members(ClientRoom room)
    {
        var line = new Paragraph($"{room.Members.Count} in {SafeText.Clean(room.Name)}: ", Dim);
        for (int i = 0; i < room.Members.Count; i++)
        {
            Member member = room.Members[i];
            line.Append((i > 0 ? ", " : "") + member.Prefix, Dim);
            line.Append(SafeText.Clean(member.Nickname), new Style(ColorOf(member.Nickname)));
            line.Append(member.IsAway ? " (away)" : "", Dim);
        }
        return line;
    }

    // As much as tells which one it is.
    private static string Quote(ChatMessage message)
    {
        var text = new System.Globalization.StringInfo(OneLine(message.File?.Name ?? message.Text));
        string beginning = text.LengthInTextElements <= MostQuoted ? text.String : text.SubstringByTextElements(0, MostQuoted).TrimEnd() + "…";
        return $"(↪ {SafeText.Clean(message.Sender)}: {beginning})";
    }

    // A message of several lines stays one on the screen.
    private static string OneLine(string text) => string.Join(" ↵ ", text.Split('\n').Select(SafeText.Clean));

    private static string Happened(ChatMessage message, string name, string text)
    {
        string reason = text.Length > 0 ? $" ({text})" : "";
        string about = SafeText.Clean(message.About ?? "");
        return message.Kind switch
        {
            MessageKind.Joined => $"{name} joined",
            MessageKind.Left => $"{name} left{reason}",
            MessageKind.Quit => $"{name} quit{reason}",
            MessageKind.Kicked => $"{name} removed {about}{reason}",
            MessageKind.Renamed => $"{name} is now {about}",
            MessageKind.Gap => "… something that was said here may be missing …",
            MessageKind.Topic => text.Length > 0 ? $"{name} set the topic: {text}" : $"{name} cleared the topic",
            _ => $"{name} set mode {text}",
        };
    }

    // Terminals that can make the address itself a link.
    private static Paragraph AppendText(Paragraph line, string text)
    {
        int at = 0;
        while (at < text.Length)
        {
            int space = text.IndexOf(' ', at);
            int end = space < 0 ? text.Length : space + 1;
            string word = text[at..end];
            line.Append(word, Plain, LinkTo(word.TrimEnd()));
            at = end;
        }
        return line;
    }

    private static Link? LinkTo(string text)
        => text.StartsWith("http://", StringComparison.Ordinal) || text.StartsWith("https://", StringComparison.Ordinal) ? new Link(text) : null;

    private static Style NameStyle(ChatMessage message) => message.IsOwn ? new Style(decoration: Decoration.Bold) : new Style(ColorOf(message.Sender));

    // The same name has the same colour everywhere and always, which string.GetHashCode does not give.
    private static Color ColorOf(string name) => NameColors[(int)(name.Aggregate(17u, (hash, c) => (hash * 31) + char.ToLowerInvariant(c)) % (uint)NameColors.Length)];
}
