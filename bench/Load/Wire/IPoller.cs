using System.Net.Sockets;

namespace Parley.Load.Wire;

/// <summary>Tells which of many sockets have something to read. For one thread.</summary>
internal interface IPoller : IDisposable
{
    void Add(Socket socket, int slot);

    /// <summary>To be called before the socket is closed.</summary>
    void Remove(Socket socket, int slot);

    /// <summary>Waits until a socket can be read or was closed by its peer.</summary>
    /// <param name="milliseconds">Zero: look and return at once.</param>
    /// <param name="ready">Receives the slots; those that do not fit come next time.</param>
    /// <returns>How many slots were written.</returns>
    int Wait(int milliseconds, Span<int> ready);
}
