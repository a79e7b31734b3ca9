using System.Text;
using System.Text.Json;

namespace Parley.Web.Settings;

/// <summary>How much of a conversation makes itself heard.</summary>
public enum NotificationLevel
{
    /// <summary>Every message.</summary>
    All,

    /// <summary>Those that name the person, and direct ones.</summary>
    Mentions,

    /// <summary>Nothing.</summary>
    None,
}

/// <summary>What a person has set in this browser. An empty text is the default: as the system, or the browser, has it.</summary>
/// <remarks>Kept as JSON in the browser's <c>localStorage</c>; what is unknown or wrong in it counts as not set. <c>start.js</c> reads the looks before anything is painted.</remarks>
public sealed record Preferences
{
    /// <summary>The form of the JSON. One of another form is not read.</summary>
    public const int Version = 1;

    private const int MaxRooms = 1000;

    /// <summary>Light, dark, or as the system has it.</summary>
    public static IReadOnlyList<string> Themes { get; } = ["", "light", "dark"];

    /// <summary>The accent colours; empty is green.</summary>
    public static IReadOnlyList<string> Accents { get; } = ["", "blue", "violet", "rose", "amber", "slate"];

    /// <summary>The sizes of text; empty is the browser's own.</summary>
    public static IReadOnlyList<string> Sizes { get; } = ["small", "", "large", "largest"];

    /// <summary>How close lines stand.</summary>
    public static IReadOnlyList<string> Densities { get; } = ["", "compact"];

    /// <summary>Whether things move; empty is as the system has it.</summary>
    public static IReadOnlyList<string> Motions { get; } = ["", "reduced"];

    /// <summary>The clocks: that of the language, of 24 hours, of 12.</summary>
    public static IReadOnlyList<string> Clocks { get; } = ["", "24", "12"];

    /// <summary>The languages of the texts; empty is the browser's, where it is one of them.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["", "en", "de", "es", "fr", "zh-Hans", "ar"];

    /// <summary>One of <see cref="Themes"/>.</summary>
    public string Theme { get; init; } = "";

    /// <summary>One of <see cref="Accents"/>.</summary>
    public string Accent { get; init; } = "";

    /// <summary>One of <see cref="Sizes"/>.</summary>
    public string Size { get; init; } = "";

    /// <summary>One of <see cref="Densities"/>.</summary>
    public string Density { get; init; } = "";

    /// <summary>One of <see cref="Motions"/>.</summary>
    public string Motion { get; init; } = "";

    /// <summary>One of <see cref="Clocks"/>.</summary>
    public string Clock { get; init; } = "";

    /// <summary>One of <see cref="Languages"/>.</summary>
    public string Language { get; init; } = "";

    /// <summary>Whether a message that makes itself heard has a sound.</summary>
    public bool Sounds { get; init; } = true;

    /// <summary>Whether it shows on the desktop while the page is out of sight.</summary>
    public bool Desktop { get; init; }

    /// <summary>Whether others see that the person is typing.</summary>
    public bool SharesTyping { get; init; } = true;

    /// <summary>What makes itself heard where nothing else is set in <see cref="Rooms"/>.</summary>
    public NotificationLevel Level { get; init; } = NotificationLevel.Mentions;

    /// <summary>What makes itself heard in a room, by the room's name in lower case.</summary>
    public IReadOnlyDictionary<string, NotificationLevel> Rooms { get; init; } = new Dictionary<string, NotificationLevel>();

    /// <summary>When the quiet hours begin, by the person's clock. Null: there are none.</summary>
    public TimeOnly? QuietFrom { get; init; }

    /// <summary>When they end; before their beginning: on the next day.</summary>
    public TimeOnly? QuietTo { get; init; }

    /// <summary>What makes itself heard in a conversation.</summary>
    public NotificationLevel LevelOf(string room) => Rooms.GetValueOrDefault(Key(room), Level);

    /// <summary>Whether a room has a level of its own.</summary>
    public bool HasLevel(string room) => Rooms.ContainsKey(Key(room));

    /// <summary>These with another level for a room. Null: as everywhere.</summary>
    public Preferences With(string room, NotificationLevel? level)
    {
        var rooms = Rooms.ToDictionary();
        rooms.Remove(Key(room));
        if (level is { } set && rooms.Count < MaxRooms)
            rooms.Add(Key(room), set);
        return this with { Rooms = rooms };
    }

