using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Parley.Core.Users;

namespace Parley.Server.Sessions;

/// <summary>The sessions of this process.</summary>
internal sealed class SessionDirectory
{
    private readonly ConcurrentDictionary<SessionId, Session> _byId = new();
    private readonly ConcurrentDictionary<User, Session[]> _byUser = new();
    private long _lastId;

    /// <summary>How many there are, registered or not.</summary>
    public int Count => _byId.Count;

    /// <summary>All of them, in no order. Not the dictionary's Values, which copies them under all its locks.</summary>
    public IEnumerable<Session> All => _byId.Select(pair => pair.Value);

    /// <summary>A number that no session had before.</summary>
    public SessionId NextId() => new(Interlocked.Increment(ref _lastId));

    /// <summary>The session of that number, if it is here.</summary>
    public bool TryFind(SessionId id, [NotNullWhen(true)] out Session? session) => _byId.TryGetValue(id, out session);

    /// <summary>The sessions of a user; none when the user is elsewhere or has gone.</summary>
    public Session[] Of(User user) => _byUser.TryGetValue(user, out Session[]? sessions) ? sessions : [];

    /// <summary>Remembers a session.</summary>
    public void Add(Session session) => _byId[session.Id] = session;

    /// <summary>Remembers whose session it is.</summary>
    public void Register(Session session, User user)
    {
        session.User = user;
        _byUser.AddOrUpdate(user, _ => [session], (_, others) => [.. others, session]);
    }

    /// <summary>Whether the session's user has no other session.</summary>
    public bool IsLastOf(Session session) => session.User is { } user && Of(user) is [var only] && only == session;

    /// <summary>Forgets a session.</summary>
    public void Remove(Session session)
    {
        _byId.TryRemove(session.Id, out _);
        if (session.User is not { } user)
            return;
        Session[] left = _byUser.AddOrUpdate(user, _ => [], (_, all) => [.. all.Where(other => other != session)]);
        if (left.Length == 0)
            _byUser.TryRemove(user, out _);
    }
}
