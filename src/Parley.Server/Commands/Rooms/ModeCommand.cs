using Parley.Core.Rooms;
using Parley.Protocol.Messages;
using Parley.Protocol.Names;
using Parley.Protocol.Numerics;
using Parley.Server.Commands.Users;

namespace Parley.Server.Commands.Rooms;

/// <summary><c>MODE &lt;target&gt; [&lt;modes&gt; [&lt;parameters&gt;]]</c>: reads or changes the modes of a room, or one's own.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#mode-message. Replies MODE, 221, 324+329, 346+347, 348+349, 367+368; 401, 403, 441, 442, 472, 478, 482, 501, 502, 696.</remarks>
internal static class ModeCommand
{
    /// <summary>The most changes with a parameter in one command (ISUPPORT MODES).</summary>
    public const int MaxChanges = 20;

    public static CommandSpec Spec { get; } = new("MODE", MinParams: 1, Access.Registered, RunAsync);

    private static ValueTask RunAsync(CommandContext c)
    {
        string target = c.Text(0);
        if (!NameRules.LooksLikeRoom(c.Bytes(0).Span))
            OwnModes.Run(c, target);
        else if (c.Rooms.TryFind(target, out IRoom? room))
            return c.ParamCount == 1 ? ShowAsync(c, room) : ChangeAsync(c, room);
        else
            c.Reply.Refused(Refusal.NoSuchRoom, target);
        return ValueTask.CompletedTask;
    }

    private static async ValueTask ShowAsync(CommandContext c, IRoom room)
    {
        RoomResult<ModeState> result = await room.GetModesAsync(c.User);
        if (result.Value is not { } modes)
        {
            c.Reply.Refused(result.Refusal, room.Name);
            return;
        }
        LineWriter line = c.Reply.Begin(Numeric.RplChannelModeIs).Param(room.Name);
        line.Param($"+{ModeLetters.Of(modes.Flags)}{(modes.Forward is null ? "" : "f")}{(modes.Key is null ? "" : "k")}{(modes.Limit is null ? "" : "l")}");
        if (modes.Forward is not null)
            line.Param(modes.Forward);
        if (modes.Key is not null)
            line.Param(modes.Key);
        if (modes.Limit is { } limit)
            line.Param(limit);
        c.Reply.End(line);
        c.Reply.End(c.Reply.Begin(Numeric.RplCreationTime).Param(room.Name).Param(modes.Created.ToUnixTimeSeconds()));
    }

    private static async ValueTask ChangeAsync(CommandContext c, IRoom room)
    {
        (List<ModeChange> changes, string lists) = ModeParser.Parse(c);
        foreach (char letter in lists)
            await ModeLists.ShowAsync(c, room, letter);
        for (int i = changes.Count - 1; i >= 0; i--)
            if (await WhyNotForwardAsync(c, room, changes[i]) is var (about, why))
            {
                Refuse(c, about, changes[i], why);
                changes.RemoveAt(i);
            }
        if (changes.Count == 0)
            return;
        RoomResult<ModeOutcome> result = await room.ChangeModesAsync(c.Actor, changes);
        if (result.Value is not { } outcome)
            c.Reply.Refused(result.Refusal, room.Name);
        else
            // Whose rank is too low hears of it once, however much they wanted.
            foreach ((ModeChange change, Refusal refusal) in outcome.Refused.DistinctBy(row => row.Refusal == Refusal.NeedsOperator ? null : row.Change))
                Refuse(c, room.Name, change, refusal);
    }

    // Who sends people to a room has to be an operator there too. Null: nothing is against it.
    private static async ValueTask<(string About, Refusal Why)?> WhyNotForwardAsync(CommandContext c, IRoom room, ModeChange change)
    {
        if (!change.On || ModeLetters.Of(change.Letter).Kind != ModeKind.Forward)
            return null;
        if (!c.Rooms.TryFind(change.Parameter ?? "", out IRoom? forward) || forward == room || (await forward.GetModesAsync(c.User)).Value is null)
            return (room.Name, Refusal.InvalidModeParameter);
        return await forward.GetRankAsync(c.User) < Rank.Operator ? (forward.Name, Refusal.NeedsOperator) : null;
    }

    private static void Refuse(CommandContext c, string room, ModeChange change, Refusal refusal)
    {
        // What is no parameter cannot be repeated as one.
        string parameter = string.IsNullOrEmpty(change.Parameter) || change.Parameter.Contains(' ') || change.Letter == 'k' ? "*" : change.Parameter;
        if (refusal is Refusal.NoSuchUser)
            c.Reply.Refused(refusal, parameter);
        else if (refusal is Refusal.TargetNotMember)
            c.Reply.Refused(refusal, parameter, room);
        else if (refusal is Refusal.UnknownMode)
            c.Reply.Refused(refusal, change.Letter.ToString());
        else if (refusal is Refusal.NeedsOperator)
            c.Reply.Refused(refusal, room);
        else
            c.Reply.Refused(refusal, room, change.Letter.ToString(), parameter);
    }
}
