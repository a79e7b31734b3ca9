using System.Runtime.InteropServices;
using Parley.Core.Messages;
using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Capabilities;
using Parley.Server.Connections;
using Parley.Server.Replies;
using Parley.Server.Sessions;

namespace Parley.Server.Delivery;

/// <summary>The sessions of this process that are in one room: takes the room's events and hands them out in the room's order.</summary>
/// <remarks>
/// Everything here happens under the room's lock. A message is first kept and handed out when its sender's batch of commands ends, or
/// when anything else happens in the room: a sender's many messages then cost each member one append.
/// </remarks>
internal sealed class Roster(Lock turn, Fanout fanout)
{
    private readonly List<Recipient> _recipients = [];
    private readonly List<Message> _kept = [];
    private Outbox? _keptFrom;
    private WireForm _differing = WireForm.OfMessages;

    /// <summary>Takes an event of the room.</summary>
    public void Take(RoomEvent happened)
    {
        if (!fanout.TryFind(happened.By.Session, out Session? actor))
            return;
        if (happened is Posted { OnlyFor: null, Message.RelayedBy: null } posted)
        {
            Keep(posted.Message, actor);
            return;
        }
        HandOut(actor.Flushes);
        switch (happened)
        {
            case Joined joined:
                Join(joined, actor);
                break;
            case Attached attached:
                Attach(attached, actor);
                break;
            case Detached:
                _recipients.RemoveAll(recipient => recipient.Session == actor);
                break;
            case Ended:
                break;
            case Shown shown:
                actor.Reply.Append(RoomLines.Names(actor, fanout.ServerName, shown.View));
                break;
            case Posted some:
                Post(some, actor);
                break;
            case Knocked knocked:
                foreach ((_, Session session) in _recipients)
                    if (Concerns(knocked, session))
                        Send(session.Outbox, RoomLines.Knock(session, fanout.ServerName, knocked), actor.Flushes);
                break;
            case RoomRenamed renamed:
                Rename(renamed, actor);
                break;
            case Invited invited:
                Invite(invited, actor);
                break;
            case UserChanged changed:
                Gather(changed, actor);
                break;
            case Kicked kicked:
                Broadcast(kicked, actor);
                Remove(kicked.Target);
                break;
            case MetadataChanged changed:
                TellFollowers(changed, actor);
                break;
            case Parted parted:
                Broadcast(parted, actor);
                Remove(parted.By.User);
                break;
            case Redacted:
                Broadcast(happened, actor, Capability.MessageRedaction);
                break;
            default:
                Broadcast(happened, actor);
                break;
        }
    }

    /// <summary>Hands out what was kept.</summary>
    public void Settle(FlushSet flushes)
    {
        lock (turn)
            HandOut(flushes);
    }

    private void Keep(Message message, Session from)
    {
        if (_kept.Count > 0 && _keptFrom != from.Outbox)
            HandOut(from.Flushes);
        _keptFrom = from.Outbox;
        _differing |= WireForms.DifferingFor(message);
        _kept.Add(message);
        from.Flushes.Add(this, first: _kept.Count == 1);
    }

    private void HandOut(FlushSet flushes)
    {
        if (_kept.Count == 0)
            return;
        var encoded = new Encodings<List<Message>>(_kept, _differing, static (line, kept, form) =>
        {
            foreach (Message message in kept)
                WireForms.Write(line, message, form);
        });
        foreach ((Outbox outbox, _) in CollectionsMarshal.AsSpan(_recipients))
            if (outbox != _keptFrom)
                Send(outbox, encoded.For(outbox.Form), flushes);
        _kept.Clear();
        _differing = WireForm.OfMessages;
    }

    // What is for some only, or looks different to more kinds of clients than most, is handed out at once.
    private void Post(Posted posted, Session actor)
    {
        var encoded = new Encodings<Message>(posted.Message, WireForms.DifferingFor(posted.Message), WireForms.Write);
        foreach ((Outbox outbox, Session session) in _recipients)
            if (session != actor && (Concerns(posted, session) || session.User == actor.User))
                Send(outbox, encoded.For(outbox.Form), actor.Flushes);
    }

    private void Broadcast(RoomEvent happened, Session actor, Capability wanted = Capability.None)
    {
        var encoded = new Encodings<RoomEvent>(happened, WireForm.OfEvents, EventLines.Write);
        foreach ((_, Session session) in _recipients)
            if (Concerns(happened, session) && (wanted == Capability.None || session.Has(wanted)))
                Tell(session, encoded.For(session.Form), actor);
    }

