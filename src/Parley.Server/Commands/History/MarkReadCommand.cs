using Parley.Core.History;
using Parley.Core.Rooms;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Messages;
using Parley.Protocol.Names;
using Parley.Server.Delivery;
using Parley.Server.Sessions;

namespace Parley.Server.Commands.History;

/// <summary><c>MARKREAD &lt;target&gt; [timestamp=…]</c>: up to when the user has read a room, or what another said; told to all sessions
/// of the same user, and to nobody else.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/read-marker. Replies MARKREAD; FAIL NEED_MORE_PARAMS, INVALID_PARAMS.</remarks>
internal static class MarkReadCommand
{
    private const string Verb = "MARKREAD";

    public static CommandSpec Spec { get; } = new(Verb, MinParams: 0, Access.Registered, RunAsync);

    private static ValueTask RunAsync(CommandContext c)
    {
        string target = c.TextOrEmpty(0);
        if (target.Length == 0)
            c.Reply.Fail(Verb, "NEED_MORE_PARAMS", "", "Missing parameters");
        else if (!NameRules.IsRoomName(target) && !NameRules.IsNickname(target))
            c.Reply.Fail(Verb, "INVALID_PARAMS", target, "Invalid parameters");
        else if (c.ParamCount == 1)
            c.Reply.Append(Line(c.Server.Name, target, c.Server.ReadMarkers.Find(Party.Of(c.User), target)));
        else if (MessageReference.TryParseTime(c.Text(1), out DateTimeOffset at))
            Advance(c, c.Rooms.TryFind(target, out IRoom? room) ? room.Name : target, at);
        else
            c.Reply.Fail(Verb, "INVALID_PARAMS", [target, c.Text(1)], "Invalid parameters");
        return ValueTask.CompletedTask;
    }

    private static void Advance(CommandContext c, string target, DateTimeOffset to)
    {
        Party reader = Party.Of(c.User);
        DateTimeOffset now = c.Server.Time.GetUtcNow();
        DateTimeOffset? before = c.Server.ReadMarkers.Find(reader, target);
        // Nobody has read what is yet to be said.
        DateTimeOffset after = c.Server.ReadMarkers.Advance(reader, target, to < now ? to : now);
        byte[] line = Line(c.Server.Name, target, after);
        c.Reply.Append(line);
        if (after == before)
            return;
        foreach (Session session in c.Fanout.SessionsOf(c.User))
            if (session != c.Session && session.Has(Capability.ReadMarker) && session.Outbox.Append(line))
                c.Session.Flushes.Add(session.Outbox);
    }

    /// <summary>What the server says of a marker. Null: there is none.</summary>
    public static byte[] Line(string serverName, string target, DateTimeOffset? marker)
        => Encodings.Once((serverName, target, marker), WireForm.Plain, static (line, about, _) => Write(line, about.serverName, about.target, about.marker));

    /// <inheritdoc cref="Line"/>
    public static void Write(LineWriter line, string serverName, string target, DateTimeOffset? marker)
        => line.Source(serverName).Verb("MARKREAD"u8).Param(target).Param(marker is { } at ? $"timestamp={MessageReference.Write(at)}" : "*").End();
}
