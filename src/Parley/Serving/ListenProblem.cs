using System.Net;
using System.Net.Sockets;

namespace Parley.Serving;

/// <summary>Says why the server could not listen, by the address that was refused.</summary>
internal static class ListenProblem
{
    /// <summary>Tries each address once more, to name the one that does not work.</summary>
    /// <returns>A sentence for the person who started the server. Null: all of them work now.</returns>
    public static string? Find(IEnumerable<string> listen)
        => listen.Select(IPEndPoint.Parse).Select(Problem).FirstOrDefault(problem => problem is not null);

    private static string? Problem(IPEndPoint address)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
                socket.DualMode = false;
            socket.Bind(address);
            socket.Listen(1);
            return null;
        }
        catch (SocketException e)
        {
            return $"Cannot listen on {address}: " + e.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "the port is taken. Stop the program that uses it, or choose another port with --listen.",
                SocketError.AddressNotAvailable => "this computer has no such address. Choose another one with --listen.",
                SocketError.AccessDenied => "ports below 1024 need more rights. Choose another port with --listen.",
                _ => e.Message,
            };
        }
    }
}
