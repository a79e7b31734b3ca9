using System.CommandLine;
using System.Globalization;
using Parley.Server.Control;

namespace Parley.Operating;

/// <summary><c>parley room list|show|transfer|delete</c>: the rooms of a server, running or not.</summary>
internal static class RoomCommand
{
    private static readonly Argument<string> Name = new("#ROOM") { Description = "The room. Shells want the # in quotes: '#garden'." };

    private static readonly Argument<string> Account = new("ACCOUNT") { Description = "Whose it shall be." };

    private static readonly Option<bool> Yes = new("--yes") { Description = "Does not ask whether you are sure." };

    public static Command Create()
    {
        var list = new Command("list", "Lists the rooms.");
        list.SetAction((asked, stop) => Operation.RunAsync(asked, RoomCommands.List, new Nothing(), Show, stop));
        var show = new Command("show", "Shows a room: its owner, topic, modes, bans and members.") { Name };
        show.SetAction((asked, stop) => Operation.RunAsync(asked, RoomCommands.Show, new RoomQuestion(asked.GetRequiredValue(Name)), Show, stop));
        var transfer = new Command("transfer", "Gives a room to an account.") { Name, Account };
        transfer.SetAction((asked, stop) => Operation.RunAsync(
            asked, RoomCommands.Transfer, new TransferQuestion(asked.GetRequiredValue(Name), asked.GetRequiredValue(Account)),
            (output, name) => output.WriteLine($"{name} is {asked.GetRequiredValue(Account)}'s now."), stop));
        var delete = new Command("delete", "Ends a room, with all that was said in it. Its members are put out.") { Name, Yes };
        delete.SetAction((asked, stop) => Confirmation.IfSureAsync(
            asked, Yes, $"Delete {asked.GetRequiredValue(Name)} and all that was said in it? Nobody can undo it.", () => Operation.RunAsync(
                asked, RoomCommands.Delete, new RoomQuestion(asked.GetRequiredValue(Name)), (output, name) => output.WriteLine($"{name} is no more."), stop), stop));
        var room = new Command("room", "Looks after the rooms of a server on this computer, whether it runs or not.") { list, show, transfer, delete };
        HouseOptions.AddTo(room);
        room.Options.Add(Operation.Json);
        return room;
    }

    private static void Show(TextWriter output, IReadOnlyList<RoomLine> rooms)
        => TextTable.Write(output, ["ROOM", "CREATED", "MEMBERS", "OWNER", "TOPIC"], rooms.Select(room => new[]
        {
            room.Name, Date(room.Created), room.Members.ToString(CultureInfo.InvariantCulture), room.Owner ?? "-", room.Topic ?? "-",
        }));

    private static void Show(TextWriter output, RoomDetails room)
    {
        (string, string)[] rows =
        [
            ("Room", room.Name), ("Created", Date(room.Created)), ("Owner", room.Owner ?? "-"), ("Topic", room.Topic ?? "-"), ("Modes", room.Modes),
            .. room.Limit is { } limit ? [("Limit", limit.ToString(CultureInfo.InvariantCulture))] : Array.Empty<(string, string)>(),
            .. room.Ranks.Select(rank => ("Rank", rank)), .. room.Bans.Select(ban => ("Ban", ban)), .. room.Members.Select(member => ("Member", member)),
        ];
        foreach ((string head, string value) in rows)
            output.WriteLine($"{head,-8} {value}");
    }

    private static string Date(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{at:yyyy-MM-dd}");
}
