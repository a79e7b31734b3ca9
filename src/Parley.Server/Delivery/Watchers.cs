using Parley.Core.Users;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Names;
using Parley.Protocol.Numerics;
using Parley.Server.Replies;
using Parley.Server.Sessions;

namespace Parley.Server.Delivery;

/// <summary>Which sessions watch which nicknames (MONITOR), and tells them when one comes and goes.</summary>
/// <remarks>
/// Source: https://ircv3.net/specs/extensions/monitor. All methods from any thread. A name's coming is told after its former owner's going,
/// since nobody can have it before that was told.
/// </remarks>
internal sealed class Watchers(string serverName)
{
    private readonly Dictionary<string, HashSet<Session>> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<Session, Dictionary<string, string>> _lists = [];

    /// <summary>Under this lock a session is told the state of a name and later what becomes of it, never the other way round. While it is held
    /// no lock of a room or a user is taken, as it is taken under those.</summary>
    public Lock Turn { get; } = new();

    /// <summary>What a session watches, as it wrote the names.</summary>
    public string[] ListOf(Session who)
    {
        lock (Turn)
            return _lists.TryGetValue(who, out Dictionary<string, string>? list) ? [.. list.Values] : [];
    }

    /// <summary>Has a session watch one more name; false when it watches as many as it may. Watching a name twice changes nothing.</summary>
    public bool TryAdd(Session who, string nickname, int most)
    {
        string folded = Casemapping.Fold(nickname);
        lock (Turn)
        {
            if (!_lists.TryGetValue(who, out Dictionary<string, string>? list))
                _lists[who] = list = new(StringComparer.Ordinal);
            if (list.ContainsKey(folded))
                return true;
            if (list.Count >= most)
                return false;
            list[folded] = nickname;
            if (!_byName.TryGetValue(folded, out HashSet<Session>? watchers))
                _byName[folded] = watchers = [];
            return watchers.Add(who);
        }
    }

    /// <summary>Has a session watch a name no longer.</summary>
    public void Remove(Session who, string nickname)
    {
        string folded = Casemapping.Fold(nickname);
        lock (Turn)
            if (_lists.TryGetValue(who, out Dictionary<string, string>? list) && list.Remove(folded))
                RemoveFrom(folded, who);
    }

    /// <summary>Has a session watch nobody any longer.</summary>
    public void Forget(Session who)
    {
        lock (Turn)
            if (_lists.Remove(who, out Dictionary<string, string>? list))
                foreach (string folded in list.Keys)
                    RemoveFrom(folded, who);
    }

    /// <summary>A user has come.</summary>
    public void Came(User user, Session from)
    {
        lock (Turn)
        {
            Tell(Numeric.RplMonOnline, user.Nickname, user.Mask, from);
            Introduce(user, from);
        }
    }

    /// <summary>A user has gone; the name is freed after this.</summary>
    public void Went(User user, Session from)
    {
        lock (Turn)
        {
            // Who asks before the name is free finds the user, and must not take them for here.
            user.HasGone = true;
            Tell(Numeric.RplMonOffline, user.Nickname, user.Nickname, from);
        }
    }

    /// <summary>A user has another name, and the one of before is not free yet.</summary>
    public void Renamed(User user, string before, Session from)
    {
        if (Casemapping.Same(before, user.Nickname))
            return;
        lock (Turn)
        {
            if (user.HasGone)
                return;
            Tell(Numeric.RplMonOffline, before, before, from);
            Tell(Numeric.RplMonOnline, user.Nickname, user.Mask, from);
            Introduce(user, from);
        }
    }

    /// <summary>Adds those who watch a user and have the capability; None: all who watch.</summary>
    public void AddTo(HashSet<SessionId> audience, User user, Capability wanted)
    {
        lock (Turn)
            if (_byName.TryGetValue(Casemapping.Fold(user.Nickname), out HashSet<Session>? watchers))
                foreach (Session session in watchers)
                    if (wanted == Capability.None || session.Has(wanted))
                        audience.Add(session.Id);
    }

    private void Tell(Numeric numeric, string nickname, string shown, Session from)
    {
        if (!_byName.TryGetValue(Casemapping.Fold(nickname), out HashSet<Session>? watchers))
            return;
        // The specification allows the star for the receiver's name, so that all get the same bytes.
        byte[] line = Encodings.Once((numeric, shown, serverName), WireForm.Plain, static (line, about, _)
            => line.Source(about.serverName).Verb((int)about.numeric).Param("*").Trailing(about.shown).End());
        foreach (Session session in watchers)
            if (session.Outbox.Append(line))
                from.Flushes.Add(session.Outbox);
    }

    // https://ircv3.net/specs/extensions/metadata#notifications
    private void Introduce(User user, Session from)
    {
        if (user.Metadata.Values.IsEmpty || !_byName.TryGetValue(Casemapping.Fold(user.Nickname), out HashSet<Session>? watchers))
            return;
        foreach (Session session in watchers)
            if (MetadataLines.Introduction(session, serverName, user) is { Length: > 0 } lines && session.Outbox.Append(lines))
                from.Flushes.Add(session.Outbox);
    }

    private void RemoveFrom(string folded, Session who)
    {
        if (_byName.TryGetValue(folded, out HashSet<Session>? watchers) && watchers.Remove(who) && watchers.Count == 0)
            _byName.Remove(folded);
    }
}
