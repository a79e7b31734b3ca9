using System.Globalization;
using Parley.Core.History;
using Parley.Server.Replies;

namespace Parley.Server.Commands.History;

/// <summary>How clients refer to messages: <c>msgid=…</c> or <c>timestamp=YYYY-MM-DDThh:mm:ss.sssZ</c>.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/chathistory#chathistory-command.</remarks>
internal static class MessageReference
{
    private const string IdPrefix = "msgid=", TimePrefix = "timestamp=";

    /// <summary>Whether the parameter is of a type that there is, well formed or not.</summary>
    public static bool IsOfKnownType(string parameter)
        => parameter.StartsWith(IdPrefix, StringComparison.Ordinal) || parameter.StartsWith(TimePrefix, StringComparison.Ordinal);

    /// <summary>Takes a reference apart.</summary>
    public static bool TryParse(string parameter, out HistoryPoint point)
    {
        if (TryParseTime(parameter, out DateTimeOffset at))
        {
            point = HistoryPoint.Of(at);
            return true;
        }
        point = default;
        if (!parameter.StartsWith(IdPrefix, StringComparison.Ordinal) || !TryParseId(parameter[IdPrefix.Length..], out Guid id))
            return false;
        point = HistoryPoint.Of(id);
        return true;
    }

    /// <summary>Takes a msgid apart.</summary>
    public static bool TryParseId(string msgid, out Guid id) => Guid.TryParseExact(msgid, "N", out id);

    /// <summary>Takes <c>timestamp=…</c> apart.</summary>
    public static bool TryParseTime(string parameter, out DateTimeOffset at)
    {
        at = default;
        return parameter.StartsWith(TimePrefix, StringComparison.Ordinal)
            && DateTimeOffset.TryParseExact(
                parameter.AsSpan(TimePrefix.Length), ServerTime.Format, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out at);
    }

    /// <summary>A moment as it stands behind <c>timestamp=</c>.</summary>
    public static string Write(DateTimeOffset at) => at.UtcDateTime.ToString(ServerTime.Format, CultureInfo.InvariantCulture);
}
