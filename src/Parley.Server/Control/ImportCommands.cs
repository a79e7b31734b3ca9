using Parley.Core.History;
using Parley.Core.Messages;
using Parley.Core.Storage;
using Parley.Protocol.Names;

namespace Parley.Server.Control;

/// <summary>What the one who runs the server can bring in from an export.</summary>
public static class ImportCommands
{
    /// <summary>Keeps the messages and events of some lines that are not kept already, by their msgids. Nobody is told of them.</summary>
    public static ControlCommand<ImportQuestion, ImportAnswer> Import { get; } = new("import", ImportAsync) { MayFound = true };

    private static async Task<ControlAnswer<ImportAnswer>> ImportAsync(Desk desk, ImportQuestion question)
    {
        if (desk.Server.Options.History.Durability == Durability.None)
            return new Problem("This server keeps nothing on disk: History.Durability is none.");
        // First all are looked up and then all are kept: whoever looks for one waits until those before are on the disk.
        var fresh = new Dictionary<Guid, Action>();
        int known = 0, other = 0;
        Problem? problem = null;
        for (int n = 0; n < question.Lines.Count && problem is null; n++)
            try
            {
                if (ExportedItem.Read(question.Lines[n]) is not { } item)
                {
                    RefuseOtherVersions(question.Lines[n]);
                    other++;
                }
                else if (await WhereAsync(desk.Server, question.Lines[n], item) is not { } keep || !fresh.TryAdd(item.Id, keep))
                    known++;
            }
            catch (FormatException e)
            {
                problem = new Problem($"Line {question.First + n} is not what it should be: {e.Message}. Those before it are kept.");
            }
        foreach (Action keep in fresh.Values)
            keep();
        await desk.Server.History.SaveAsync();
        return problem is { } wrong ? wrong : new ImportAnswer(fresh.Count, known, other);
    }

    private static void RefuseOtherVersions(ExportLine line)
    {
        if (line is { Type: "export", Version: not ExportLine.CurrentVersion })
            throw new FormatException($"it begins an export of version {line.Version}, and this is version {ExportLine.CurrentVersion}");
    }

    // How the item is kept. Null: it is, or it was taken back.
    private static async ValueTask<Action?> WhereAsync(ServerState server, ExportLine line, HistoryItem item)
    {
        if (line.Room is not { } room)
            return await WhereDirectAsync(server, line, item);
        if (!NameRules.IsRoomName(room))
            throw new FormatException($"\"{room}\" is no room's name");
        IConversation conversation = server.History.OfRoom(room);
        return await conversation.HasAsync(item.Id) ? null : () => conversation.Append(item);
    }

    private static async ValueTask<Action?> WhereDirectAsync(ServerState server, ExportLine line, HistoryItem item)
    {
        if (line.Of is null || line.With is null || item is not Message)
            throw new FormatException("it does not say where it was said");
        if (await server.Accounts.FindAsync(line.Of) is not { } account)
            throw new FormatException($"there is no account {line.Of}; add it first");
        var own = new Correspondent(Party.OfAccount(account.Name), account.Name);
        var with = new Correspondent(line.WithAccount is { } other ? Party.OfAccount(other) : new Party(null, line.WithGuest ?? throw new FormatException("it does not say with whom")), line.With);
        foreach (Correspondence one in await server.History.OfPartyAsync(own.Party))
            if (one.With.Party == with.Party && await one.Conversation.HasAsync(item.Id))
                return null;
        bool isOwn = account.Is(item.Account);
        return () => server.History.Append(isOwn ? own : with, isOwn ? with : own, item);
    }
}

/// <summary>Lines of an export.</summary>
/// <param name="First">The number of the first in the file, from 1 on.</param>
/// <param name="Lines">The lines.</param>
public sealed record ImportQuestion(int First, IReadOnlyList<ExportLine> Lines);

/// <summary>What came of them.</summary>
/// <param name="Added">Messages and events that are kept now.</param>
/// <param name="Known">Those that were kept already, or had been taken back.</param>
/// <param name="Other">Lines of other types, which are passed over.</param>
public sealed record ImportAnswer(int Added, int Known, int Other);
