using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Server.Connections;

namespace Parley.Server.Sessions;

/// <summary>What the server does by itself, or because somebody asks who has no connection: as by a session at which nobody sits.</summary>
internal static class House
{
    private static readonly SessionEndpoints Nowhere = new(null, null);

    /// <summary>Acts, then flushes what that has put into others' outboxes.</summary>
    public static async ValueTask ActAsync(ServerState server, Func<Session, ValueTask> act)
    {
        var session = new Session(server.Sessions.NextId(), Nowhere, Nobody.Sink, server.SessionContext, static () => { });
        server.Sessions.Add(session);
        try
        {
            await act(session);
        }
        finally
        {
            session.Flushes.Flush();
            server.Sessions.Remove(session);
        }
    }

    /// <summary>Tells those in a room which of its bans have ended by themselves.</summary>
    public static async Task EndBansAsync(ServerState server, IRoom room)
        => await ActAsync(server, house => room.EndBansAsync(new Actor(User.OfServer(server.Name, server.Time.GetUtcNow()), house.Id)));

    private sealed class Nobody : ISink
    {
        public static readonly Nobody Sink = new();

        public int TrySend(ReadOnlySpan<byte> lines) => lines.Length;

        public ValueTask SendAsync(ReadOnlyMemory<byte> lines) => ValueTask.CompletedTask;
    }
}
