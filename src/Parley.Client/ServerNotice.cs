using Parley.Client.Rooms;

namespace Parley.Client;

/// <summary>What kind of word from the server it is.</summary>
public enum ServerNoticeKind
{
    /// <summary>A notice or an answer.</summary>
    Info,

    /// <summary>A line of the message of the day.</summary>
    Motd,

    /// <summary>Something that this client asked for was refused, or the connection is ending.</summary>
    Error,
}

/// <summary>A word from the server that belongs to no conversation.</summary>
/// <param name="Kind">What kind it is.</param>
/// <param name="Text">For people to read, without formatting codes.</param>
/// <param name="Context">What it is about, such as a room or a nickname; null when the server did not say.</param>
/// <param name="Code">The numeric's three digits or the code of a standard reply; null for other words.</param>
public sealed record ServerNotice(ServerNoticeKind Kind, string Text, string? Context, string? Code)
{
    /// <summary>All parameters of the line, but our nickname at the beginning of a numeric's; empty for words that came otherwise.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>Why and until when a room keeps this user out or silent; null: the server has not said, or it is about something else.</summary>
    public BanTerms? Terms { get; init; }
}
