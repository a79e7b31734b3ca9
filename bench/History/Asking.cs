using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Parley.HistoryBench;

/// <summary>Asks a running server, one question after the other, each in another room.</summary>
internal static class Asking
{
    private const int Limit = 100;

    public static async Task<int> RunAsync(int port, int rooms, int questions, int warmup, CancellationToken stop)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync("127.0.0.1", port, stop);
        using var wire = new Wire(client);
        await wire.RegisterAsync();
        var random = new Random(7);
        var kinds = new (string Name, Func<int, string> Question)[]
        {
            ("LATEST", room => $"CHATHISTORY LATEST {Filling.Name(room)} * {Limit}"),
            ("BEFORE", room => $"CHATHISTORY BEFORE {Filling.Name(room)} timestamp={Moment(random)} {Limit}"),
            ("AROUND", room => $"CHATHISTORY AROUND {Filling.Name(room)} timestamp={Moment(random)} {Limit}"),
            ("SEARCH common word, one room", room => $"SEARCH in={Filling.Name(room)};text={Saying.Common};limit=50"),
            ("SEARCH common word, all own rooms", _ => $"SEARCH text={Saying.Common};limit=50"),
            ("SEARCH rare word, all own rooms", _ => $"SEARCH text={Saying.Rare};limit=50"),
        };
        // In a server that was just started the compiler still works: that is measured with a warmup of 0.
        foreach ((_, Func<int, string> question) in kinds)
            await MeasureAsync(wire, random, rooms, question, warmup, stop);
        Console.WriteLine($"{"",-36} {"p50, ms",10} {"p99, ms",10} {"lines",8}");
        foreach ((string name, Func<int, string> question) in kinds)
        {
            (List<double> took, long lines) = await MeasureAsync(wire, random, rooms, question, questions, stop);
            Console.WriteLine($"{name,-36} {took[took.Count / 2],10:F2} {took[took.Count * 99 / 100],10:F2} {lines / questions,8}");
        }
        return 0;
    }

    private static async Task<(List<double> Took, long Lines)> MeasureAsync(Wire wire, Random random, int rooms, Func<int, string> question, int questions, CancellationToken stop)
    {
        var took = new List<double>();
        long lines = 0;
        for (int n = 0; n < questions && !stop.IsCancellationRequested; n++)
        {
            if (n % 8 == 0)
                await wire.JoinAsync([.. Enumerable.Range(random.Next(rooms), 8).Select(room => Filling.Name(room % rooms))]);
            long start = Stopwatch.GetTimestamp();
            lines += await wire.AskAsync(question(wire.AnyRoom(random)));
            took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        took.Sort();
        return (took, lines);
    }

    private static string Moment(Random random) => new DateTimeOffset(2023, 11, 23, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(3 * 364 * 1440))
        .UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private sealed class Wire(TcpClient client) : IDisposable
    {
        private readonly StreamReader _lines = new(client.GetStream(), Encoding.UTF8, bufferSize: 1 << 16);
        private string[] _rooms = [];

        public void Dispose() => _lines.Dispose();

        public int AnyRoom(Random random) => int.Parse(_rooms[random.Next(_rooms.Length)].AsSpan("#room".Length), CultureInfo.InvariantCulture);

        public async Task RegisterAsync()
        {
            await SendAsync("CAP REQ :batch message-tags server-time draft/chathistory soju.im/search\r\nNICK bench\r\nUSER bench 0 * :bench\r\nCAP END\r\nPING start\r\n");
            await ReadToAsync(line => line.Contains("PONG", StringComparison.Ordinal));
        }

        public async Task JoinAsync(string[] rooms)
        {
            string part = _rooms.Length > 0 ? $"PART {string.Join(',', _rooms)}\r\n" : "";
            await SendAsync($"{part}JOIN {string.Join(',', rooms)}\r\nPING joined\r\n");
            await ReadToAsync(line => line.EndsWith("joined", StringComparison.Ordinal));
            _rooms = rooms;
        }

        /// <returns>How many lines the answer had.</returns>
        public async Task<int> AskAsync(string question)
        {
            await SendAsync($"{question}\r\n");
            return await ReadToAsync(line => line.Contains(" BATCH -", StringComparison.Ordinal)) - 2;
        }

        private async Task SendAsync(string lines) => await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(lines));

        private async Task<int> ReadToAsync(Func<string, bool> isLast)
        {
            for (int count = 1; ; count++)
            {
                string line = await _lines.ReadLineAsync() ?? throw new IOException("The server closed.");
                if (line.Contains("FAIL ", StringComparison.Ordinal))
                    throw new IOException(line);
                if (isLast(line))
                    return count;
            }
        }
    }
}
