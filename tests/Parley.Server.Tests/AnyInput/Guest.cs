using System.Buffers;
using System.Text;
using Parley.Protocol.Messages;
using Parley.Server.Connections;
using Parley.Server.Sessions;

namespace Parley.Server.Tests.AnyInput;

/// <summary>A client in memory: what it is sent is checked line by line as it comes.</summary>
internal sealed class Guest : ISink
{
    /// <summary>The names of those who come, such as the tests of the commands use.</summary>
    public static readonly string[] Names = ["ada", "bob", "carol", "dave", "eve"];

    /// <summary>The rooms that they go to; the first exists always, each of the others has one of them for its operator at first.</summary>
    public static readonly string[] Rooms = ["#lobby", "#garden", "#cellar", "#attic"];

    private readonly SessionLoop _loop;
    private readonly IrcLine _line = new();

    public Guest(string name, ServerState house)
    {
        Name = name;
        var endpoints = new SessionEndpoints(null, null);
        _loop = new SessionLoop(new Session(house.Sessions.NextId(), endpoints, this, house.SessionContext, () => { }), house);
    }

    /// <summary>How it introduces itself; it may have another nickname since.</summary>
    public string Name { get; }

    public Session Session => _loop.Session;

    public bool IsOpen => _loop.IsOpen;

    /// <summary>The id of the last message that it has seen.</summary>
    public string LastId { get; private set; } = "none";

    /// <summary>What it has been sent since this was last emptied.</summary>
    public List<string> Seen { get; } = [];

    /// <summary>Expects that a line with this end has come once, or, when it is not meant, not at all.</summary>
    public void MustHaveSeen(string end, bool isMeant)
    {
        int times = Seen.Count(line => line.EndsWith(end, StringComparison.Ordinal));
        Assert.True(times == (isMeant ? 1 : 0), $"{Session.Nickname} got {times} times what {(isMeant ? "is" : "is not")} meant for it:{end}");
    }

    /// <summary>Sends bytes, all at once, and waits until they are handled.</summary>
    public async Task SendAsync(byte[] bytes) => await _loop.RunAsync(new ReadOnlySequence<byte>(bytes));

    /// <summary>Its connection has ended.</summary>
    public void Leave() => _loop.SeeOff("Connection closed");

    public ValueTask SendAsync(ReadOnlyMemory<byte> lines) => throw new InvalidOperationException("All is taken at once.");

    public int TrySend(ReadOnlySpan<byte> lines)
    {
        Assert.True(lines.EndsWith("\r\n"u8), $"What is sent ends within a line: {Encoding.UTF8.GetString(lines)}");
        for (ReadOnlySpan<byte> rest = lines; rest.Length > 0;)
        {
            int end = rest.IndexOf("\r\n"u8);
            Check(rest[..end].ToArray());
            rest = rest[(end + 2)..];
        }
        return lines.Length;
    }

    // https://modern.ircdocs.horse/#message-format and https://ircv3.net/specs/extensions/message-tags#size-limit
    private void Check(byte[] line)
    {
        string text = Encoding.UTF8.GetString(line);
        Seen.Add(text);
        Assert.True(line.AsSpan().IndexOfAny("\r\n\0"u8) < 0, $"A line has a CR, LF or NUL inside: {text}");
        Assert.True(System.Text.Unicode.Utf8.IsValid(line), $"A line is not UTF-8: {text}");
        Assert.True(_line.TryParse(line), $"A line has no verb: {text}");
        int tags = line[0] == '@' ? _line.Tags.Length + 2 : 0;
        Assert.True(tags <= 8191, $"A line has {tags} bytes of tags: {text}");
        Assert.True(line.Length - tags + 2 <= 512, $"A line has {line.Length - tags + 2} bytes: {text}");
        LastId = _line.Tag("msgid"u8) ?? LastId;
    }
}
