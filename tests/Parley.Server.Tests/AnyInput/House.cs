using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Parley.Protocol.Capabilities;
using Parley.Server.Settings;
using Parley.Testing;

namespace Parley.Server.Tests.AnyInput;

/// <summary>A server that listens nowhere, with guests that are in memory.</summary>
internal sealed class House : IAsyncDisposable
{
    // Only a test that fails waits so long.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly string _data = Directory.CreateTempSubdirectory("parley-any-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private readonly ErrorLog _errors = new();
    private readonly ParleyServer _server;

    public House()
    {
        var options = new ParleyOptions { Server = new ServerOptions { Listen = ["127.0.0.1:0"], Name = "test", Data = _data } };
        _server = ParleyServer.Create(options, logging: logging => logging.AddProvider(_errors), time: _time);
    }

    public ServerState State => _server.State;

    /// <summary>Those who are connected, each in a place of its own.</summary>
    public Guest[] Guests { get; private set; } = [];

    /// <summary>Lets everyone in, each with other capabilities and first into another room.</summary>
    public async Task OpenAsync()
    {
        Guests = [.. Guest.Names.Select(name => new Guest(name, State))];
        string[] all = [.. CapabilityNames.All.Select(row => row.Name)];
        for (int i = 0; i < Guests.Length; i++)
        {
            foreach (string capability in all.Where((_, n) => n % (i + 1) == 0))
                await SendAsync(i, $"CAP REQ :{capability}");
            await SendAsync(i, AnyLine.Arrival(Guests[i].Name, Guest.Rooms[i % Guest.Rooms.Length]));
        }
        for (int i = 0; i < Guests.Length; i++)
            await SendAsync(i, $"JOIN {string.Join(',', Guest.Rooms)}");
    }

    /// <summary>Gives a guest something to say, and waits until it has been handled. Who has left then is back, but for the last, who only connects.</summary>
    public async Task SendAsync(int place, string lines)
    {
        await RunAsync(Guests[place].SendAsync(AnyLine.ToBytes(lines, Guests[place].LastId)));
        for (int i = 0; i < Guests.Length; i++)
        {
            if (Guests[i].IsOpen)
                continue;
            Guests[i].Leave();
            Guests[i] = new Guest(Guests[i].Name, State);
            if (i + 1 < Guests.Length)
                await RunAsync(Guests[i].SendAsync(AnyLine.ToBytes(AnyLine.Arrival(Guests[i].Name, string.Join(',', Guest.Rooms)), "")));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_data, recursive: true);
        _errors.ThrowIfAny();
    }

    // Some commands wait for the clock.
    private async Task RunAsync(Task running)
    {
        for (int tries = 0; !running.IsCompleted && tries < 100; tries++)
        {
            await Task.WhenAny(running, Task.Delay(Patience, TimeProvider.System));
            if (!running.IsCompleted)
                _time.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.True(running.IsCompleted, "A command did not end.");
        await running;
    }
}
