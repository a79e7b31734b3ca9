using Parley.Core.Rooms;

namespace Parley.Server.Control;

/// <summary>What the one who runs the server can do with rooms.</summary>
public static class RoomCommands
{
    /// <summary>All rooms that somebody is in or that are kept, in the order of their names.</summary>
    public static ControlCommand<Nothing, IReadOnlyList<RoomLine>> List { get; } = new("room/list", ListAsync);

    /// <summary>All there is to know of a room, but what was said in it.</summary>
    public static ControlCommand<RoomQuestion, RoomDetails> Show { get; } = new("room/show", ShowAsync);

    /// <summary>Gives a room to an account, and answers with its name.</summary>
    public static ControlCommand<TransferQuestion, string> Transfer { get; } = new("room/transfer", TransferAsync);

    /// <summary>Ends a room with all that was said in it, and answers with its name.</summary>
    public static ControlCommand<RoomQuestion, string> Delete { get; } = new("room/delete", DeleteAsync);

    private static async Task<ControlAnswer<IReadOnlyList<RoomLine>>> ListAsync(Desk desk, Nothing question)
    {
        var lines = new List<RoomLine>();
        foreach (IRoom room in desk.Server.Rooms.All.OrderBy(room => room.Name, StringComparer.OrdinalIgnoreCase))
        {
            RoomSummary summary = await room.GetSummaryAsync();
            lines.Add(new RoomLine(summary.Name, summary.Created, (await room.GetOwnershipAsync())?.Owner, summary.Members, summary.Topic?.Text));
        }
        return lines;
    }

    private static async Task<ControlAnswer<RoomDetails>> ShowAsync(Desk desk, RoomQuestion question)
    {
        if (!desk.Server.Rooms.TryFind(question.Name, out IRoom? room))
            return NoSuch(question.Name);
        KeptRoom kept = await room.GetKeptAsync();
        RoomView view = await room.GetViewAsync();
        return new RoomDetails(
            kept.Name, kept.Created, kept.Owner, kept.Topic?.Text, $"+{ModeLetters.Of(kept.Modes)}", kept.Limit,
            [.. kept.Standings.Select(standing => $"+{string.Concat(ModeLetters.OfRanks(standing.Rank))} {standing.Account}")],
            [.. kept.Bans.Select(ban => ban.Mask.Text)],
            [.. view.Members.Select(member => ModeLetters.Prefixes(member.Rank, all: false) + member.User.Nickname).Order(StringComparer.OrdinalIgnoreCase)]);
    }

    private static async Task<ControlAnswer<string>> TransferAsync(Desk desk, TransferQuestion question)
    {
        if (!desk.Server.Rooms.TryFind(question.Name, out IRoom? room))
            return NoSuch(question.Name);
        if (await desk.Server.Accounts.FindAsync(question.Account) is not { } account)
            return new Problem($"There is no account {question.Account}.");
        return await room.GiveAsync(account.Name) == Refusal.None ? room.Name : IsServers(room);
    }

    private static async Task<ControlAnswer<string>> DeleteAsync(Desk desk, RoomQuestion question)
    {
        if (!desk.Server.Rooms.TryFind(question.Name, out IRoom? room))
            return NoSuch(question.Name);
        return await room.CloseAsync(desk.Actor, "The room was closed") == Refusal.None ? room.Name : IsServers(room);
    }

    private static Problem NoSuch(string name) => new($"There is no room {name}.");

    private static Problem IsServers(IRoom room) => new($"{room.Name} is the room that exists always (Rooms.Default).");
}

/// <summary>Which room.</summary>
/// <param name="Name">In any case.</param>
public sealed record RoomQuestion(string Name);

/// <summary>Who shall have a room.</summary>
/// <param name="Name">The room, in any case.</param>
/// <param name="Account">The account, in any case.</param>
public sealed record TransferQuestion(string Name, string Account);

/// <summary>A room in the list.</summary>
/// <param name="Name">As it was first written.</param>
/// <param name="Created">When it began.</param>
/// <param name="Owner">The account whose room it is. Null: nobody's.</param>
/// <param name="Members">How many are in it.</param>
/// <param name="Topic">Null: none.</param>
public sealed record RoomLine(string Name, DateTimeOffset Created, string? Owner, int Members, string? Topic);

/// <summary>A room.</summary>
/// <param name="Name">As it was first written.</param>
/// <param name="Created">When it began.</param>
/// <param name="Owner">The account whose room it is. Null: nobody's.</param>
/// <param name="Topic">Null: none.</param>
/// <param name="Modes">The letters of those that are on, after a +.</param>
/// <param name="Limit">The most members. Null: no limit.</param>
/// <param name="Ranks">What accounts have whenever they come: <c>+o alice</c>.</param>
/// <param name="Bans">Masks.</param>
/// <param name="Members">Nicknames with the prefix of their rank.</param>
public sealed record RoomDetails(
    string Name, DateTimeOffset Created, string? Owner, string? Topic, string Modes, int? Limit,
    IReadOnlyList<string> Ranks, IReadOnlyList<string> Bans, IReadOnlyList<string> Members);
