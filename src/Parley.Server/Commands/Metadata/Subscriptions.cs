using Parley.Core.Metadata;
using Parley.Protocol.Numerics;
using Parley.Server.Replies;

namespace Parley.Server.Commands.Metadata;

/// <summary>Which keys a session follows: SUB, UNSUB, SUBS.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/metadata#metadata-sub.</remarks>
internal static class Subscriptions
{
    public static void Run(CommandContext c, MetadataLines lines, string subcommand)
    {
        if (subcommand == "SUB")
            Add(c, lines);
        else if (subcommand == "UNSUB")
            Remove(c, lines);
        else
            List(c, lines);
    }

    private static void Add(CommandContext c, MetadataLines lines)
    {
        var added = new List<string>();
        string? tooMany = null;
        foreach (string key in Keys(c, lines))
        {
            if (c.Session.Subscriptions.Count >= c.Limits.MetadataSubscriptions && !c.Session.Subscriptions.Contains(key))
            {
                tooMany = key;
                break;
            }
            c.Session.Subscriptions = c.Session.Subscriptions.Add(key);
            added.Add(key);
        }
        lines.Keys(Numeric.RplMetadataSubOk, added);
        if (tooMany is not null)
            lines.Fail(MetadataDialect.Of(c.Session).TooManySubscriptions, $"No more than {c.Limits.MetadataSubscriptions} keys may be followed", tooMany);
        // The values may be many; the client asks when it is ready for them.
        if (added.Count > 0 && c.Session.User is { Rooms.IsEmpty: false })
            lines.Later("*ALL");
    }

    private static void Remove(CommandContext c, MetadataLines lines)
    {
        string[] removed = [.. Keys(c, lines)];
        c.Session.Subscriptions = c.Session.Subscriptions.Except(removed);
        lines.Keys(Numeric.RplMetadataUnsubOk, removed);
    }

    private static void List(CommandContext c, MetadataLines lines)
    {
        lines.Open("metadata-subs");
        lines.Keys(Numeric.RplMetadataSubs, c.Session.Subscriptions.Order(StringComparer.Ordinal));
        lines.Close();
    }

    private static IEnumerable<string> Keys(CommandContext c, MetadataLines lines)
    {
        for (int i = 2; i < c.ParamCount; i++)
            if (MetadataSet.IsKey(c.Text(i)))
                yield return c.Text(i);
            else
                lines.Fail(MetadataDialect.Of(c.Session).InvalidKey, $"A key has 1 to {MetadataSet.MaxKey} of a-z, 0-9, _ . / -", c.Text(i));
    }
}
