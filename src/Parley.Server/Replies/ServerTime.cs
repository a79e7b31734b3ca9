using System.Globalization;

namespace Parley.Server.Replies;

/// <summary>How a moment is written.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/server-time.</remarks>
internal static class ServerTime
{
    /// <summary>Of an exact moment.</summary>
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The moment in UTC.</summary>
    public static string Of(DateTimeOffset at) => at.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);
}
