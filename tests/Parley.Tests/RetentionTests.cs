using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parley.Tests;

/// <summary>That a file leaves the disk with the message that named it.</summary>
public sealed class RetentionTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _data = Directory.CreateTempSubdirectory("parley-retention").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task A_file_goes_when_the_owner_of_the_room_keeps_fewer_messages()
    {
        await using var server = ParleyProcess.Start(["serve", "--listen", "127.0.0.1:0", "--data", _data], ("PARLEY__Uploads__Anonymous", "true"));
        var address = new Uri((await server.LineAsync("Join at"))["Join at ".Length..]);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{address.Port}") };
        using HttpResponseMessage stored = await http.PostAsync(new Uri("/uploads", UriKind.Relative), new StringContent("A garden"));
        Uri file = stored.Headers.Location!;
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, address.Port);
        using var lines = new StreamReader(client.GetStream());

        await SayAsync(
            client, "CAP REQ :draft/chathistory", "NICK ada", "USER ada 0 * :Ada", "CAP END", "NS REGISTER correct-horse", "JOIN #garden", "CS REGISTER #garden",
            $"PRIVMSG #garden :{file.AbsoluteUri}", "PRIVMSG #garden :newer", "CHATHISTORY LATEST #garden * 10");
        await ReadAsync(lines, ":newer");
        using (HttpResponseMessage there = await http.GetAsync(file.AbsolutePath))
            Assert.Equal(HttpStatusCode.OK, there.StatusCode);
        await SayAsync(client, "CS SET #garden RETENTION 1");
        await ReadAsync(lines, "RETENTION 1");

        using var patience = new CancellationTokenSource(Patience);
        while (Directory.GetFiles(Path.Combine(_data, "uploads")).Length > 0)
        {
            Assert.False(patience.IsCancellationRequested, "The file is still there.");
            await Task.Yield();
        }
        using HttpResponseMessage gone = await http.GetAsync(file.AbsolutePath);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    private static async Task SayAsync(TcpClient client, params string[] lines)
        => await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\r\n"))));

    private static async Task ReadAsync(StreamReader lines, string part)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await lines.ReadLineAsync(patience.Token) is { } line)
            if (line.Contains(part, StringComparison.Ordinal))
                return;
        throw new IOException($"The server said nothing like {part}");
    }
}
