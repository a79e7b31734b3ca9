using System.Diagnostics.CodeAnalysis;
using Parley.Core.Messages;
using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Messages;
using Parley.Server.Sessions;

namespace Parley.Server.Delivery;

/// <summary>Brings what happens to the sessions of this process whom it concerns.</summary>
internal sealed class Fanout(SessionDirectory sessions, string serverName, TimeProvider time)
{
    /// <summary>The server's name.</summary>
    public string ServerName => serverName;

    /// <summary>The time that lines carry.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The feed of a new room.</summary>
    public RoomFeed NewFeed(Lock turn) => new Roster(turn, this).Take;

    /// <summary>The session of that number, if it is here.</summary>
    public bool TryFind(SessionId id, [NotNullWhen(true)] out Session? session) => sessions.TryFind(id, out session);

    /// <summary>The user's sessions here.</summary>
    public Session[] SessionsOf(User user) => sessions.Of(user);

    /// <summary>Hands a direct message to its receiver's sessions.</summary>
    public void Deliver(Message message, User to, Session from)
    {
        var encoded = new Encodings<Message>(message, WireForms.Write);
        foreach (Session session in sessions.Of(to))
            Send(session, encoded.For(session.Form & ~WireForm.ExtendedJoin), from);
    }

    /// <summary>Hands a line of their own, without tags, to a user's sessions.</summary>
    public void Deliver(User to, Session from, Action<LineWriter> write)
    {
        byte[] line = Encodings.Once(write, WireForm.Plain, static (line, write, _) => write(line));
        foreach (Session session in sessions.Of(to))
            Send(session, line, from);
    }

    /// <summary>Tells the notice's audience that a user has another name; the user's own sessions are always of it.</summary>
    public void Deliver(UserRenamed renamed, Session from)
        => Deliver(renamed, from, (line, form) => EventLines.WriteNick(line, renamed, form, Now), toSelf: true, Capability.None);

    /// <summary>Tells the notice's audience that a user has gone.</summary>
    public void Deliver(UserQuit quit, Session from)
        => Deliver(quit, from, (line, form) => EventLines.WriteQuit(line, from.User!, quit.Reason, form, Now), toSelf: false, Capability.None);

    /// <summary>Tells those of the notice's audience who asked for it that a user is away or back.</summary>
    public void Deliver(UserAway away, Session from)
        => Deliver(away, from, (line, form) => EventLines.WriteAway(line, from.User!, form, Now), toSelf: false, Capability.AwayNotify);

    /// <summary>Tells those of the notice's audience who asked for it that a user has another real name.</summary>
    public void Deliver(UserRealName name, Session from)
        => Deliver(name, from, (line, form) => EventLines.WriteSetName(line, from.User!, form, Now), toSelf: true, Capability.SetName);

    private void Deliver(UserNotice notice, Session from, Action<LineWriter, WireForm> write, bool toSelf, Capability wanted)
    {
        var encoded = new Encodings<Action<LineWriter, WireForm>>(write, static (line, write, form) => write(line, form));
        notice.Audience.Remove(from.Id);
        if (toSelf && (wanted == Capability.None || from.Has(wanted)))
            from.Reply.Append(encoded.For(from.Form & ~WireForm.ExtendedJoin));
        foreach (SessionId id in notice.Audience)
            if (sessions.TryFind(id, out Session? session) && (wanted == Capability.None || session.Has(wanted)))
                Send(session, encoded.For(session.Form & ~WireForm.ExtendedJoin), from);
    }

    private static void Send(Session session, byte[] lines, Session from)
    {
        if (lines.Length > 0 && session.Outbox.Append(lines))
            from.Flushes.Add(session.Outbox);
    }
}
