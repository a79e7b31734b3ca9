using System.Diagnostics.CodeAnalysis;
using Parley.Core.History;
using Parley.Core.Messages;
using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Messages;
using Parley.Server.Replies;
using Parley.Server.Sessions;

namespace Parley.Server.Delivery;

/// <summary>Brings what happens to the sessions of this process whom it concerns.</summary>
internal sealed class Fanout(SessionDirectory sessions, IReadMarkers readMarkers, string serverName)
{
    /// <summary>Up to when each user has read what.</summary>
    public IReadMarkers ReadMarkers => readMarkers;

    /// <summary>The server's name.</summary>
    public string ServerName => serverName;

    /// <summary>Who watches whom.</summary>
    public Watchers Watchers { get; } = new(serverName);

    /// <summary>The feed of a new room.</summary>
    public RoomFeed NewFeed(Lock turn) => new Roster(turn, this).Take;

    /// <summary>The session of that number, if it is here.</summary>
    public bool TryFind(SessionId id, [NotNullWhen(true)] out Session? session) => sessions.TryFind(id, out session);

    /// <summary>The user's sessions here.</summary>
    public Session[] SessionsOf(User user) => sessions.Of(user);

    /// <summary>Hands a direct message to its receiver's sessions.</summary>
    public void Deliver(Message message, User to, Session from)
    {
        var encoded = new Encodings<Message>(message, WireForms.DifferingFor(message), WireForms.Write);
        foreach (Session session in sessions.Of(to))
            Send(session, encoded.For(session.Form), from);
    }

    /// <summary>Hands a direct message to its sender's other sessions, if they know what to do with a message from themselves.</summary>
    /// <remarks>Source: https://ircv3.net/specs/extensions/echo-message, https://wiki.znc.in/Query_buffers.</remarks>
    public void DeliverToOwn(Message message, Session from)
    {
        foreach (Session session in sessions.Of(from.User!))
            if (session != from && session.Has(Capability.EchoMessage | Capability.ZncSelfMessage))
                Send(session, Encodings.Once(message, session.Form, WireForms.Write), from);
    }

    /// <summary>Tells a user who is not in the room what happened there.</summary>
    public void Deliver(RoomEvent happened, User to, Session from)
    {
        var encoded = new Encodings<RoomEvent>(happened, WireForm.OfEvents, EventLines.Write);
        foreach (Session session in sessions.Of(to))
            Send(session, encoded.For(session.Form), from);
    }

    /// <summary>Hands a line of their own, without tags, to a user's sessions.</summary>
    public void Deliver(User to, Session from, Action<LineWriter> write)
    {
        byte[] line = Encodings.Once(write, WireForm.Plain, static (line, write, _) => write(line));
        foreach (Session session in sessions.Of(to))
            Send(session, line, from);
    }

    /// <summary>Hands a line of their own, without tags, to one session.</summary>
    public static void Deliver(Session to, Session from, Action<LineWriter> write)
        => Send(to, Encodings.Once(write, WireForm.Plain, static (line, write, _) => write(line)), from);

    /// <summary>Tells those of the notice's audience who asked for it what happened to a user, and the user's own sessions where it concerns them.</summary>
    /// <param name="notice">What happened.</param>
    /// <param name="from">The session that caused it.</param>
    /// <param name="about">The user. Null: the one of that session.</param>
    public void Deliver(UserNotice notice, Session from, User? about = null)
    {
        (Capability wanted, bool toSelf) = notice switch
        {
            UserRenamed => (Capability.None, true),
            UserQuit => (Capability.None, false),
            UserAway => (Capability.AwayNotify, false),
            UserRealName => (Capability.SetName, true),
            UserAccount => (Capability.AccountNotify, true),
            UserHost => (Capability.ChgHost, true),
            _ => throw new InvalidOperationException($"{notice.GetType().Name} has no audience."),
        };
        var encoded = new Encodings<UserNotice>(notice, WireForm.OfEvents, EventLines.Write);
        if (toSelf)
            foreach (Session own in sessions.Of(about ?? from.User!))
                notice.Audience.Add(own.Id);
        if (wanted != Capability.None)
            Watchers.AddTo(notice.Audience, about ?? from.User!, Capability.ExtendedMonitor);
        if (!toSelf)
            notice.Audience.ExceptWith(sessions.Of(about ?? from.User!).Select(own => own.Id));
        if (notice.Audience.Remove(from.Id) && (toSelf || (about ?? from.User) != from.User) && Wants(from))
            from.Reply.Append(encoded.For(from.Form));
        foreach (SessionId id in notice.Audience)
            if (sessions.TryFind(id, out Session? session) && Wants(session))
                Send(session, encoded.For(session.Form), from);

        bool Wants(Session session) => wanted == Capability.None || session.Has(wanted);
    }

    /// <summary>Tells those who follow the key what a user's metadata says now.</summary>
    public void Deliver(UserMetadata notice, User user, Session from)
    {
        Watchers.AddTo(notice.Audience, user, Capability.None);
        foreach (Session own in sessions.Of(user))
            notice.Audience.Add(own.Id);
        notice.Audience.Remove(from.Id);
        var news = new MetadataNews(serverName, user.Nickname, notice.Key, notice.Value);
        foreach (SessionId id in notice.Audience)
            if (sessions.TryFind(id, out Session? session))
                Send(session, news.For(session), from);
    }

    private static void Send(Session session, byte[] lines, Session from)
    {
        if (lines.Length > 0 && session.Outbox.Append(lines))
            from.Flushes.Add(session.Outbox);
    }
}
