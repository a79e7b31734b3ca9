using System.Net.Sockets;

namespace Parley.Load.Wire;

/// <summary>The framework's select, for where there is no epoll: asks all sockets each time, so the generator itself costs more.</summary>
internal sealed class SelectPoller : IPoller
{
    private readonly Dictionary<Socket, int> _slots = [];
    private readonly List<Socket> _asked = [];
    private readonly Queue<int> _found = [];

    public void Add(Socket socket, int slot) => _slots.Add(socket, slot);

    public void Remove(Socket socket, int slot) => _slots.Remove(socket);

    public int Wait(int milliseconds, Span<int> ready)
    {
        if (_found.Count == 0 && _slots.Count > 0)
        {
            _asked.Clear();
            _asked.AddRange(_slots.Keys);
            Socket.Select(_asked, null, null, milliseconds * 1000);
            foreach (Socket socket in _asked)
                _found.Enqueue(_slots[socket]);
        }

        int count = 0;
        while (count < ready.Length && _found.TryDequeue(out int slot))
            ready[count++] = slot;
        return count;
    }

    public void Dispose()
    {
    }
}
