using System.Net;
using System.Net.Sockets;

namespace Parley.Server.Connections;

/// <summary>Opens what the server listens on. Each address is what it says: <c>[::]</c> takes IPv6 alone, so 0.0.0.0 can stand beside it.</summary>
internal static class ListenSocket
{
    /// <summary>A socket that is bound, not yet listening.</summary>
    /// <exception cref="SocketException">The address is taken, or not of this machine.</exception>
    public static Socket Bind(EndPoint address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // Kestrel's own way opens [::] for both, which fails where 0.0.0.0 has the port already.
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
                socket.DualMode = false;
            socket.Bind(address);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
