using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parley.Crash;

/// <summary>A connection to the server, until one of both ends.</summary>
internal sealed class Person : IDisposable
{
    private const string Capabilities = "echo-message message-tags server-time batch draft/chathistory sasl";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TcpClient _tcp = new() { NoDelay = true };
    private StreamReader? _reader;

    private Person(string nickname) => Nickname = nickname;

    public string Nickname { get; }

    /// <summary>Connects and registers.</summary>
    /// <param name="port">On loopback.</param>
    /// <param name="nickname">The name.</param>
    /// <param name="password">Of the account of that name. Null: a guest.</param>
    public static async Task<Person> ComeAsync(int port, string nickname, string? password = null)
    {
        var person = new Person(nickname);
        await person._tcp.ConnectAsync(IPAddress.Loopback, port);
        person._reader = new StreamReader(person._tcp.GetStream(), new UTF8Encoding(false));
        await person.SendAsync($"CAP REQ :{Capabilities}", $"NICK {nickname}", $"USER {nickname} 0 * :{nickname}");
        if (password is not null)
        {
            await person.SendAsync("AUTHENTICATE PLAIN", $"AUTHENTICATE {Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{nickname}\0{password}"))}");
            await person.AwaitAsync(line => line.Verb is "903" or "904");
        }
        await person.SendAsync("CAP END");
        await person.AwaitAsync(line => line.Verb == "376");
        return person;
    }

    /// <summary>Sends lines at once.</summary>
    public async Task SendAsync(params string[] lines)
        => await _tcp.GetStream().WriteAsync(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\r\n"))));

    /// <summary>The next line. Null: the connection has ended.</summary>
    public async Task<Line?> ReadAsync()
    {
        try
        {
            return await _reader!.ReadLineAsync().WaitAsync(Patience) is { } line ? Line.Parse(line) : null;
        }
        catch (Exception gone) when (gone is IOException or SocketException)
        {
            return null;
        }
    }

    /// <summary>Reads up to a line that fits.</summary>
    public async Task<Line> AwaitAsync(Predicate<Line> fits)
    {
        while (await ReadAsync() is { } line)
            if (fits(line))
                return line;
        throw new IOException("The connection has ended.");
    }

    /// <summary>Reads up to a line that fits, and returns it and all lines before.</summary>
    public async Task<List<Line>> CollectAsync(Predicate<Line> fits)
    {
        var lines = new List<Line>();
        while (await ReadAsync() is { } line)
        {
            lines.Add(line);
            if (fits(line))
                return lines;
        }
        throw new IOException("The connection has ended.");
    }

    /// <summary>Comes into a room.</summary>
    public async Task JoinAsync(string room)
    {
        await SendAsync($"JOIN {room}");
        await AwaitAsync(line => line.Verb == "366");
    }

    public void Dispose() => _tcp.Dispose();
}

/// <summary>A line of the server.</summary>
/// <param name="Tags">By their names.</param>
/// <param name="Source">The nickname, or the server's name.</param>
/// <param name="Verb">Or the numeric.</param>
/// <param name="Params">The parameters.</param>
internal sealed record Line(IReadOnlyDictionary<string, string> Tags, string Source, string Verb, IReadOnlyList<string> Params)
{
    public static Line Parse(string line)
    {
        var tags = new Dictionary<string, string>();
        if (line.StartsWith('@'))
        {
            foreach (string tag in line[1..line.IndexOf(' ')].Split(';'))
                tags[tag.Split('=')[0]] = tag[(tag.IndexOf('=') + 1)..];
            line = line[(line.IndexOf(' ') + 1)..];
        }
        int colon = line.IndexOf(" :", StringComparison.Ordinal);
        List<string> words = [.. (colon < 0 ? line : line[..colon]).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        if (colon >= 0)
            words.Add(line[(colon + 2)..]);
        string source = words[0].StartsWith(':') ? words[0][1..].Split('!')[0] : "";
        if (source.Length > 0)
            words.RemoveAt(0);
        return new Line(tags, source, words[0], words[1..]);
    }
}
