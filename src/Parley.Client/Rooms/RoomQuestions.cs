using System.Globalization;
using Parley.Client.Connections;

namespace Parley.Client.Rooms;

/// <summary>What can be asked about rooms. All throw an <see cref="IOException"/> that says why when there is no answer.</summary>
public static class RoomQuestions
{
    private static readonly byte[] ChanServ = "CHANSERV"u8.ToArray();

    /// <summary>The rooms there are, those with most members first. Secret ones are shown to their members only.</summary>
    public static async Task<IReadOnlyList<ListedRoom>> ListRoomsAsync(this ChatClient client, CancellationToken cancellation = default)
    {
        IReadOnlyList<string[]> rows = await client.AskAsync(QuestionKind.Rooms, "", static session => session.Send("LIST"u8), cancellation);
        return [.. rows.Where(row => row.Length >= 3 && client.IsRoom(row[1]))
            .Select(row => new ListedRoom(row[1], int.TryParse(row[2], NumberStyles.None, CultureInfo.InvariantCulture, out int members) ? members : 0, row.Length > 3 ? row[^1] : ""))
            .OrderByDescending(room => room.Members).ThenBy(room => room.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <summary>The entries of a room's list, oldest first.</summary>
    public static async Task<IReadOnlyList<RoomListEntry>> ListEntriesAsync(this ChatClient client, string room, RoomListKind list, CancellationToken cancellation = default)
    {
        (QuestionKind kind, string letter) = list switch
        {
            RoomListKind.Exceptions => (QuestionKind.Exceptions, "e"),
            RoomListKind.Welcome => (QuestionKind.Welcome, "I"),
            _ => (QuestionKind.Bans, "b"),
        };
        IReadOnlyList<string[]> rows = await client.AskAsync(kind, room, session => session.Send("MODE"u8, room, letter), cancellation);
        return [.. rows.Where(static row => row[2].Length > 0).Select(static row => new RoomListEntry(
            row[2], row[3].Length > 0 ? row[3].Split('!')[0] : null, row[4].Length > 0 ? UnixTime.Read(row[4]) : null)
        {
            Terms = new BanTerms(row[6].Length > 0 ? row[6] : null, row[5].Length > 0 ? DateTimeOffset.Parse(row[5], CultureInfo.InvariantCulture) : null),
        })];
    }

    /// <summary>Asks what a room is like; then <see cref="ClientRoom.Modes"/> is known.</summary>
    public static Task AskModesAsync(this ChatClient client, string room, CancellationToken cancellation = default)
        => client.AskAsync(QuestionKind.Modes, room, session => session.Send("MODE"u8, room), cancellation);

    /// <summary>How long what is said in a room is kept, as its owner has laid down. Null: the server does not say.</summary>
    /// <remarks>For who has logged in.</remarks>
    public static async Task<RoomRetention?> AskRetentionAsync(this ChatClient client, string room)
        => Told(client, room, await client.AskServiceAsync(ChanServ, "SET", room), isAsked: true);

    /// <summary>Lays down how long what is said in a room is kept. Its owner may.</summary>
    /// <exception cref="IOException">The server refused; the message says why.</exception>
    public static async Task SetRetentionAsync(this ChatClient client, string room, RoomRetention retention)
    {
        string answer = await client.AskServiceAsync(ChanServ, ["SET", room, "RETENTION", retention.Value]);
        if (Told(client, room, answer, isAsked: false) is null)
            throw new IOException(answer);
    }

    private static RoomRetention? Told(ChatClient client, string name, string answer, bool isAsked)
    {
        RoomRetention? retention = RoomRetention.Read(answer, out string words);
        lock (client.Sync)
            if (retention is not null && words.Length > 0 && client.Find(name) is ClientRoom room && (!isAsked || room.Retention is not null))
                room.Retention = $"What is said in {room.Name} is kept {words}";
        return retention;
    }
}
