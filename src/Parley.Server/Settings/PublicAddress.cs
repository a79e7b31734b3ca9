using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Parley.Server.Settings;

/// <summary>By which address others reach this server: what stands in a link that one person sends to another.</summary>
/// <param name="url">What the operator set (<see cref="ServerOptions.Url"/>). Null: each client's own way here is taken.</param>
/// <param name="listening">Where the server listens, with the real ports.</param>
/// <param name="lan">This machine's addresses, the most useful first.</param>
public sealed class PublicAddress(Uri? url, IReadOnlyCollection<IPEndPoint> listening, IReadOnlyCollection<IPAddress> lan)
{
    /// <summary>The address for a client that came by HTTP.</summary>
    /// <param name="scheme"><c>http</c> or <c>https</c>.</param>
    /// <param name="host">What the client called this server. Without a value the first address of this machine is taken.</param>
    /// <returns>Scheme and host, ending in a slash.</returns>
    public Uri For(string scheme, HostString host)
    {
        if (url is not null)
            return WithSlash(url);
        int port = host.Port ?? (scheme == Uri.UriSchemeHttps ? 443 : 80);
        if (IsLoopback(host.Host) && ReachableAt(port) is { } address)
            return Build(scheme, address.ToString(), port);
        return Build(scheme, host.Host, port);
    }

    /// <summary>The address for a client that came by IRC alone.</summary>
    /// <param name="secure">Whether it came by TLS: then it may not be sent to an address without.</param>
    /// <param name="local">This side of its connection. Null: not known, so the address for the others is taken.</param>
    /// <returns>Scheme and host, ending in a slash.</returns>
    public Uri For(bool secure, IPEndPoint? local)
    {
        local ??= new IPEndPoint(IPAddress.Loopback, listening.FirstOrDefault()?.Port ?? ServerOptions.DefaultPort);
        IPAddress address = local.Address.IsIPv4MappedToIPv6 ? local.Address.MapToIPv4() : local.Address;
        return For(secure ? Uri.UriSchemeHttps : Uri.UriSchemeHttp, new HostString(Plain(address), local.Port));
    }

    // Somebody on this machine says "localhost", but the link is for the others: for them that name is their own machine.
    private IPAddress? ReachableAt(int port) => lan.FirstOrDefault(address => listening.Any(at =>
        at.Port == port && (at.Address.Equals(address) || IsAny(at.Address, address.AddressFamily))));

    private static bool IsAny(IPAddress listening, AddressFamily family)
        => listening.Equals(family == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any);

    private static bool IsLoopback(string host)
        => host.Length == 0
            || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));

    private static Uri Build(string scheme, string host, int port) => new UriBuilder(scheme, host.Length == 0 ? "localhost" : host, port).Uri;

    // A scope such as %eth0 means nothing to anybody else, and does not belong in a URL.
    private static string Plain(IPAddress address) => address.ToString().Split('%')[0];

    private static Uri WithSlash(Uri uri) => uri.AbsoluteUri.EndsWith('/') ? uri : new Uri(uri.AbsoluteUri + "/");
}
