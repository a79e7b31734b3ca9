using System.Net;
using System.Net.Sockets;

namespace Parley.Serving;

/// <summary>The addresses at which people reach the server, the likeliest first.</summary>
internal static class JoinAddresses
{
    /// <summary>From what the server listens on to what people can type.</summary>
    /// <remarks><c>0.0.0.0</c> becomes the address of every usable interface, and loopback.</remarks>
    /// <param name="bound">What the server listens on.</param>
    /// <param name="interfaces">The addresses of this computer's usable interfaces, without loopback.</param>
    public static IReadOnlyList<IPEndPoint> From(IReadOnlyList<IPEndPoint> bound, IReadOnlyList<IPAddress> interfaces)
        => [.. bound
            .SelectMany(b => Reachable(b, interfaces))
            .Distinct()
            .OrderBy(e => IPAddress.IsLoopback(e.Address))
            .ThenBy(e => e.AddressFamily == AddressFamily.InterNetworkV6)];

    private static IEnumerable<IPEndPoint> Reachable(IPEndPoint bound, IEnumerable<IPAddress> interfaces)
    {
        bool any = bound.Address.Equals(IPAddress.Any) || bound.Address.Equals(IPAddress.IPv6Any);
        IPAddress loopback = bound.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Loopback : IPAddress.IPv6Loopback;
        return any
            ? interfaces.Where(a => a.AddressFamily == bound.AddressFamily).Append(loopback).Select(a => new IPEndPoint(a, bound.Port))
            : [bound];
    }
}
