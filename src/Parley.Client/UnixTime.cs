using System.Globalization;

namespace Parley.Client;

/// <summary>Moments as numerics have them.</summary>
internal static class UnixTime
{
    /// <summary>Reads seconds since 1970. Null: they are none, or no moment that there is.</summary>
    public static DateTimeOffset? Read(string text)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds > 0 && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