    /// <summary>Whether it is quiet at that time of day.</summary>
    public bool IsQuiet(TimeOnly time) => QuietFrom is { } from && QuietTo is { } to && time.IsBetween(from, to);

    /// <summary>Reads what <see cref="Write"/> wrote, or anything else.</summary>
    public static Preferences Read(string? json)
    {
        try
        {
            using JsonDocument? all = json is null ? null : JsonDocument.Parse(json);
            return all is { RootElement.ValueKind: JsonValueKind.Object } && Whole(all.RootElement, "version") == Version ? From(all.RootElement) : new Preferences();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A text that is cut within a character is found only when it is read.
            return new Preferences();
        }
    }

    /// <summary>These as JSON.</summary>
    public string Write()
    {
        using var written = new MemoryStream();
        using (var json = new Utf8JsonWriter(written))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            foreach ((string name, string value) in new[] { ("theme", Theme), ("accent", Accent), ("size", Size), ("density", Density), ("motion", Motion), ("clock", Clock), ("language", Language) })
                if (value.Length > 0)
                    json.WriteString(name, value);
            json.WriteBoolean("sounds", Sounds);
            json.WriteBoolean("desktop", Desktop);
            json.WriteBoolean("typing", SharesTyping);
            json.WriteString("level", Name(Level));
            if (Rooms.Count > 0)
                WriteRooms(json);
            if (QuietFrom is { } from && QuietTo is { } to)
            {
                json.WriteNumber("quietFrom", Minutes(from));
                json.WriteNumber("quietTo", Minutes(to));
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(written.GetBuffer(), 0, (int)written.Length);
    }

    private static Preferences From(JsonElement all)
    {
        var none = new Preferences();
        return new Preferences
        {
            Theme = Choice(all, "theme", Themes),
            Accent = Choice(all, "accent", Accents),
            Size = Choice(all, "size", Sizes),
            Density = Choice(all, "density", Densities),
            Motion = Choice(all, "motion", Motions),
            Clock = Choice(all, "clock", Clocks),
            Language = Choice(all, "language", Languages),
            Sounds = Flag(all, "sounds") ?? none.Sounds,
            Desktop = Flag(all, "desktop") ?? none.Desktop,
            SharesTyping = Flag(all, "typing") ?? none.SharesTyping,
            Level = LevelIn(Get(all, "level")) ?? none.Level,
            Rooms = RoomsIn(Get(all, "rooms")),
            QuietFrom = TimeIn(all, "quietFrom"),
            QuietTo = TimeIn(all, "quietTo"),
        };
    }

    private void WriteRooms(Utf8JsonWriter json)
    {
        json.WriteStartObject("rooms");
        foreach ((string room, NotificationLevel level) in Rooms)
            json.WriteString(room, Name(level));
        json.WriteEndObject();
    }

    private static string Key(string room) => room.ToLowerInvariant();

    private static JsonElement Get(JsonElement all, string name) => all.TryGetProperty(name, out JsonElement value) ? value : default;

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Whole(JsonElement all, string name) => Get(all, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int whole) ? whole : null;

    private static bool? Flag(JsonElement all, string name) => Get(all, name).ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };

    private static string Choice(JsonElement all, string name, IReadOnlyList<string> choices) => Text(Get(all, name)) is { } value && choices.Contains(value) ? value : "";

    private static TimeOnly? TimeIn(JsonElement all, string name)
        => Whole(all, name) is { } minutes and >= 0 and < 24 * 60 ? new TimeOnly(minutes / 60, minutes % 60) : null;

    private static int Minutes(TimeOnly time) => (time.Hour * 60) + time.Minute;

    private static Dictionary<string, NotificationLevel> RoomsIn(JsonElement rooms)
    {
        var levels = new Dictionary<string, NotificationLevel>();
        if (rooms.ValueKind == JsonValueKind.Object)
            foreach (JsonProperty room in rooms.EnumerateObject().Take(MaxRooms))
                if (LevelIn(room.Value) is { } known)
                    levels[Key(room.Name)] = known;
        return levels;
    }

    private static string Name(NotificationLevel level) => level switch { NotificationLevel.All => "all", NotificationLevel.None => "none", _ => "mentions" };

    private static NotificationLevel? LevelIn(JsonElement value) => Text(value) switch
    {
        "all" => NotificationLevel.All,
        "mentions" => NotificationLevel.Mentions,
        "none" => NotificationLevel.None,
        _ => null,
    };
}
