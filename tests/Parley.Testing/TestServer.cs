using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Parley.Core.Storage;
using Parley.Server;
using Parley.Server.Control;
using Parley.Server.Settings;

namespace Parley.Testing;

/// <summary>A real server on a free port of loopback, named <c>test</c>, with a clock that the test moves. Fails the test on any logged error.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private readonly ParleyServer _server;
    private readonly ErrorLog _errors;
    private readonly ParleyOptions _options;

    // A client that a test does not look at any more must not be collected and with it disconnected while the test runs.
    private readonly ConcurrentBag<WireClient> _clients = [];

    private TestServer(ParleyServer server, ErrorLog errors, FakeTimeProvider time, ParleyOptions options)
        => (_server, _errors, Time, _options) = (server, errors, time, options);

    /// <summary>What comes of the first options when an operator has the settings read again.</summary>
    public void Reread(Func<ParleyOptions, SettingsResult> read) => _server.ReadSettings = () => read(_options);

    /// <summary>The server's clock.</summary>
    public FakeTimeProvider Time { get; }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint => _server.Endpoints[0];

    /// <summary>The address of its web client.</summary>
    public Uri Url => new($"http://{Endpoint}");

    /// <summary>The folder with its data.</summary>
    public string Data => _options.Server.Data!;

    /// <summary>Has a command of the one who runs the server carried out.</summary>
    public Task<ControlAnswer<TAnswer>> AskAsync<TQuestion, TAnswer>(ControlCommand<TQuestion, TAnswer> command, TQuestion question)
        where TQuestion : notnull
        => _server.AskAsync(command, question);

    /// <summary>Starts a server.</summary>
    /// <param name="configure">Changes the options.</param>
    /// <param name="store">What it keeps things in. Null: a store of its own, in memory.</param>
    public static async Task<TestServer> StartAsync(Func<ParleyOptions, ParleyOptions>? configure = null, IStore? store = null)
    {
        string data = Directory.CreateTempSubdirectory("parley-test-").FullName;
        var options = new ParleyOptions
        {
            Server = new ServerOptions { Listen = ["127.0.0.1:0"], Name = "test", Data = data },
            // What a password costs is the tests' time.
            Accounts = new AccountOptions { PasswordIterations = Core.Accounts.ScramVerifier.MinIterations },
        };
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        var errors = new ErrorLog();
        options = configure?.Invoke(options) ?? options;
        ParleyServer server = ParleyServer.Create(options, store, logging: logging => logging.AddProvider(errors), time: time);
        await server.StartAsync();
        return new TestServer(server, errors, time, options);
    }

    /// <summary>Opens a connection that has said nothing yet.</summary>
    public async Task<WireClient> ConnectAsync()
    {
        WireClient client = await WireClient.ConnectAsync(Endpoint);
        _clients.Add(client);
        return client;
    }

    /// <summary>Registers a client of that nickname; what the server greets it with is read.</summary>
    /// <param name="nickname">Also the user name and the real name.</param>
    /// <param name="capabilities">Asked for before registration.</param>
    public async Task<WireClient> RegisterAsync(string nickname, params string[] capabilities)
    {
        WireClient client = await ConnectAsync();
        if (capabilities.Length > 0)
            await client.SendAsync($"CAP REQ :{string.Join(' ', capabilities)}", "CAP END");
        await client.SendAsync($"NICK {nickname}", $"USER {nickname} 0 * :{nickname}");
        await client.SkipToAsync(line => line.Contains(" 376 ", StringComparison.Ordinal));
        return client;
    }

    /// <summary>Connects a client and logs it in to the account of that name; what the server greets it with is read.</summary>
    /// <param name="nickname">Also the account, the user name and the real name.</param>
    /// <param name="password">The account's password.</param>
    /// <param name="capabilities">Asked for before registration.</param>
    public async Task<WireClient> LogInAsync(string nickname, string password, params string[] capabilities)
    {
        WireClient client = await ConnectAsync();
        string message = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"\0{nickname}\0{password}"));
        await client.SendAsync($"CAP REQ :{string.Join(' ', ["sasl", .. capabilities])}", $"NICK {nickname}", $"USER {nickname} 0 * :{nickname}",
            "AUTHENTICATE PLAIN", $"AUTHENTICATE {message}", "CAP END");
        await client.SkipToAsync(line => line.Contains(" 376 ", StringComparison.Ordinal));
        return client;
    }

    /// <summary>Registers a client and takes it into a room; what it is told of the room is read.</summary>
    public async Task<WireClient> JoinAsync(string room, string nickname, params string[] capabilities)
    {
        WireClient client = await RegisterAsync(nickname, capabilities);
        await client.SendAsync($"JOIN {room}");
        await client.SkipToAsync(line => line.Contains(" 366 ", StringComparison.Ordinal));
        return client;
    }

    /// <summary>Two clients in a room: the first is its operator, and has seen the second come.</summary>
    public async Task<(WireClient First, WireClient Second)> JoinBothAsync(string room, string first, string second, string? modes = null)
    {
        WireClient one = await JoinAsync(room, first);
        if (modes is not null)
        {
            await one.SendAsync($"MODE {room} {modes}");
            await one.SyncAsync();
        }
        WireClient two = await JoinAsync(room, second);
        await one.SkipToAsync(line => line.Contains($" JOIN {room}", StringComparison.Ordinal));
        return (one, two);
    }

    /// <summary>Stops the server as a signal would.</summary>
    public Task StopAsync() => _server.StopAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_options.Server.Data!, recursive: true);
        _errors.ThrowIfAny();
    }
}