    private void Join(Joined joined, Session actor)
    {
        User user = joined.By.User;
        var encoded = new Encodings<RoomEvent>(joined, WireForm.OfJoins, EventLines.Write);
        UserAway? away = user.Away is null ? null : new UserAway(user.NewStamp(joined.Stamp.At), user.Away);
        foreach ((_, Session session) in _recipients)
        {
            if (!Concerns(joined, session))
                continue;
            Send(session.Outbox, encoded.For(session.Form), actor.Flushes);
            if (away is not null && session.Has(Capability.AwayNotify))
                Send(session.Outbox, Encodings.Once(away, session.Form, EventLines.Write), actor.Flushes);
            Send(session.Outbox, MetadataLines.Introduction(session, fanout.ServerName, user), actor.Flushes);
        }
        foreach (Session session in fanout.SessionsOf(user))
        {
            _recipients.Add(new(session.Outbox, session));
            Tell(session, encoded.For(session.Form), actor);
            Tell(session, RoomLines.Arrival(session, fanout, joined.View), actor);
            Tell(session, MetadataLines.Arrival(session, fanout.ServerName, joined.View), actor);
        }
    }

    private void TellFollowers(MetadataChanged changed, Session actor)
    {
        var news = new MetadataNews(fanout.ServerName, changed.Room, changed.Key, changed.Value);
        foreach ((_, Session session) in _recipients)
            if (session != actor)
                Send(session.Outbox, news.For(session), actor.Flushes);
    }

    private void Attach(Attached attached, Session actor)
    {
        // The user may have come into the room by another session since this one was registered.
        if (_recipients.Exists(recipient => recipient.Session == actor))
            return;
        _recipients.Add(new(actor.Outbox, actor));
        actor.Reply.Append(Encodings.Once(attached, actor.Form, EventLines.Write));
        actor.Reply.Append(RoomLines.Arrival(actor, fanout, attached.View));
        actor.Reply.Append(MetadataLines.Arrival(actor, fanout.ServerName, attached.View));
    }

    private void Rename(RoomRenamed renamed, Session actor)
    {
        var encoded = new Encodings<RoomEvent>(renamed, WireForm.OfEvents, EventLines.Write);
        foreach ((_, Session session) in _recipients)
            if (session.Has(Protocol.Capabilities.Capability.ChannelRename))
            {
                Tell(session, encoded.For(session.Form), actor);
            }
            else if (!renamed.IsSameName && session.User is { } user)
            {
                Tell(session, EventLines.Rejoin(renamed, user, session.Form), actor);
                Tell(session, RoomLines.Arrival(session, fanout, renamed.ViewFor(user)), actor);
            }
    }

    // https://ircv3.net/specs/extensions/invite-notify. Who is invited is told by the command, as no member.
    private void Invite(Invited invited, Session actor)
    {
        var encoded = new Encodings<RoomEvent>(invited, WireForm.OfEvents, EventLines.Write);
        foreach ((_, Session session) in _recipients)
            if (session != actor && session.Has(Protocol.Capabilities.Capability.InviteNotify) && Concerns(invited, session))
                Send(session.Outbox, encoded.For(session.Form), actor.Flushes);
    }

    private void Gather(UserChanged changed, Session actor)
    {
        foreach ((_, Session session) in _recipients)
        {
            if (!Concerns(changed, session))
                continue;
            bool isFirstRoom = changed.Notice.Audience.Add(session.Id);
            if (changed.Notice is UserHost && !session.Has(Protocol.Capabilities.Capability.ChgHost) && session.User != changed.By.User)
                Send(session.Outbox, EventLines.Reconnect(changed, fanout.ServerName, isFirstRoom, session.Form), actor.Flushes);
        }
        if (changed.Notice is UserQuit)
            Remove(changed.By.User);
    }

    private static bool Concerns(RoomEvent happened, Session session) => happened.OnlyFor is not { } few || (session.User is { } user && few.Contains(user));

    private void Remove(User user) => _recipients.RemoveAll(recipient => recipient.Session.User == user);

    // The actor's own copy is an answer to its command and takes its place among the answers.
    private static void Tell(Session session, byte[] lines, Session actor)
    {
        if (session == actor)
            actor.Reply.Append(lines);
        else
            Send(session.Outbox, lines, actor.Flushes);
    }

    private static void Send(Outbox outbox, byte[] lines, FlushSet flushes)
    {
        if (lines.Length > 0 && outbox.Append(lines))
            flushes.Add(outbox);
    }

    // The outbox is all that a message needs, so handing one out leaves the session out of the processor's cache.
    private readonly record struct Recipient(Outbox Outbox, Session Session);
}
