using Parley.Client.Rooms;
using Parley.Web.Settings;

namespace Parley.Web.Moderation;

/// <summary>Reason and end of a ban in plain words.</summary>
internal static class BanWords
{
    /// <summary>Until when and why; null: the server says neither.</summary>
    public static string? Tell(BanTerms? terms, Formats formats) => terms switch
    {
        { Until: { } until, Reason: { } reason } => Isolate.Into(ModerationTexts.EndsAtBecause, formats.Brief(until), reason),
        { Until: { } until } => Isolate.Into(ModerationTexts.EndsAt, formats.Brief(until)),
        { Reason: { } reason } => Isolate.Into(ModerationTexts.Because, reason),
        _ => null,
    };
}
