using System.Net.Sockets;
using System.Text;

namespace Parley.WebBench;

/// <summary>Somebody with a plain IRC client who says one thing after the other.</summary>
internal sealed class Speaker : IAsyncDisposable
{
    private static readonly string[] Words = ["tea", "garden", "water", "tomorrow", "perhaps", "the", "a", "new", "shed", "with", "and", "tomatoes", "rain", "over", "there"];

    private readonly TcpClient _connection = new() { NoDelay = true };
    private readonly Random _random = new(7);
    private StreamReader? _reader;
    private int _said;

    /// <summary>Connects, and joins rooms.</summary>
    public static async Task<Speaker> EnterAsync(int port, string nickname, params string[] rooms)
    {
        var speaker = new Speaker();
        await speaker._connection.ConnectAsync("127.0.0.1", port);
        speaker._reader = new StreamReader(speaker._connection.GetStream(), new UTF8Encoding(false));
        await speaker.SendAsync($"NICK {nickname}", "USER bench 0 * :Bench");
        await speaker.HearAsync(" 001 ");
        foreach (string room in rooms)
        {
            await speaker.SendAsync("JOIN " + room);
            await speaker.HearAsync(" 366 ");
        }
        return speaker;
    }

    /// <summary>Says so many messages, as people do: of some words, now and then a link or code.</summary>
    public Task SayAsync(string room, int count) => SendAsync(Enumerable.Range(0, count).Select(_ => $"PRIVMSG {room} :{++_said} {Text()}"));

    /// <summary>Says messages at a steady rate.</summary>
    public async Task SayAsync(string room, int rate, TimeSpan length)
    {
        long begun = TimeProvider.System.GetTimestamp();
        int said = 0;
        while (TimeProvider.System.GetElapsedTime(begun) is var passed && passed < length)
        {
            int due = (int)(passed.TotalSeconds * rate) - said;
            if (due > 0)
                await SayAsync(room, due);
            said += due;
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    /// <summary>Says something that can be waited for.</summary>
    public Task SayAsync(string room, string text) => SendAsync($"PRIVMSG {room} :{text}");

    /// <summary>Waits until the server has taken all.</summary>
    public async Task SettleAsync()
    {
        await SendAsync($"PING s{++_said}");
        await HearAsync($"s{_said}");
    }

    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private string Text()
    {
        string text = string.Join(' ', Enumerable.Range(0, _random.Next(3, 18)).Select(_ => Words[_random.Next(Words.Length)]));
        return _random.Next(20) switch { 0 => text + " https://parley.example/garden/" + _said, 1 => $"`{text}`", 2 => $"**{text}**", _ => text };
    }

    private async Task SendAsync(params IEnumerable<string> lines)
        => await _connection.GetStream().WriteAsync(Encoding.UTF8.GetBytes(string.Concat(lines.Select(static line => line + "\r\n"))));

    private async Task HearAsync(string text)
    {
        while (await _reader!.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("PING", StringComparison.Ordinal))
                await SendAsync("PONG" + line[4..]);
            if (line.Contains(text, StringComparison.Ordinal))
                return;
        }
        throw new IOException("The server closed the connection.");
    }
}
