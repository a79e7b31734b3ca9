using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Core.History;
using Parley.Core.Messages;
using Parley.Core.Search;
using Parley.Core.Storage;
using Parley.Storage.Sqlite;

namespace Parley.HistoryBench;

/// <summary>Fills a data folder through the store itself, as a server would.</summary>
internal static class Filling
{
    private const int People = 2000;

    public static async Task<int> RunAsync(DirectoryInfo folder, int messages, int rooms, CancellationToken stop)
    {
        folder.Create();
        await using SqliteStore store = SqliteStore.Open(folder.FullName, Durability.Process, NullLogger.Instance);
        var said = new Saying(seed: 1);
        IConversation[] conversations = [.. Enumerable.Range(0, rooms).Select(n => store.History.OfRoom(Name(n)))];
        var numbers = new long[rooms];
        Guid[] people = [.. Enumerable.Range(0, People).Select(_ => Guid.NewGuid())];
        DateTimeOffset at = new(2023, 11, 22, 0, 0, 0, TimeSpan.Zero);
        TimeSpan step = TimeSpan.FromDays(3 * 365) / messages;
        var watch = Stopwatch.StartNew();
        for (int n = 0; n < messages && !stop.IsCancellationRequested; n++)
        {
            int room = said.Room(rooms), who = said.Next(People);
            at += step;
            conversations[room].Append(new Message(
                MessageKind.Privmsg, MessageId.New(at), at, $"person{who}!~u@192.0.2.{who % 250}", null, Name(room),
                Encoding.UTF8.GetBytes(said.Text(n)), default, ++numbers[room], people[who]));
            if (n % 1000 == 0)
                await store.History.PaceAsync();
            if (n % 1_000_000 == 0 && n > 0)
                Console.WriteLine($"{n:N0} messages, {n / watch.Elapsed.TotalSeconds:N0} a second");
        }
        await store.History.SaveAsync();
        Console.WriteLine($"{messages:N0} messages in {watch.Elapsed.TotalSeconds:N0} s");
        // A search waits until nearly all is in the index.
        await store.Search.FindAsync(new SearchQuery { Limit = 1 }, new SearchScope([new SearchedRoom(Name(0))]), stop);
        Console.WriteLine($"indexed after {watch.Elapsed.TotalSeconds:N0} s");
        return 0;
    }

    public static string Name(int room) => $"#room{room}";
}
