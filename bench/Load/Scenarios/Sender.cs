using System.Diagnostics;
using System.Text;
using Parley.Load.Wire;

namespace Parley.Load.Scenarios;

/// <summary>A member who sends, and which of its messages have not arrived everywhere yet.</summary>
internal sealed class Sender
{
    private readonly int _index;
    private readonly int _listeners;
    private readonly int _textBytes;
    private readonly byte[] _line;
    private readonly int[] _awaited;
    private int _sent;

    /// <param name="index">Among all senders of the run.</param>
    /// <param name="place">Among the senders of its room.</param>
    /// <param name="connection">Whose messages these are.</param>
    /// <param name="plan">Says how many listen, how long the text is and how much may be on its way.</param>
    public Sender(int index, int place, Connection connection, TalkPlan plan)
    {
        (_index, Place, Connection) = (index, place, connection);
        (_listeners, _textBytes) = (plan.Members - 1, plan.TextBytes);
        _line = [.. Encoding.ASCII.GetBytes($"PRIVMSG {connection.Room} :"), .. new byte[plan.TextBytes], .. "\r\n"u8];
        _awaited = new int[plan.Window];
    }

    public int Place { get; }

    public Connection Connection { get; }

    public int LineBytes => _line.Length;

    /// <summary>Messages that some member has not received.</summary>
    public int OnTheWay { get; private set; }

    /// <summary>How many more may be sent now.</summary>
    public int Room => _awaited.Length - OnTheWay;

    /// <summary>Copies of messages that have not arrived.</summary>
    public long Missing => _awaited.Sum(count => (long)count);

    /// <summary>Makes the next message's line.</summary>
    public void WriteNext(Span<byte> line)
    {
        _line.CopyTo(line);
        new Payload(Stopwatch.GetTimestamp(), _index, _sent).Write(line.Slice(_line.Length - 2 - _textBytes, _textBytes));
        _awaited[_sent % _awaited.Length] = _listeners;
        _sent++;
        OnTheWay++;
    }

    /// <summary>A member has received a message, for the first time.</summary>
    /// <returns>True when it was the last member to do so.</returns>
    public bool Arrived(int number)
    {
        bool everywhere = --_awaited[number % _awaited.Length] == 0;
        if (everywhere)
            OnTheWay--;
        return everywhere;
    }
}
