using System.Net;

namespace Parley.Server.Settings;

/// <summary>Who speaks for others, and which pages may connect. What stands between the clients and the server, if anything does.</summary>
public sealed record ConnectionOptions
{
    [Networks("Proxies in front of the server, by address or network: from them, and from nobody else, a header of the PROXY protocol "
        + "(versions 1 and 2, as HAProxy sends it) or X-Forwarded-For says who the client is.")]
    public IReadOnlyList<string> ProxiesFrom { get; init; } = [];

    [Networks("Gateways that may say by WEBIRC who the client is, by address or network.")]
    public IReadOnlyList<string> WebIrcFrom { get; init; } = [];

    [Password("The password that gateways give with WEBIRC, preferably as \"parley hash-password\" prints it. Without it: their address is enough.")]
    public string? WebIrcPassword { get; init; }

    [Origins("Web pages of other sites that may connect by WebSocket, by their origin. Those that this server serves may always; * lets all in.")]
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>Whether the address is that of a proxy.</summary>
    internal bool IsProxy(IPAddress address) => Contains(ProxiesFrom, address);

    /// <summary>Whether who has the address says for each client who that is.</summary>
    internal bool SpeaksForOthers(IPAddress address) => IsProxy(address) || IsGateway(address);

    /// <summary>Whether the address is that of a gateway.</summary>
    internal bool IsGateway(IPAddress address) => Contains(WebIrcFrom, address);

    private static bool Contains(IReadOnlyList<string> networks, IPAddress address)
    {
        if (networks.Count == 0)
            return false;
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return networks.Any(network => ToNetwork(network) is { } known && known.Contains(plain));
    }

    /// <summary>Reads an address or a network. Null: it is neither.</summary>
    internal static IPNetwork? ToNetwork(string text)
    {
        if (IPAddress.TryParse(text, out IPAddress? address))
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return IPNetwork.TryParse(text, out IPNetwork network) ? network : null;
    }
}
