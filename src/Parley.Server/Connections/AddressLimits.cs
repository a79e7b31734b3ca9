using System.Collections.Concurrent;
using System.Net;
using Parley.Server.Settings;

namespace Parley.Server.Connections;

/// <summary>How many connections an address has, and how many it opened lately. Loopback is not counted.</summary>
/// <remarks>An IPv6 address counts with its whole /64, which one person easily has.</remarks>
internal sealed class AddressLimits(LimitOptions limits, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<IPAddress, Tally> _tallies = new();

    /// <summary>Counts a connection; false when the address has too many or opens them too fast.</summary>
    public bool TryEnter(IPAddress address)
    {
        if (IPAddress.IsLoopback(address))
            return true;
        while (true)
        {
            Tally tally = _tallies.GetOrAdd(Network(address), _ => new Tally { WindowStart = time.GetTimestamp() });
            lock (tally)
            {
                if (tally.IsForgotten)
                    continue;
                if (time.GetElapsedTime(tally.WindowStart) >= Window)
                    (tally.WindowStart, tally.Opened) = (time.GetTimestamp(), 0);
                if ((limits.ConnectionsPerAddress > 0 && tally.Open >= limits.ConnectionsPerAddress)
                    || (limits.ConnectionRate > 0 && tally.Opened >= limits.ConnectionRate))
                    return false;
                tally.Open++;
                tally.Opened++;
                return true;
            }
        }
    }

    /// <summary>A counted connection has ended.</summary>
    public void Leave(IPAddress address)
    {
        if (_tallies.TryGetValue(Network(address), out Tally? tally))
            lock (tally)
                tally.Open--;
    }

    /// <summary>Forgets addresses that have no connection and opened none lately. Called now and then.</summary>
    public void Sweep()
    {
        foreach ((IPAddress address, Tally tally) in _tallies)
            lock (tally)
                if (tally.Open == 0 && time.GetElapsedTime(tally.WindowStart) >= Window)
                {
                    tally.IsForgotten = true;
                    _tallies.TryRemove(address, out _);
                }
    }

    /// <summary>The address by which a client is counted.</summary>
    public static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6)
            return address;
        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private sealed class Tally
    {
        public int Open;
        public int Opened;
        public long WindowStart;
        public bool IsForgotten;
    }
}
