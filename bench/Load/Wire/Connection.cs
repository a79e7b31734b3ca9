using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parley.Load.Wire;

/// <summary>How far a <see cref="Connection"/> has come.</summary>
internal enum Stage
{
    Registering,
    Joining,
    Joined,

    /// <summary>The server closed, or refused what a client must be allowed to do: see <see cref="Connection.LastWords"/>.</summary>
    Closed,
}

/// <summary>One client: registers, joins its room by itself, answers PING. Never blocks after it has connected.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#connection-registration.</remarks>
internal sealed class Connection : IDisposable
{
    private readonly Socket _socket;
    private byte[] _partOfLine = [];
    private byte[] _unsent = [];

    /// <summary>Connects and asks to be registered.</summary>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public Connection(int slot, string nick, string room, EndPoint server)
    {
        Slot = slot;
        Room = room;
        _socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(server);
        _socket.Blocking = false;
        Send(Encoding.ASCII.GetBytes($"NICK {nick}\r\nUSER load 0 * :load\r\n"));
    }

    public int Slot { get; }

    public string Room { get; }

    public Stage Stage { get; private set; } = Stage.Registering;

    /// <summary>Why the server closed or refused, in its words. Null while it did not.</summary>
    public string? LastWords { get; private set; }

    /// <summary>Whether bytes wait for room in the socket: then <see cref="Send"/> with nothing tries again.</summary>
    public bool HasUnsent => _unsent.Length > 0;

    public void Watch(IPoller poller) => poller.Add(_socket, Slot);

    public void Unwatch(IPoller poller) => poller.Remove(_socket, Slot);

    /// <summary>Sends what the socket takes and keeps the rest.</summary>
    public void Send(ReadOnlySpan<byte> lines)
    {
        if (HasUnsent)
            lines = _unsent = [.. _unsent, .. lines];
        int sent = _socket.Send(lines, SocketFlags.None, out SocketError error);
        if (error is not (SocketError.Success or SocketError.WouldBlock))
            Close(error.ToString());
        _unsent = sent == lines.Length || Stage == Stage.Closed ? [] : lines[sent..].ToArray();
    }

    /// <summary>Reads once.</summary>
    /// <returns>The complete lines that are there, each with its line feed, valid until the buffer is used again.</returns>
    public ReadOnlySpan<byte> Receive(Span<byte> buffer)
    {
        int kept = _partOfLine.Length;
        _partOfLine.CopyTo(buffer);
        int received = _socket.Receive(buffer[kept..], SocketFlags.None, out SocketError error);
        if (error == SocketError.WouldBlock)
            return [];
        if (received == 0)
            Close(error == SocketError.Success ? "closed by the server" : error.ToString());

        Span<byte> all = buffer[..(kept + received)];
        int complete = all.LastIndexOf((byte)'\n') + 1;
        if (complete < all.Length || kept > 0)
            _partOfLine = all[complete..].ToArray();
        return all[..complete];
    }

    /// <summary>Takes part in registration and keepalive.</summary>
    /// <param name="line">Without its line feed.</param>
    public void Handle(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd((byte)'\r');
        if (line.StartsWith("PING "u8))
            Send([.. "PONG "u8, .. line[5..], .. "\r\n"u8]);
        else if (line.StartsWith("ERROR "u8))
            Close(Encoding.UTF8.GetString(line));
        else if (line.StartsWith((byte)':') && line.IndexOf((byte)' ') is int space and > 0)
            HandleCommand(line[(space + 1)..]);
    }

    public void Dispose() => _socket.Dispose();

    private void HandleCommand(ReadOnlySpan<byte> command)
    {
        if (Stage == Stage.Registering && command.StartsWith("001 "u8))
        {
            Stage = Stage.Joining;
            Send(Encoding.ASCII.GetBytes($"JOIN {Room}\r\n"));
        }
        else if (Stage == Stage.Joining && command.StartsWith("366 "u8) && command.IndexOf(Encoding.ASCII.GetBytes(Room)) > 0)
            Stage = Stage.Joined;
        else if (Stage != Stage.Joined && IsRefusal(command))
            Close(Encoding.UTF8.GetString(command));
    }

    // 422 says that there is no message of the day, 451 answers a keepalive that came early; both are harmless.
    private static bool IsRefusal(ReadOnlySpan<byte> command) =>
        command.Length > 4 && command[0] == '4' && command[3] == ' ' && !command.StartsWith("422"u8) && !command.StartsWith("451"u8);

    private void Close(string why)
    {
        Stage = Stage.Closed;
        LastWords ??= why;
    }
}
