using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using Parley.Client.Connections;

namespace Parley.Client.Tests;

/// <summary>A server made of what the test says: takes the client's connections and lines, in memory.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Channel<ScriptedConnection> _connections = Channel.CreateUnbounded<ScriptedConnection>();
    private readonly CancellationTokenSource _end = new();

    public ScriptedServer(Func<ChatClientOptions, ChatClientOptions>? change = null)
    {
        var options = new ChatClientOptions
        {
            Address = new ChatAddress("chat.test", 2428, false, null),
            Nickname = "ada",
            Rooms = [],
            Transport = () => new ScriptedConnection(_connections.Writer),
            Time = Time,
            Random = new Random(7),
        };
        Client = new ChatClient(change?.Invoke(options) ?? options);
        Running = Client.RunAsync(_end.Token);
    }

    public ChatClient Client { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public Task Running { get; }

    public async Task<ScriptedConnection> AcceptAsync() => await _connections.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>Takes a connection up to the end of the greeting, with those capabilities.</summary>
    public async Task<ScriptedConnection> WelcomeAsync(string capabilities = "", string isupport = "CASEMAPPING=rfc8265 PREFIX=(ov)@+ CHANTYPES=#")
    {
        ScriptedConnection connection = await AcceptAsync();
        await connection.ExpectAsync("CAP LS 302");
        string nick = await connection.ReadAsync();
        await connection.ReadAsync(); // USER
        connection.Say($":s CAP * LS :{capabilities}");
        if (await connection.ReadAsync() is var request && request.StartsWith("CAP REQ", StringComparison.Ordinal))
        {
            connection.Say($":s CAP * ACK :{capabilities}");
            await connection.ExpectAsync("CAP END");
        }
        connection.Say($":s 001 {nick[5..]} :Welcome", $":s 005 {nick[5..]} {isupport} :are supported", ":s 422 ada :No motd");
        return connection;
    }

    /// <summary>As <see cref="WelcomeAsync"/>, and then puts the client into #garden with those names.</summary>
    public async Task<ScriptedConnection> JoinAsync(string names = "ada", string capabilities = "")
    {
        ScriptedConnection connection = await WelcomeAsync(capabilities);
        connection.Say(":ada!a@h JOIN #garden", $":s 353 ada = #garden :{names}", ":s 366 ada #garden :End");
        await UntilAsync(() => Client.Find("#garden") is Rooms.ClientRoom { IsJoined: true });
        await connection.SyncAsync();
        return connection;
    }

    /// <summary>Waits until something is true of the client.</summary>
    public Task UntilAsync(Func<bool> condition, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(condition))] string what = "")
        => Client.UntilAsync(condition, what);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Running.WaitAsync(Patience);
    }
}

/// <summary>One connection of the client, as the server sees it.</summary>
internal sealed class ScriptedConnection(ChannelWriter<ScriptedConnection> arrivals) : ITransport
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Channel<byte[]> _toClient = Channel.CreateUnbounded<byte[]>();
    private readonly Channel<string> _fromClient = Channel.CreateUnbounded<string>();
    private int _syncs;

    public void Say(params string[] lines)
    {
        foreach (string line in lines)
            _toClient.Writer.TryWrite(Encoding.UTF8.GetBytes(line));
    }

    public void Say(byte[] line) => _toClient.Writer.TryWrite(line);

    public void Close() => _toClient.Writer.TryComplete();

    public void Break() => _toClient.Writer.TryComplete(new IOException("Connection reset"));

    /// <summary>The client's next line.</summary>
    public async Task<string> ReadAsync() => await _fromClient.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public async Task ExpectAsync(params string[] lines)
    {
        foreach (string line in lines)
            Assert.Equal(line, await ReadAsync());
    }

    /// <summary>Waits until the client has handled all that was said so far; fails if it has anything else to say.</summary>
    public async Task SyncAsync()
    {
        string token = $"sync{++_syncs}";
        Say($"PING :{token}");
        await ExpectAsync($"PONG :{token}");
    }

    /// <summary>The same, and gives what the client said before that.</summary>
    public async Task<List<string>> DrainAsync()
    {
        string token = $"sync{++_syncs}";
        Say($"PING :{token}");
        var said = new List<string>();
        while (await ReadAsync() is var line && line != $"PONG :{token}")
            said.Add(line);
        return said;
    }

    Task ITransport.ConnectAsync(CancellationToken cancellation)
    {
        arrivals.TryWrite(this);
        return Task.CompletedTask;
    }

    async ValueTask<ReadOnlyMemory<byte>?> ITransport.ReadLineAsync(CancellationToken cancellation)
        => await _toClient.Reader.WaitToReadAsync(cancellation) ? (ReadOnlyMemory<byte>?)await _toClient.Reader.ReadAsync(cancellation) : null;

    ValueTask ITransport.SendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellation)
    {
        foreach (string line in Encoding.UTF8.GetString(lines.Span).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
            _fromClient.Writer.TryWrite(line);
        return ValueTask.CompletedTask;
    }

    ValueTask IAsyncDisposable.DisposeAsync()
    {
        _fromClient.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }
}
