using Parley.Core.Rooms;
using Parley.Protocol.Names;
using Parley.Protocol.Numerics;
using Parley.Server.Commands.Bots;
using Parley.Server.Commands.History;

namespace Parley.Server.Commands.Rooms;

/// <summary><c>JOIN &lt;channels&gt; [&lt;keys&gt;]</c>: enters rooms; <c>JOIN 0</c> leaves all. <c>invite:</c> and the token of a link may stand for a key.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#join-message. Replies JOIN, NOTE RETENTION, 332+333, 353, 366; 403, 405, 470, 471, 473, 474, 475, 477.</remarks>
internal static class JoinCommand
{
    private const int RoomsPerToken = 4;

    // Nobody can guess one; nor shall anybody try at the pace of ordinary commands.
    private const int CostOfBadInvitation = 5;

    public static CommandSpec Spec { get; } = new("JOIN", MinParams: 1, Access.Registered, RunAsync);

    private static async ValueTask RunAsync(CommandContext c)
    {
        if (c.ParamCount == 1 && c.Text(0) == "0")
        {
            foreach (IRoom room in c.User.Rooms)
                await room.PartAsync(c.Actor, "");
            return;
        }
        string[] names = c.Text(0).Split(',', StringSplitOptions.RemoveEmptyEntries);
        string[] keys = c.TextOrEmpty(1).Split(',');
        // A line may name a hundred rooms, and each has to be made, shown and remembered.
        c.Session.Pace.Take(names.Length / RoomsPerToken);
        for (int i = 0; i < names.Length; i++)
            await JoinAsync(c, names[i], i < keys.Length && keys[i].Length > 0 ? keys[i] : null);
    }

    /// <summary>Enters one room. Who is in it already hears nothing.</summary>
    public static async ValueTask JoinAsync(CommandContext c, string name, string? key)
    {
        if (!NameRules.IsRoomName(name))
        {
            c.Reply.Refused(Refusal.NoSuchRoom, name);
            return;
        }
        (Joined? joined, Refusal refusal) = await c.Rooms.JoinAsync(c.Actor, name, key);
        if (IsForwarded(refusal) && await ForwardAsync(c, name) is { } forward)
        {
            c.Reply.Numeric(Numeric.ErrLinkChannel, name, forward.Name, "Forwarding to another channel");
            // Once, and not again from there: rooms that forward to each other would never let go.
            name = forward.Name;
            (joined, refusal) = await forward.JoinAsync(c.Actor, key: null);
        }
        if (joined is not null)
        {
            await TellRetentionAsync(c, joined.Room);
            await Replay.SendAsync(c, joined);
        }
        if (refusal == Refusal.BadInvitation)
            c.Session.Pace.Take(CostOfBadInvitation);
        if (refusal == Refusal.Banned && c.Rooms.TryFind(name, out IRoom? closed))
            c.Reply.Refused(refusal, await closed.GetBanAsync(c.User), name);
        else if (refusal is not (Refusal.None or Refusal.AlreadyMember))
            c.Reply.Refused(refusal, name);
    }

    // Who speaks here shall know when what is said goes.
    private static async ValueTask TellRetentionAsync(CommandContext c, string name)
    {
        if (c.Rooms.TryFind(name, out IRoom? room)
            && HistorySetting.Tell(c.Server.Options.History.ToRetention().And((await room.GetHistoryAsync()).ToRetention())) is { } retention)
            c.Reply.Note("JOIN", "RETENTION", name, $"What is said in {name} is kept {retention}");
    }

    private static async ValueTask<IRoom?> ForwardAsync(CommandContext c, string name)
        => c.Rooms.TryFind(name, out IRoom? room) && await room.GetForwardAsync() is { } forward && c.Rooms.TryFind(forward, out IRoom? other)
            ? other
            : null;

    // Not for a wrong key: who mistypes it wants to try again.
    private static bool IsForwarded(Refusal refusal) => refusal is Refusal.InviteOnly or Refusal.Full or Refusal.Banned or Refusal.NeedsAccount;
}
