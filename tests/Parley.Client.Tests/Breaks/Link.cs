using System.Net;
using System.Net.Sockets;

namespace Parley.Client.Tests.Breaks;

/// <summary>One connection through a <see cref="BadNetwork"/>.</summary>
/// <param name="client">The client's side.</param>
/// <param name="before">The connection before it, which may have something that comes late.</param>
/// <param name="fault">What goes wrong with it.</param>
internal sealed class Link(Socket client, Link? before, Fault fault) : IDisposable
{
    // What a client says at first; after it the connection before may bring what it held back.
    private const int Introduction = 600;

    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly TaskCompletionSource _givenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _mayBeLate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>One direction is silent from now on. Ends when the client gives up.</summary>
    public event Action<Task>? Halved;

    /// <summary>Carries everything until the end.</summary>
    public async Task RunAsync(IPEndPoint server)
    {
        client.NoDelay = true;
        try
        {
            await _server.ConnectAsync(server);
        }
        catch (SocketException)
        {
            Dispose();
            return;
        }
        Task up = EndAsync(() => CarryAsync(client, _server, isUp: true)), down = EndAsync(() => CarryAsync(_server, client, isUp: false));
        await Task.WhenAll(up, down);
        Dispose();
    }

    /// <summary>Cuts it.</summary>
    public void Dispose()
    {
        client.Dispose();
        _server.Dispose();
        _givenUp.TrySetResult();
        _mayBeLate.TrySetResult();
        before?._mayBeLate.TrySetResult();
    }

    private async Task EndAsync(Func<Task> carry)
    {
        try
        {
            await carry();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It ends as connections do.
        }
        Dispose();
    }

    private async Task CarryAsync(Socket from, Socket to, bool isUp)
    {
        var chance = new Random(fault.Seed);
        byte[] buffer = new byte[4096];
        int carried = 0;
        while (await from.ReceiveAsync(buffer) is > 0 and var read)
        {
            if (fault.Kind == FaultKind.Slow)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(20)), TimeProvider.System);
                int first = chance.Next(read);
                await SendAsync(to, buffer.AsMemory(0, first));
                await SendAsync(to, buffer.AsMemory(first, read - first));
            }
            else if (IsDue(isUp) && carried + read > fault.After)
            {
                int first = fault.After - carried;
                await SendAsync(to, buffer.AsMemory(0, first));
                await SpoilAsync(from, to, buffer.AsMemory(first, read - first).ToArray());
                return;
            }
            else
            {
                await SendAsync(to, buffer.AsMemory(0, read));
            }
            carried += read;
            if (isUp && carried > Introduction)
                before?._mayBeLate.TrySetResult();
            if (fault.Kind == FaultKind.Slow && carried > fault.After)
                return;
        }
    }

    private bool IsDue(bool isUp) => isUp ? fault.Kind is FaultKind.CutUp or FaultKind.LateUp : fault.Kind is FaultKind.CutDown or FaultKind.SilenceDown;

    private async Task SpoilAsync(Socket from, Socket to, byte[] held)
    {
        if (fault.Kind is FaultKind.CutUp or FaultKind.CutDown)
        {
            Dispose();
            return;
        }
        Halved?.Invoke(_givenUp.Task);
        var rest = new MemoryStream();
        rest.Write(held);
        byte[] buffer = new byte[4096];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var read)
                rest.Write(buffer, 0, read);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The other one has given up.
        }
        _givenUp.TrySetResult();
        if (fault.Kind == FaultKind.LateUp)
        {
            await _mayBeLate.Task;
            await SendAsync(to, rest.ToArray());
            to.Shutdown(SocketShutdown.Both);
        }
        Dispose();
    }

    // What goes to somebody who has gone is lost.
    private async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            while (bytes.Length > 0)
                bytes = bytes[await to.SendAsync(bytes)..];
        }
        catch (Exception e) when ((e is SocketException or ObjectDisposedException) && to == client && fault.Kind == FaultKind.LateUp)
        {
            // The server must not hear of it yet.
        }
    }
}
