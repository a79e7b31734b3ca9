using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Parley.Tests;

/// <summary><c>parley export</c> and <c>parley import</c>, as processes: docs/export.md.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("parley-export").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_room_of_a_running_server_comes_into_one_that_is_stopped()
    {
        string from = Path.Combine(_folder, "from"), to = Path.Combine(_folder, "to"), file = Path.Combine(_folder, "garden.jsonl");
        await using (var server = ParleyProcess.Start(["serve", "--listen", "127.0.0.1:0", "--data", from], ("PARLEY__Limits__CommandRate", "0")))
        {
            int port = new Uri((await server.LineAsync("Join at"))["Join at ".Length..]).Port;
            await SayAsync(port, [.. Enumerable.Range(0, 1200).Select(n => $"Rosé {n} \u2603 {new string('x', 100)}")]);
            Assert.Equal((0, "", ""), await ParleyProcess.RunAsync(["export", "#garden", "--output", file, "--data", from]));
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
        JsonNode[] lines = [.. (await File.ReadAllLinesAsync(file)).Select(line => JsonNode.Parse(line)!)];
        Assert.Equal(1200, lines.Count(line => (string)line["type"]! == "message"));
        Assert.Contains("Rosé 7 \u2603", await File.ReadAllTextAsync(file));
        int items = lines.Count(line => (string)line["type"]! is "message" or "event");

        Directory.CreateDirectory(to);
        Assert.Equal((0, $"{items} messages and events are kept now, 0 were already.\n", ""), await ParleyProcess.RunAsync(["import", file, "--data", to]));
        Assert.Equal((0, $"0 messages and events are kept now, {items} were already.\n", ""), await ParleyProcess.RunAsync(["import", file, "--data", to]));
        (int code, string output, string errors) = await ParleyProcess.RunAsync(["export", "#garden", "--data", to]);

        Assert.Equal((0, ""), (code, errors));
        Assert.Equal((await File.ReadAllLinesAsync(file)).Skip(2), output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Skip(2));
    }

    [Fact]
    public async Task A_long_file_comes_into_a_server_that_runs()
    {
        string file = Path.Combine(_folder, "garden.jsonl");
        string[] lines = [.. Enumerable.Range(0, 3000).Select(n => new JsonObject
        {
            ["type"] = "message",
            ["id"] = $"{Guid.CreateVersion7():N}",
            ["at"] = "2026-01-02T03:04:05Z",
            ["room"] = "#garden",
            ["kind"] = "Privmsg",
            ["from"] = "carol!carol@example.com",
            ["target"] = "#garden",
            ["text"] = $"{n} \u0002{(n == 1500 ? string.Concat(Enumerable.Repeat("\u96ea\u2603", 700)) : "Ros\u00e9 \u2603 \"quoted\"")}",
        }.ToJsonString())];
        await File.WriteAllLinesAsync(file, lines);
        await using var server = ParleyProcess.Start(["serve", "--listen", "127.0.0.1:0", "--data", Path.Combine(_folder, "data")]);
        await server.LineAsync("Ctrl+C");

        Assert.Equal((0, "3000 messages and events are kept now, 0 were already.\n", ""), await ParleyProcess.RunAsync(["import", file, "--data", Path.Combine(_folder, "data")]));
    }

    [Fact]
    public async Task What_is_not_there_and_what_is_none_is_said()
    {
        string data = Directory.CreateDirectory(Path.Combine(_folder, "data")).FullName, file = Path.Combine(_folder, "list.txt");
        await File.WriteAllTextAsync(file, "milk\n");

        (int code, _, string errors) = await ParleyProcess.RunAsync(["import", file, "--data", data]);
        Assert.Equal((1, "", "There is no room #garden, and nothing is kept of one.\n"), await ParleyProcess.RunAsync(["export", "#garden", "--data", data]));
        Assert.StartsWith("Line 1 is no line of an export: ", errors);
        Assert.Equal(1, code);
        Assert.Equal(1, (await ParleyProcess.RunAsync(["import", Path.Combine(_folder, "nothing"), "--data", data])).Code);
    }

    private static async Task SayAsync(int port, string[] texts)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        string[] said = ["NICK carol", "USER carol 0 * :Carol", "JOIN #garden", .. texts.Select(text => $"PRIVMSG #garden :{text}"), "PING done"];
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(string.Concat(said.Select(line => line + "\r\n"))));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(200));
        using var lines = new StreamReader(client.GetStream());
        while (await lines.ReadLineAsync(patience.Token) is { } line)
            if (line.Contains("PONG", StringComparison.Ordinal) && line.Contains("done", StringComparison.Ordinal))
                return;
    }
}
