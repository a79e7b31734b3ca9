using Parley.Core.Accounts;
using Parley.Core.History;
using Parley.Core.Rooms;
using Parley.Core.Search;
using Parley.Protocol.Names;

namespace Parley.Server.Control;

/// <summary>What the one who runs the server can take out of it for somebody, a page at a time.</summary>
public static class ExportCommands
{
    // Messages of a page: the server does other things between two.
    private const int AtOnce = 500;

    private const HistoryContent All = HistoryContent.Messages | HistoryContent.Events;

    /// <summary>A page of all that is kept of a room, or of an account: itself, what it and others said to each other, and what it said in rooms.</summary>
    public static ControlCommand<ExportQuestion, ExportPage> Export { get; } = new("export", static (desk, question)
        => question.Name.StartsWith('#') ? RoomAsync(desk.Server, question) : AccountAsync(desk.Server, question));

    private static async Task<ControlAnswer<ExportPage>> RoomAsync(ServerState server, ExportQuestion question)
    {
        KeptRoom? kept = server.Store.Rooms.Load().FirstOrDefault(room => Casemapping.Same(room.Name, question.Name));
        server.Rooms.TryFind(question.Name, out IRoom? room);
        if (kept is null && room is null && !server.History.RoomNames.Contains(Casemapping.Fold(question.Name)))
            return new Problem($"There is no room {question.Name}, and nothing is kept of one.");
        string name = room?.Name ?? kept?.Name ?? question.Name;
        (List<ExportLine> lines, string? next) = await ReadAsync(server.History.OfRoom(name), question.After, line => line with { Room = name });
        if (question.After is null)
            lines.InsertRange(0, [Header(server, name), new ExportLine("room") { Name = name, At = kept?.Created, Text = kept?.Topic?.Text, Account = kept?.Owner, Metadata = kept?.Metadata }]);
        return new ExportPage(lines, next);
    }

    // First itself, then what was said directly, other by other, then what it said in rooms, the newest first.
    internal static async Task<ControlAnswer<ExportPage>> AccountAsync(ServerState server, ExportQuestion question)
    {
        if (await server.Accounts.FindAsync(question.Name) is not { } account)
            return new Problem($"There is no account {question.Name}.");
        string[] after = question.After?.Split(' ') ?? [];
        List<Correspondence> spoken = [.. (await server.History.OfPartyAsync(Party.OfAccount(account.Name))).OrderBy(KeyOf, StringComparer.Ordinal)];
        if (after.Length == 0)
            return new ExportPage(Itself(server, account, spoken), After("with", ""));
        if (after is ["with", var key, .. var place] && spoken.Find(one => string.CompareOrdinal(KeyOf(one), key) >= (place.Length > 0 ? 0 : 1)) is { } with)
        {
            (List<ExportLine> lines, string? next) = await ReadAsync(with.Conversation, KeyOf(with) == key ? place.FirstOrDefault() : null, line => line with
            {
                Of = account.Name,
                With = with.With.Nickname,
                WithAccount = with.With.Party.Account,
                WithGuest = with.With.Party.IsGuest ? with.With.Party.Guest : null,
            });
            return new ExportPage(lines, next is null ? After("with", KeyOf(with)) : After("with", KeyOf(with), next));
        }
        return await SaidAsync(server, account, after is ["said", var id] ? Guid.ParseExact(id, "N") : null);
    }

    private static List<ExportLine> Itself(ServerState server, Account account, List<Correspondence> spoken)
    {
        List<ExportLine> lines =
        [
            Header(server, account.Name),
            new ExportLine("account")
            {
                Name = account.Name, At = account.Created, Email = account.Email, Metadata = account.Metadata,
                Devices = [.. account.Devices.Select(device => device.Name)],
                Passkeys = [.. account.Passkeys.Select(passkey => passkey.Name)],
            },
        ];
        foreach (string target in server.History.RoomNames.Concat(spoken.Select(one => one.With.Nickname)))
            if (server.ReadMarkers.Find(Party.OfAccount(account.Name), target) is { } marker)
                lines.Add(new ExportLine("marker") { Name = target, At = marker });
        return lines;
    }

    private static async Task<ControlAnswer<ExportPage>> SaidAsync(ServerState server, Account account, Guid? before)
    {
        var query = new SearchQuery { From = account.Name, Limit = AtOnce, BeforeId = before };
        SearchPage page = await server.Store.Search.FindAsync(query, new SearchScope([.. server.History.RoomNames.Select(room => new SearchedRoom(room))]));
        // Somebody else may have had the name as a nickname.
        IEnumerable<ExportLine> lines = page.Messages.Reverse().Where(message => account.Is(message.Account)).Select(message => ExportedItem.Write(message) with { Room = message.Target });
        return new ExportPage([.. lines], page.IsEnd ? null : After("said", $"{page.Messages[0].Id:N}"));
    }

    private static async Task<(List<ExportLine> Lines, string? Next)> ReadAsync(IConversation conversation, string? after, Func<ExportLine, ExportLine> place)
    {
        HistoryPoint from = after is null ? HistoryPoint.Of(DateTimeOffset.UnixEpoch) : HistoryPoint.Of(Guid.ParseExact(after, "N"));
        HistoryPage page = await conversation.ReadAsync(new(HistoryWindow.After, from, null, AtOnce, All));
        return ([.. page.Items.Select(item => place(ExportedItem.Write(item)))], page.IsEnd ? null : $"{page.Items[^1].Id:N}");
    }

    private static ExportLine Header(ServerState server, string name) => new("export") { Version = ExportLine.CurrentVersion, Name = name, At = server.Time.GetUtcNow() };

    private static string KeyOf(Correspondence one) => one.With.Party.Account is { } account ? $"a:{account}" : $"g:{one.With.Party.Guest:N}";

    private static string After(params string[] words) => string.Join(' ', words);
}

/// <summary>Whose data are wanted.</summary>
/// <param name="Name">A room's name, which begins with #, or an account's.</param>
/// <param name="After">Where the page before has ended. Null: from the beginning.</param>
public sealed record ExportQuestion(string Name, string? After = null);

/// <summary>A page of an export.</summary>
/// <param name="Lines">Its lines.</param>
/// <param name="Next">Where it goes on. Null: this is the end.</param>
public sealed record ExportPage(IReadOnlyList<ExportLine> Lines, string? Next);
