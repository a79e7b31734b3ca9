namespace Parley.Web.Moderation;

/// <summary>For how long and why somebody is to be kept out, while a person fills it in.</summary>
public sealed class BanDraft
{
    /// <summary>The lengths that are offered, in minutes; 0: until somebody lifts it.</summary>
    public static IReadOnlyList<int> Lengths { get; } = [10, 60, 24 * 60, 7 * 24 * 60, 30 * 24 * 60, 0];

    /// <summary>The length chosen, in minutes; 0: until somebody lifts it.</summary>
    public int Minutes { get; set; }

    /// <summary>Why, as typed.</summary>
    public string Reason { get; set; } = "";

    /// <summary>For how long; null: until somebody lifts it.</summary>
    public TimeSpan? Lasts => Minutes > 0 ? TimeSpan.FromMinutes(Minutes) : null;
}
