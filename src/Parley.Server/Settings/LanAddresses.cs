using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Parley.Server.Settings;

/// <summary>The addresses by which others on the network reach this machine.</summary>
public static class LanAddresses
{
    /// <summary>Every usable address, the most useful first: IPv4 before IPv6, interfaces with a gateway before those without.</summary>
    /// <returns>Empty on a machine without a network. Link-local addresses are left out: a URL cannot hold their scope.</returns>
    public static IReadOnlyList<IPAddress> Find() =>
    [
        .. from network in NetworkInterface.GetAllNetworkInterfaces()
           where network.OperationalStatus == OperationalStatus.Up && network.NetworkInterfaceType != NetworkInterfaceType.Loopback
           let properties = network.GetIPProperties()
           from unicast in properties.UnicastAddresses
           let address = unicast.Address
           where !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal && !IsIPv4LinkLocal(address)
           orderby address.AddressFamily == AddressFamily.InterNetworkV6, properties.GatewayAddresses.Count == 0
           select address,
    ];

    private static bool IsIPv4LinkLocal(IPAddress address)
        => address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes() is [169, 254, ..];
}
