using System.Globalization;
using Parley.Client.History;
using Parley.Client.Messages;

namespace Parley.Web.Returning;

/// <summary>A <see cref="KeptConversation"/> as one text: fields with NUL between them, which no message holds.</summary>
internal static class KeptText
{
    // The first field: another form has another number, and is not read.
    private const string Form = "1";
    private const int HeadFields = 4;
    private const int MessageFields = 7;

    /// <summary>The text of a conversation.</summary>
    public static string Write(KeptConversation kept)
        => string.Join('\0', [Form, kept.Name, kept.IsRoom ? "room" : "direct", kept.ReadUntil is { } until ? Ticks(until) : "", .. kept.Messages.SelectMany(Fields)]);

    /// <summary>The conversation of a text; null: it is not one.</summary>
    public static KeptConversation? Read(string text)
    {
        string[] fields = text.Split('\0');
        if (fields.Length < HeadFields || fields[0] != Form || fields[1].Length == 0 || (fields.Length - HeadFields) % MessageFields != 0)
            return null;
        var messages = new List<KeptMessage>();
        for (int i = HeadFields; i < fields.Length; i += MessageFields)
        {
            if (!Enum.TryParse(fields[i], out MessageKind kind) || Time(fields[i + 4]) is not { } time)
                return null;
            string marks = fields[i + 6];
            messages.Add(new KeptMessage(kind, fields[i + 1], fields[i + 2], fields[i + 3], time, fields[i + 5].Length > 0 ? fields[i + 5] : null, marks.Contains('o'), marks.Contains('f')));
        }
        return new KeptConversation(fields[1], fields[2] == "room", Time(fields[3]), messages);
    }

    private static IEnumerable<string> Fields(KeptMessage message)
        => [((int)message.Kind).ToString(CultureInfo.InvariantCulture), message.From, message.Target, message.Raw.Replace("\0", "", StringComparison.Ordinal), Ticks(message.Time), message.Id ?? "", (message.IsOwn ? "o" : "") + (message.IsFile ? "f" : "")];

    private static string Ticks(DateTimeOffset at) => at.UtcTicks.ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(string field)
        => long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out long ticks) && ticks <= DateTimeOffset.MaxValue.UtcTicks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
}
