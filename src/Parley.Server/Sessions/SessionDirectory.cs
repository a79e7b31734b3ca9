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

    /// <summary>Remembers whose first session it is, before anybody can find that user.</summary>
    public void Register(Session session, User user)
    {
        session.User = user;
        _byUser[user] = [session];
    }

    /// <summary>Remembers a user who has no session yet, before anybody can find that user.</summary>
    public void Register(User user) => _byUser[user] = [];

    /// <summary>Takes back <see cref="Register(Session, User)"/>: the user could not be.</summary>
    public void Unregister(Session session, User user)
    {
        session.User = null;
        _byUser.TryRemove(user, out _);
    }

    /// <summary>Gives a user who is here one more session; false when the user is just going.</summary>
    public bool TryAttach(Session session, User user)
    {
        while (_byUser.TryGetValue(user, out Session[]? others))
        {
            if (!_byUser.TryUpdate(user, [.. others, session], others))
                continue;
            session.User = user;
            return true;
        }
        return false;
    }

    /// <summary>Takes a session from its user.</summary>
    /// <param name="session">The session.</param>
    /// <param name="mayStay">Whether the user stays even without a session.</param>
    /// <returns>Whether the user goes with it: from then on nobody can attach to that user.</returns>
    public bool Detach(Session session, bool mayStay)
    {
        while (session.User is { } user && _byUser.TryGetValue(user, out Session[]? all))
        {
            Session[] left = [.. all.Where(other => other != session)];
            if (left.Length == 0 && !mayStay)
            {
                if (_byUser.TryRemove(new(user, all)))
                    return true;
            }
            else if (_byUser.TryUpdate(user, left, all))
            {
                return false;
            }
        }
        return false;
    }

    /// <summary>Forgets a user who has no session; false when there is one, or the user is going already.</summary>
    public bool TryDismiss(User user) => _byUser.TryGetValue(user, out Session[]? all) && all.Length == 0 && _byUser.TryRemove(new(user, all));

    /// <summary>Forgets a session.</summary>
    public void Remove(Session session) => _byId.TryRemove(session.Id, out _);
}
