using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Core.History;

namespace Parley.Server.Control;

/// <summary>A line of an export: one JSON object with what belongs to its type. docs/export.md describes it.</summary>
/// <param name="Type"><c>export</c>, <c>room</c>, <c>account</c>, <c>marker</c>, <c>message</c> or <c>event</c>.</param>
public sealed record ExportLine(string Type)
{
    /// <summary>The only form there is.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Of an export: its form.</summary>
    public int? Version { get; init; }

    /// <summary>How a line is written: what does not apply is left out.</summary>
    public static JsonSerializerOptions Form { get; } = new(ControlCommand.Form) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The room's or the account's name.</summary>
    public string? Name { get; init; }

    /// <summary>The msgid.</summary>
    public string? Id { get; init; }

    /// <summary>When: of a room or an account, when it began; of a marker, up to when all is read.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The room in which it was said or happened.</summary>
    public string? Room { get; init; }

    /// <summary>Of a direct message: the account whose export it is.</summary>
    public string? Of { get; init; }

    /// <summary>Of a direct message: the other's nickname.</summary>
    public string? With { get; init; }

    /// <summary>Of a direct message: the other's account. Null: a guest.</summary>
    public string? WithAccount { get; init; }

    /// <summary>Of a direct message: which guest the other was.</summary>
    public Guid? WithGuest { get; init; }

    /// <summary>Of a message <c>Privmsg</c>, <c>Notice</c> or <c>TagMsg</c>; of an event what happened.</summary>
    public string? Kind { get; init; }

    /// <summary>Who: <c>nick!user@host</c>.</summary>
    public string? From { get; init; }

    /// <summary>That one's account.</summary>
    public string? Account { get; init; }

    /// <summary>Whom a message was for, by the name of then.</summary>
    public string? Target { get; init; }

    /// <summary>What was said. Of a room its topic.</summary>
    public string? Text { get; init; }

    /// <summary>Of a message that was sent as several lines: the pieces of its text, of which those that begin a line begin with a line feed.</summary>
    public IReadOnlyList<string>? Pieces { get; init; }

    /// <summary>A message's client-only tags, as on the wire.</summary>
    public string? Tags { get; init; }

    /// <summary>Who passed a message on from elsewhere.</summary>
    public string? RelayedBy { get; init; }

    /// <summary>Whether a program said it.</summary>
    public bool? Bot { get; init; }

    /// <summary>A message's place in the room's order.</summary>
    public long? Number { get; init; }

    /// <summary>What belongs to an event: see <see cref="HappeningKind"/>.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>Of an account: its address.</summary>
    public string? Email { get; init; }

    /// <summary>Of an account: its devices.</summary>
    public IReadOnlyList<string>? Devices { get; init; }

    /// <summary>Of an account: its passkeys.</summary>
    public IReadOnlyList<string>? Passkeys { get; init; }

    /// <summary>What a room or an account tells of itself.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
