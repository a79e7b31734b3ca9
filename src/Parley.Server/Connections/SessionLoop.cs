using System.Buffers;
using Parley.Core.History;
using Parley.Core.Rooms;
using Parley.Core.Users;
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
                ValueTask running = found == LineReader.Found.Line ? _runner.RunAsync(line) : _runner.TooLongAsync();
                if (running.IsCompletedSuccessfully)
                    continue;
                await running;
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

    /// <summary>Runs one line that came whole, such as a WebSocket's message.</summary>
    public async ValueTask RunLineAsync(ReadOnlyMemory<byte> line)
    {
        Hear();
        await _runner.RunAsync(line);
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

    /// <summary>The connection has ended: takes the user out of all rooms, then tells those who were there, then frees the name.</summary>
    /// <remarks>In this order nobody comes to see a name that has gone, or takes it for the one of somebody who came since.</remarks>
    public void SeeOff(string reason)
    {
        Session.Close(reason);
        if (Session.User is { } user)
            Leave(new(user, Session.Id), reason);
        _server.UploadTokens.Revoke(Session.Id.Value);
        _server.Sessions.Remove(Session);
        Session.SayGoodbye();
        Session.Flushes.Flush();
    }

    private void Leave(Actor by, string reason)
    {
        if (!_server.Sessions.Detach(Session, mayStay: false))
        {
            RoomDirectory.Detach(by);
            return;
        }
        var quit = new UserQuit(by.User.NewStamp(_server.Time.GetUtcNow()), Session.CloseReason ?? reason);
        RoomDirectory.Tell(by, quit);
        _server.Fanout.Deliver(quit, Session);
        _server.Users.Remove(by.User);
        _server.History.Forget(Party.OfGuest(by.User));
    }
}
