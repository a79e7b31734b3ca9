using System.Globalization;

namespace Parley.Crash;

/// <summary>Reads all that a server has kept of a room.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/chathistory.</remarks>
internal static class HistoryOf
{
    private const int Page = 1000;

    public static async Task<List<Said>> ReadAsync(Person reader, string room)
    {
        await reader.JoinAsync(room);
        var all = new List<Said>();
        string after = "timestamp=1970-01-01T00:00:00.000Z";
        while (await PageAsync(reader, room, after) is { Count: > 0 } page)
        {
            all.AddRange(page);
            after = $"msgid={page[^1].Id}";
        }
        return all;
    }

    /// <summary>The message in a line, as whoever got it got it.</summary>
    public static Said ToSaid(Line line)
        => new(line.Tags["msgid"], DateTimeOffset.Parse(line.Tags["time"], CultureInfo.InvariantCulture), line.Source, line.Params[1]);

    private static async Task<List<Said>> PageAsync(Person reader, string room, string after)
    {
        await reader.SendAsync($"CHATHISTORY AFTER {room} {after} {Page}");
        List<Line> lines = await reader.CollectAsync(line => line.Verb == "FAIL" || (line.Verb == "BATCH" && line.Params[0].StartsWith('-')));
        if (lines[^1].Verb == "FAIL")
            throw new BrokenPromiseException($"The history of {room} is refused: {string.Join(' ', lines[^1].Params)}");
        return [.. lines.Where(line => line.Verb == "PRIVMSG" && line.Tags.ContainsKey("batch")).Select(ToSaid)];
    }
}
