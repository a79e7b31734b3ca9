using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Parley.Server.Push;

/// <summary>Where a push service may be: anybody with an account names it, and the server sends there.</summary>
/// <remarks>Source: https://github.com/ircv3/ircv3-specifications/pull/471, security considerations.</remarks>
internal static class PushEndpoint
{
    /// <summary>The longest address, in characters.</summary>
    public const int MaxLength = 500;

    // What IANA has set aside for something else than the public internet: https://www.iana.org/assignments/iana-ipv4-special-registry and -ipv6-.
    // Those that hold an IPv4 address are ways around the first list.
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
            "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/9", "ff00::/8",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>Whether the server may send there, as far as the address itself says.</summary>
    /// <param name="text">The address.</param>
    /// <param name="mayBePrivate">Whether it may be in a private network, and without https.</param>
    /// <param name="endpoint">The address.</param>
    public static bool TryRead(string text, bool mayBePrivate, [NotNullWhen(true)] out Uri? endpoint)
        => Uri.TryCreate(text, UriKind.Absolute, out endpoint) && text.Length <= MaxLength && endpoint.UserInfo.Length == 0 && endpoint.Fragment.Length == 0
            && (endpoint.Scheme == Uri.UriSchemeHttps || (mayBePrivate && endpoint.Scheme == Uri.UriSchemeHttp))
            && (mayBePrivate || !IPAddress.TryParse(endpoint.IdnHost, out IPAddress? address) || IsPublic(address));

    /// <summary>Whether the address is one of the public internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Array.Exists(Special, network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    /// <summary>Connects, to public addresses only: what a name stands for is found out only now, and may be another each time.</summary>
    /// <exception cref="IOException">The name stands for none.</exception>
    public static async ValueTask<Stream> ConnectAsync(DnsEndPoint to, bool mayBePrivate, CancellationToken stop)
    {
        IPAddress[] addresses = [.. (await Dns.GetHostAddressesAsync(to.Host, stop)).Where(address => mayBePrivate || IsPublic(address))];
        if (addresses.Length == 0)
            throw new IOException($"{to.Host} is not in the public internet");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, to.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
