using System.Globalization;

namespace Parley.Client.People;

/// <summary>What the server tells of somebody who is asked about. What it has not told is null.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#whois-message.</remarks>
public sealed record Person
{
    // What a hostile server tells shall not fill the screen.
    private const int MostRooms = 200;

    /// <summary>The nickname.</summary>
    public required string Nickname { get; init; }

    /// <summary>The user name, the part between <c>!</c> and <c>@</c>.</summary>
    public string? Username { get; init; }

    /// <summary>The host that the server shows.</summary>
    public string? Host { get; init; }

    /// <summary>The real name.</summary>
    public string? RealName { get; init; }

    /// <summary>The account; null: a guest.</summary>
    public string? Account { get; init; }

    /// <summary>Whether it is a program. Source: https://ircv3.net/specs/extensions/bot-mode.</summary>
    public bool IsBot { get; init; }

    /// <summary>Whether it is an operator of the server.</summary>
    public bool IsOperator { get; init; }

    /// <summary>What they said when they went away; null: they are here.</summary>
    public string? Away { get; init; }

    /// <summary>For how long they have said nothing.</summary>
    public TimeSpan? Idle { get; init; }

    /// <summary>Since when they are here.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The address they come from; told of oneself and to operators only.</summary>
    public string? Address { get; init; }

    /// <summary>Rooms in which they can be seen, by name.</summary>
    public IReadOnlyList<string> Rooms { get; init; } = [];

    /// <summary>What they tell of themselves, such as <c>pronouns</c>. Source: https://ircv3.net/specs/extensions/metadata.</summary>
    public IReadOnlyDictionary<string, string> Tells { get; init; } = new Dictionary<string, string>();

    /// <summary>Reads the rows of an answer; null: they tell of nobody.</summary>
    internal static Person? Read(IReadOnlyList<string[]> rows, Func<string, bool> isRoom)
    {
        Person? person = null;
        var tells = new Dictionary<string, string>();
        foreach (string[] row in rows)
        {
            string At(int index) => index < row.Length ? row[index] : "";
            if (row[0] == "311")
                person = new Person { Nickname = At(1), Username = At(2), Host = At(3), RealName = row[^1], Tells = tells };
            else if (row[0] == "760")
                tells[At(2)] = row[^1];
            else
                person = person is null ? null : row[0] switch
                {
                    "301" => person with { Away = row[^1] },
                    "313" => person with { IsOperator = true },
                    "317" => person with { Idle = Seconds(At(2)), Since = UnixTime.Read(At(3)) },
                    "319" => person with { Rooms = [.. person.Rooms.Concat(ReadRooms(row[^1], isRoom)).Take(MostRooms)] },
                    "330" => person with { Account = At(2) },
                    "335" => person with { IsBot = true },
                    "338" => person with { Address = row.Length > 4 ? At(3) : At(2) },
                    _ => person,
                };
        }
        return person;
    }

    private static TimeSpan? Seconds(string text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) ? TimeSpan.FromSeconds(seconds) : null;

    // Each stands behind the signs of their ranks in it.
    private static IEnumerable<string> ReadRooms(string text, Func<string, bool> isRoom)
    {
        foreach (string name in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            for (int i = 0; i < name.Length; i++)
                if (isRoom(name[i..]))
                {
                    yield return name[i..];
                    break;
                }
    }
}
