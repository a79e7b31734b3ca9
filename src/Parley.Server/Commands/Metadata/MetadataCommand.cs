using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Messages;
using Parley.Server.Replies;

namespace Parley.Server.Commands.Metadata;

/// <summary><c>METADATA &lt;target&gt; GET|LIST|SET|CLEAR|SUB|UNSUB|SUBS|SYNC [&lt;parameters&gt;]</c>: what users and rooms tell of themselves.</summary>
/// <remarks>Sources: https://ircv3.net/specs/extensions/metadata, https://github.com/ircv3/ircv3-specifications/pull/613. Replies 761, 766, 770,
/// 771, 772, 774 and batches of type metadata; FAIL METADATA; 461. Before registration the one target is <c>*</c>.</remarks>
internal static class MetadataCommand
{
    private const string Everything = "*ALL";

    public static CommandSpec Spec { get; } = new("METADATA", MinParams: 2, Access.Anyone, RunAsync, Cost: 2);

    private static async ValueTask RunAsync(CommandContext c)
    {
        var lines = new MetadataLines(c.Session, c.Server.Name, new LineWriter());
        string subcommand = c.Text(1).ToUpperInvariant();
        if (subcommand is "GET" or "SET" or "SUB" or "UNSUB" && c.ParamCount < 3)
            c.Reply.Numeric(Protocol.Numerics.Numeric.ErrNeedMoreParams, Spec.Verb, "Not enough parameters");
        else if (subcommand is "SUB" or "UNSUB" or "SUBS")
            Subscriptions.Run(c, lines, subcommand);
        else if (subcommand is not ("GET" or "LIST" or "SET" or "CLEAR" or "SYNC"))
            lines.Fail(MetadataDialect.Of(c.Session).InvalidSubcommand, "Invalid subcommand", c.Text(1));
        else if (subcommand == "SYNC" && string.Equals(c.Text(0), Everything, StringComparison.OrdinalIgnoreCase) && c.Session.User is not null)
            await Synchronization.OfAllAsync(c, lines, Everything);
        else if (await FindAsync(c, lines) is { } target)
            await RunAsync(c, lines, target, subcommand);
        c.Reply.Append(lines.Line.Written);
    }

    private static ValueTask RunAsync(CommandContext c, MetadataLines lines, MetadataTarget target, string subcommand) => subcommand switch
    {
        "SET" => MetadataValues.SetAsync(c, lines, target),
        "CLEAR" => MetadataValues.ClearAsync(c, lines, target),
        "SYNC" => Synchronization.OfAsync(c, lines, target),
        "GET" => MetadataValues.GetAsync(c, lines, target),
        _ => MetadataValues.ListAsync(lines, target),
    };

    // Whom it is about, with what may be read of them; null when the client has been told why not.
    private static async ValueTask<MetadataTarget?> FindAsync(CommandContext c, MetadataLines lines)
    {
        string name = c.Text(0);
        if (c.Session.User is null)
        {
            if (name == "*")
                return new MetadataTarget("*", null, null, c.Session.Introduction.Metadata.Values);
            lines.Fail("KEY_NO_PERMISSION", "Before registration there is only *", name, "*");
            return null;
        }
        if (name == "*")
            return MetadataTarget.Of(c.User);
        if (!name.StartsWith('#') && c.Users.TryFind(name, out User? user))
            return MetadataTarget.Of(user);
        if (!c.Rooms.TryFind(name, out IRoom? room))
        {
            lines.Fail("INVALID_TARGET", "There is no such user or channel", name);
            return null;
        }
        (var values, Refusal refusal) = await room.GetMetadataAsync(c.User);
        if (values is not null)
            return new MetadataTarget(room.Name, null, room, values);
        if (refusal == Refusal.NoSuchRoom)
            lines.Fail("INVALID_TARGET", "There is no such user or channel", name);
        else
            lines.Fail("KEY_NO_PERMISSION", "Only members may see this", room.Name, "*");
        return null;
    }
}
