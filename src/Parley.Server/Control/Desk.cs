using Parley.Core.Users;
using Parley.Server.Connections;
using Parley.Server.Sessions;

namespace Parley.Server.Control;

/// <summary>From where a command of the one who runs the server is carried out.</summary>
internal sealed class Desk : ISink, IDisposable
{
    /// <param name="server">The house.</param>
    public Desk(ServerState server)
    {
        Server = server;
        Session = new Session(server.Sessions.NextId(), new SessionEndpoints(null, null), this, server.SessionContext, static () => { });
        Actor = new Actor(User.OfServer(server.Name, server.Time.GetUtcNow()), Session.Id);
        server.Sessions.Add(Session);
    }

    /// <summary>The house.</summary>
    public ServerState Server { get; }

    /// <summary>A session that nobody is at: whatever happens to users and rooms is made to happen by one.</summary>
    public Session Session { get; }

    /// <summary>Who makes it happen: the server itself.</summary>
    public Actor Actor { get; }

    /// <summary>Sends what was made to happen to whom it concerns.</summary>
    public void Dispose()
    {
        Session.Flushes.Flush();
        Server.Sessions.Remove(Session);
    }

    int ISink.TrySend(ReadOnlySpan<byte> lines) => lines.Length;

    ValueTask ISink.SendAsync(ReadOnlyMemory<byte> lines) => ValueTask.CompletedTask;
}
