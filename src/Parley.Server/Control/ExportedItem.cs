using System.Text;
using Parley.Core.History;
using Parley.Core.Messages;

namespace Parley.Server.Control;

/// <summary>Items of a history as lines of an export, and back.</summary>
internal static class ExportedItem
{
    private const string Message = "message", Event = "event";

    /// <summary>The line of an item; where it was said is for the caller to add.</summary>
    public static ExportLine Write(HistoryItem item) => item is Message message
        ? new ExportLine(Message)
        {
            Id = $"{item.Id:N}",
            At = item.At,
            Kind = message.Kind.ToString(),
            From = item.Source,
            Account = item.Account,
            Target = message.Target,
            Text = message.Lines is null ? Text(message.Text) : null,
            Pieces = message.Lines is { } lines ? [.. lines.Select((line, index) => (index == 0 || line.GoesOn ? "" : "\n") + Text(line.Text))] : null,
            Tags = message.ClientTags.IsEmpty ? null : Text(message.ClientTags),
            RelayedBy = message.RelayedBy,
            Bot = message.IsBot ? true : null,
            Number = message.Number > 0 ? message.Number : null,
        }
        : new ExportLine(Event)
        {
            Id = $"{item.Id:N}",
            At = item.At,
            Kind = ((Happening)item).Kind.ToString(),
            From = item.Source,
            Account = item.Account,
            Words = ((Happening)item).Words,
        };

    /// <summary>The item of a line. Null: it is of another type.</summary>
    /// <exception cref="FormatException">Something is missing in it or not what it should be; the message says what.</exception>
    public static HistoryItem? Read(ExportLine line)
    {
        if (line.Type is not (Message or Event))
            return null;
        if (!Guid.TryParseExact(line.Id, "N", out Guid id))
            throw new FormatException("its id is no msgid");
        if (line.At is not { } at || line.From is not { Length: > 0 } from)
            throw new FormatException("it does not say when and by whom");
        if (line.Type == Event)
            return Enum.TryParse(line.Kind, out HappeningKind happened) && Enum.IsDefined(happened) && line.Words is { } words
                ? new Happening(new Stamp(id, at, from, line.Account), happened, words)
                : throw new FormatException("its kind is none of an event, or it has no words");
        if (!Enum.TryParse(line.Kind, out MessageKind kind) || !Enum.IsDefined(kind) || line.Target is null)
            throw new FormatException("its kind is none of a message, or it does not say for whom it was");
        byte[] text = Encoding.UTF8.GetBytes(line.Pieces is null ? line.Text ?? "" : string.Concat(line.Pieces));
        return new Message(kind, id, at, from, line.Account, line.Target, text, Encoding.UTF8.GetBytes(line.Tags ?? ""), line.Number ?? 0, default)
        {
            RelayedBy = line.RelayedBy,
            IsBot = line.Bot == true,
            Lines = line.Pieces is null ? null : [.. line.Pieces.Select((piece, index) => new MessageLine(
                Encoding.UTF8.GetBytes(piece.StartsWith('\n') ? piece[1..] : piece), GoesOn: index > 0 && !piece.StartsWith('\n')))],
        };
    }

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
