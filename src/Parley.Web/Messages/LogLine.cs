using Parley.Client;
using Parley.Client.Messages;

namespace Parley.Web.Messages;

/// <summary>A message as a line of the list: what stands before it decides how much of a head it needs.</summary>
/// <param name="Message">The message.</param>
/// <param name="Previous">The one above it; null for the first.</param>
/// <param name="Client">Whose view it is.</param>
/// <param name="BeginsUnread">Whether the line "New since you left" stands above it.</param>
public readonly record struct LogLine(ChatMessage Message, ChatMessage? Previous, ChatClient Client, bool BeginsUnread = false)
{
    private static readonly TimeSpan GroupSpan = TimeSpan.FromMinutes(5);

    /// <summary>Whether somebody said it, rather than it having happened.</summary>
    public static bool IsSaid(ChatMessage message) => message.Kind is MessageKind.Text or MessageKind.Action or MessageKind.Notice;

    /// <summary>By which the browser's script names the line.</summary>
    public string Key => KeyOf(Message);

    /// <summary>When it was, by the person's clock.</summary>
    public DateTimeOffset LocalTime => Local(Message);

    /// <summary>Whether a day begins with it.</summary>
    public bool BeginsDay => Previous is null || Local(Previous).Date != LocalTime.Date;

    /// <summary>Whether it shows its author: the first, or the first after five minutes, of a row of messages of one kind and author. Each action does.</summary>
    public bool BeginsGroup => BeginsUnread || Message.Kind == MessageKind.Action || Previous is null or { Corrects: not null } || Previous.Kind != Message.Kind || Previous.Sender != Message.Sender
        || Message.Time - Previous.Time > GroupSpan || BeginsDay;

    /// <inheritdoc cref="Key"/>
    public static string KeyOf(ChatMessage message) => message.Id ?? "t" + message.Time.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private DateTimeOffset Local(ChatMessage message) => TimeZoneInfo.ConvertTime(message.Time, Client.Options.Time.LocalTimeZone);
}
