using System.Globalization;

namespace Parley.Client.Rooms;

/// <summary>How long a room's owner has what is said there kept. The server may keep less.</summary>
/// <param name="Days">For how many days at most; null: for as long as the server keeps things.</param>
/// <param name="Messages">How many messages at most; null: as many as the server keeps.</param>
public sealed record RoomRetention(int? Days, int? Messages)
{
    /// <summary>The longest, in days.</summary>
    public const int MostDays = 36_500;

    private const string Mark = "(RETENTION ", Kept = "what is said is kept ";

    /// <summary>Whether it does not keep something that the other one does.</summary>
    public bool KeepsLessThan(RoomRetention other) => Days < (other.Days ?? int.MaxValue) || Messages < (other.Messages ?? int.MaxValue);

    /// <summary>The value as ChanServ takes it.</summary>
    internal string Value => this is { Days: null, Messages: null }
        ? "default"
        : string.Join(' ', new[] { Days?.ToString(CultureInfo.InvariantCulture) + "d", Messages?.ToString(CultureInfo.InvariantCulture) ?? "" }.Where(static part => part is not ("" or "d")));

    /// <summary>Reads ChanServ's answer <c>#room: what is said is kept for 30 days (RETENTION 30d 1000)</c>; null: it is another.</summary>
    /// <param name="answer">The lines.</param>
    /// <param name="words">What holds, the server's own bounds included, in its words.</param>
    internal static RoomRetention? Read(string answer, out string words)
    {
        words = "";
        string? line = answer.Split('\n').FirstOrDefault(static line => line.EndsWith(')') && line.Contains(Mark, StringComparison.Ordinal));
        if (line is null)
            return null;
        int mark = line.LastIndexOf(Mark, StringComparison.Ordinal), kept = line.IndexOf(Kept, StringComparison.Ordinal);
        if (kept >= 0 && kept + Kept.Length < mark)
            words = line[(kept + Kept.Length)..mark].Trim();
        int? days = null, messages = null;
        foreach (string part in line[(mark + Mark.Length)..^1].Split(' '))
            if (part.EndsWith('d'))
                days = Number(part[..^1]);
            else
                messages = Number(part);
        return new RoomRetention(days, messages);
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
