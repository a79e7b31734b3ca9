using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Parley.Load.Wire;

/// <summary>
/// Linux's epoll, level-triggered: one system call for many sockets and then one read for each, where the framework's own
/// asynchronous sockets need two reads. The generator shares the machine with the server that it measures.
/// </summary>
/// <remarks>Source: https://man7.org/linux/man-pages/man7/epoll.7.html.</remarks>
internal sealed partial class Epoll : IPoller
{
    private const int Readable = 0x001; // EPOLLIN
    private const int AddOperation = 1;
    private const int RemoveOperation = 2;
    private const int Interrupted = 4; // EINTR

    // struct epoll_event is packed on x64 alone: the mask, then (elsewhere after a gap) eight bytes of ours.
    private static readonly int EventInts = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 3 : 4;
    private static readonly int DataInt = EventInts - 2;

    private readonly int _epoll = Checked(Create(0));
    private int[] _events = [];

    public void Add(Socket socket, int slot)
    {
        Span<int> what = stackalloc int[EventInts];
        what[0] = Readable;
        what[DataInt] = slot;
        Checked(Control(_epoll, AddOperation, (int)socket.Handle, ref what[0]));
    }

    public void Remove(Socket socket, int slot)
    {
        Span<int> unused = stackalloc int[EventInts];
        Checked(Control(_epoll, RemoveOperation, (int)socket.Handle, ref unused[0]));
    }

    public int Wait(int milliseconds, Span<int> ready)
    {
        if (_events.Length < ready.Length * EventInts)
            _events = new int[ready.Length * EventInts];

        int count = Wait(_epoll, ref _events[0], ready.Length, milliseconds);
        if (count < 0 && Marshal.GetLastPInvokeError() == Interrupted)
            return 0;
        Checked(count);
        for (int i = 0; i < count; i++)
            ready[i] = _events[i * EventInts + DataInt];
        return count;
    }

    public void Dispose() => _ = Close(_epoll);

    private static int Checked(int result) => result >= 0 ? result : throw new Win32Exception();

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int Control(int epoll, int operation, int socket, ref int what);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int Wait(int epoll, ref int events, int capacity, int milliseconds);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int file);
}
