using System.Net;
using System.Net.Sockets;
using Parley.Client.Connections;

namespace Parley.Client.Tests.Breaks;

/// <summary>What lies between one client and the server: cuts, delays and halves connections at seeded places, as often as it was told, and is
/// a good network from then on.</summary>
/// <param name="server">Where the server is now.</param>
/// <param name="seed">Where the places come from.</param>
/// <param name="faults">How many connections it spoils.</param>
internal sealed class BadNetwork(Func<IPEndPoint> server, int seed, int faults) : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Random _random = new(seed);
    private readonly List<Task> _links = [];
    private Link? _last;
    private Task _accepting = Task.CompletedTask;

    /// <summary>A connection carries nothing more in one direction, and nobody says so. Ends when the client gives it up.</summary>
    public event Action<Task>? Halved;

    /// <summary>The faults that are still to come.</summary>
    public int FaultsLeft { get; private set; } = faults;

    /// <summary>Begins to take connections.</summary>
    /// <returns>What the client takes for the server.</returns>
    public ChatAddress Open()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _accepting = AcceptAsync();
        return new ChatAddress("127.0.0.1", ((IPEndPoint)_listener.LocalEndPoint!).Port, false, null);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
        _last?.Dispose();
        await Task.WhenAll(_links);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
            var link = new Link(client, _last, NextFault());
            _last = link;
            _links.Add(RunAsync(link));
        }
    }

    private async Task RunAsync(Link link)
    {
        link.Halved += givenUp => Halved?.Invoke(givenUp);
        await link.RunAsync(server());
    }

    private Fault NextFault()
    {
        if (FaultsLeft == 0)
            return Fault.None;
        FaultsLeft--;
        var kind = (FaultKind)_random.Next(1, 6);
        return new Fault(kind, kind is FaultKind.CutDown or FaultKind.SilenceDown ? _random.Next(400, 30_000) : _random.Next(50, 4_000), _random.Next());
    }
}

/// <summary>What goes wrong with a connection.</summary>
internal enum FaultKind
{
    None,

    /// <summary>It ends in the middle of what the client sends.</summary>
    CutUp,

    /// <summary>It ends in the middle of what the server sends.</summary>
    CutDown,

    /// <summary>What the client sends comes late: after the client has given up, and has begun to send again over another connection.</summary>
    LateUp,

    /// <summary>What the server sends comes no more.</summary>
    SilenceDown,

    /// <summary>What each sends comes slowly and in pieces; then it ends.</summary>
    Slow,
}

/// <param name="Kind">What.</param>
/// <param name="After">After how many bytes.</param>
/// <param name="Seed">For what is left to chance.</param>
internal readonly record struct Fault(FaultKind Kind, int After, int Seed)
{
    public static Fault None => new(FaultKind.None, int.MaxValue, 0);
}
