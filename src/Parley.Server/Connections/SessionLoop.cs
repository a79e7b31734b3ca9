using System.Buffers;
using Parley.Core.Storage;
using Parley.Server.Commands;
using Parley.Server.Sessions;

namespace Parley.Server.Connections;

/// <summary>Reads a session's lines, runs them in order, flushes once for all that arrived together, and sees the session off.</summary>
internal sealed class SessionLoop
{
    private readonly ServerState _server;
    private readonly CommandRunner _runner;
    private readonly LineReader _lines = new();

    public SessionLoop(Session session, ServerState server)
    {
        (Session, _server) = (session, server);
        _runner = new CommandRunner(new CommandContext(session, server));
        server.Sessions.Add(session);
    }

    /// <summary>The session.</summary>
    public Session Session { get; }

    /// <summary>Whether the session is still open.</summary>
    public bool IsOpen => Session.CloseReason is null;

    /// <summary>Runs all whole lines of what has arrived and flushes.</summary>
    /// <param name="buffer">What has arrived.</param>
    /// <returns>What is left: the beginning of a line.</returns>
    public async ValueTask<ReadOnlySequence<byte>> RunAsync(ReadOnlySequence<byte> buffer)
    {
        Hear();
        try
        {
            while (IsOpen && _lines.TryRead(ref buffer, out ReadOnlyMemory<byte> line) is var found and not LineReader.Found.Nothing)
            {
                if (found == LineReader.Found.Flood)
                {
                    Session.Close("Excess flood");
                    break;
                }
                ValueTask running = found == LineReader.Found.Line ? _runner.RunAsync(line) : _runner.TooLongAsync();
                if (running.IsCompletedSuccessfully)
                    continue;
                try
                {
                    await running;
                }
                catch (StorageException)
                {
                    _runner.RefuseForStorage();
                }
                // Lines that wait for the pace were heard all the same: who sends much is not silent.
                Hear();
            }
        }
        finally
        {
            Session.Flushes.Flush();
        }
        return buffer;
    }

    /// <summary>Runs the line of a message that came whole, such as a WebSocket's; several, if it holds several, as those of some clients do.</summary>
    public async ValueTask RunMessageAsync(ReadOnlyMemory<byte> message)
    {
        Hear();
        while (message.Length > 0 && IsOpen)
        {
            int end = message.Span.IndexOf((byte)'\n');
            ReadOnlyMemory<byte> line = (end < 0 ? message : message[..end]).TrimEnd("\r"u8);
            message = end < 0 ? default : message[(end + 1)..];
            try
            {
                await (LineReader.Fits(line.Span) ? _runner.RunAsync(line) : _runner.TooLongAsync());
            }
            catch (StorageException)
            {
                _runner.RefuseForStorage();
            }
        }
        Hear();
        Session.Flushes.Flush();
    }

    /// <summary>A line came that was longer than lines may be.</summary>
    public async ValueTask TooLongAsync()
    {
        Hear();
        await _runner.TooLongAsync();
        Session.Flushes.Flush();
    }

    private void Hear()
    {
        Session.HeardAt = _server.Time.GetTimestamp();
        Session.IsAsked = false;
    }

    /// <summary>The connection has ended: takes the session from its user, and says goodbye.</summary>
    public void SeeOff(string reason)
    {
        Session.Close(reason);
        Departure.Leave(_server, Session, Session.CloseReason ?? reason);
        _server.UploadTokens.Revoke(Session.Id.Value);
        _server.Fanout.Watchers.Forget(Session);
        _server.Sessions.Remove(Session);
        Session.SayGoodbye();
        Session.Flushes.Flush();
    }
}
