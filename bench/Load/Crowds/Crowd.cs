using System.Diagnostics;
using System.Net;
using Parley.Load.Wire;

namespace Parley.Load.Crowds;

/// <summary>Sees a message of ours arrive at one connection.</summary>
/// <param name="at">The connection that got it.</param>
/// <param name="payload">What it says.</param>
/// <param name="now">When it was read, in ticks of <see cref="Stopwatch"/>.</param>
internal delegate void Arrived(Connection at, in Payload payload, long now);

/// <summary>All connections of a run and the one loop that serves them, on one thread: it must cost less than the server it loads.</summary>
internal sealed class Crowd : IDisposable
{
    private const int SlotsAtOnce = 64;

    private readonly EndPoint _server;
    private readonly int _textBytes;
    private readonly IPoller _poller = OperatingSystem.IsLinux() ? new Epoll() : new SelectPoller();
    private readonly Dictionary<int, Connection> _blocked = [];
    private readonly byte[] _buffer = new byte[256 * 1024];
    private readonly int[] _ready = new int[SlotsAtOnce];
    private Connection?[] _connections = [];

    /// <param name="server">Where to connect.</param>
    /// <param name="textBytes">Length of all message texts.</param>
    public Crowd(EndPoint server, int textBytes) => (_server, _textBytes) = (server, textBytes);

    /// <summary>Of this run alone, so that runs do not meet each other.</summary>
    public string Name { get; } = "l" + Environment.ProcessId.ToString("x");

    /// <summary>Told of each message of ours. Null: they are ignored.</summary>
    public Arrived? Arrived { get; set; }

    /// <summary>Told of each connection whose stage has changed. Null: nobody asks.</summary>
    public Action<Connection>? Moved { get; set; }

    public string RoomName(int room) => $"#{Name}-{room}";

    /// <summary>Connects one more, or one again. It joins its room in the course of <see cref="Poll"/>.</summary>
    public Connection Connect(int slot, string room)
    {
        if (slot >= _connections.Length)
            Array.Resize(ref _connections, Math.Max(slot + 1, _connections.Length * 2));
        var connection = new Connection(slot, $"{Name}m{slot}", room, _server);
        _connections[slot] = connection;
        connection.Watch(_poller);
        return connection;
    }

    public void Send(Connection connection, ReadOnlySpan<byte> lines)
    {
        connection.Send(lines);
        if (connection.HasUnsent)
            _blocked[connection.Slot] = connection;
    }

    /// <summary>Waits for bytes, reads once from each connection that has some, and acts on every line.</summary>
    public void Poll(int milliseconds)
    {
        foreach (Connection connection in _blocked.Values)
        {
            connection.Send([]);
            if (!connection.HasUnsent)
                _blocked.Remove(connection.Slot);
        }

        int count = _poller.Wait(_blocked.Count > 0 ? Math.Min(milliseconds, 1) : milliseconds, _ready);
        foreach (int slot in _ready.AsSpan(0, count))
        {
            if (_connections[slot] is Connection connection)
                Read(connection);
        }
    }

    /// <summary>Closes without a word.</summary>
    public void Drop(Connection connection)
    {
        connection.Unwatch(_poller);
        connection.Dispose();
        _connections[connection.Slot] = null;
        _blocked.Remove(connection.Slot);
    }

    public void Dispose()
    {
        foreach (Connection? connection in _connections)
            connection?.Dispose();
        _poller.Dispose();
    }

    private void Read(Connection connection)
    {
        Stage before = connection.Stage;
        ReadOnlySpan<byte> lines = connection.Receive(_buffer);
        long now = Stopwatch.GetTimestamp();
        for (int end; (end = lines.IndexOf((byte)'\n')) >= 0; lines = lines[(end + 1)..])
        {
            if (Payload.TryRead(lines[..end], _textBytes, out Payload payload))
                Arrived?.Invoke(connection, payload, now);
            else
                connection.Handle(lines[..end]);
        }

        if (connection.Stage == before)
            return;
        if (connection.Stage == Stage.Closed)
            Drop(connection);
        Moved?.Invoke(connection);
    }
}
