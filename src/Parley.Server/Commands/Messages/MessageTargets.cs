using System.Text;
using Parley.Core.History;
using Parley.Core.Messages;
using Parley.Core.Rooms;
using Parley.Core.Storage;
using Parley.Core.Users;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Messages;
using Parley.Protocol.Numerics;
using Parley.Server.Commands.Bots;
using Parley.Server.Commands.History;
using Parley.Server.Delivery;

namespace Parley.Server.Commands.Messages;

/// <summary>What PRIVMSG, NOTICE and TAGMSG have in common: each target of the list gets the message by its own rules.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#sending-messages, https://ircv3.net/specs/extensions/echo-message.</remarks>
internal static class MessageTargets
{
    /// <summary>The most targets of one message (ISUPPORT TARGMAX).</summary>
    public const int Max = 4;

    /// <summary>Sends the line's text to the line's targets.</summary>
    public static ValueTask SendAsync(CommandContext c, MessageKind kind)
    {
        ReadOnlyMemory<byte> targets = c.Bytes(0);
        ReadOnlyMemory<byte> text = kind == MessageKind.TagMsg ? default : c.Bytes(1).ToArray();
        var draft = new Draft(kind, text, c.Server.ClientTags.Of(c));
        return targets.Span.Contains((byte)',') ? SendToAllAsync(c, draft) : SendAsync(c, c.Text(0), draft);
    }

    private static async ValueTask SendToAllAsync(CommandContext c, Draft draft)
    {
        string[] targets = c.List(0);
        // Each time: whoever the first reaches knows the token, and could use it up at the next.
        foreach (string target in targets.Take(Max))
            await SendNowAsync(c, target, draft);
        foreach (string target in draft.Kind == MessageKind.Notice ? [] : targets.Skip(Max))
            c.Reply.Numeric(Numeric.ErrTooManyTargets, target, "Too many targets");
    }

    /// <summary>Sends a message to one target, but not a second time.</summary>
    public static ValueTask SendAsync(CommandContext c, string target, Draft draft)
        => draft.ClientTags.Length > 0 && MessageToken.Find(draft.ClientTags.Span) is { } token
            ? c.Server.Resending.SendAsync(c, target, draft, token)
            : SendNowAsync(c, target, draft);

    /// <summary>Sends a message to one target.</summary>
    public static ValueTask SendNowAsync(CommandContext c, string target, Draft draft)
    {
        int prefixes = target.AsSpan().IndexOfAnyExcept(ModeLetters.AllPrefixes);
        if (prefixes >= 0 && target[prefixes] == '#')
            return SendToRoomAsync(c, target, prefixes, draft);
        if (c.Users.TryFind(target, out User? user) && user.TakesMessagesOf(c.User))
            return SendToUserAsync(c, user, draft);
        else if (target.Equals(Playback.Nickname, StringComparison.OrdinalIgnoreCase))
            return Playback.RunAsync(c, draft.Text);
        else if (Bot.TryFind(target, out Bot? bot))
            return draft.Kind == MessageKind.Privmsg ? bot.RunAsync(c, draft.Text) : ValueTask.CompletedTask;
        else if (draft.Kind != MessageKind.Notice && user is not null)
            c.Reply.Numeric(Numeric.ErrNeedReggedNick, user.Nickname, "You must be logged in to message this user (+R)");
        else if (draft.Kind != MessageKind.Notice)
            c.Reply.Refused(Refusal.NoSuchUser, target);
        return ValueTask.CompletedTask;
    }

    // @#room is for the members of that rank and higher: https://modern.ircdocs.horse/#statusmsg-parameter
    private static async ValueTask SendToRoomAsync(CommandContext c, string name, int prefixes, Draft draft)
    {
        if (prefixes > 0)
            draft = draft with { LeastRank = name[..prefixes].Min(ModeLetters.RankOfPrefix) };
        c.Rooms.TryFind(prefixes == 0 ? name : name[prefixes..], out IRoom? room);
        c.Session.Flushes.Turn(room);
        RoomResult<Message> result = room is null ? Refusal.NoSuchRoom : await room.PostAsync(c.Actor, draft);
        if (result.Value is not { } message)
        {
            // A notice is never answered, so that two programs cannot talk to each other for ever.
            if (draft.Kind != MessageKind.Notice)
                c.Reply.Refused(result.Refusal, result.Refusal == Refusal.CannotSend ? await room!.GetBanAsync(c.User) : null, name);
            return;
        }
        // What is only for those of a rank names nobody else.
        if (prefixes == 0)
            c.Server.Pushes?.Said(message, room, to: null);
        await EchoAsync(c, message);
        if (c.Session.Flushes.IsFull)
            c.Session.Flushes.Flush();
    }

    private static async ValueTask SendToUserAsync(CommandContext c, User user, Draft draft)
    {
        c.Session.Flushes.Turn(null);
        DateTimeOffset now = c.Server.Time.GetUtcNow();
        c.User.LastSpoke = now;
        // Whom one writes to may answer.
        if ((c.User.Modes & UserModes.RegisteredOnly) != 0)
            c.User.Accept(user);
        Message message = draft.Send(c.User, user.Nickname, number: 0, now);
        if (!message.IsPassing)
            c.Server.History.Append(Correspondent.Of(c.User), Correspondent.Of(user), message);
        c.Fanout.Deliver(message, user, c.Session);
        c.Server.Pushes?.Said(message, room: null, user);
        // Only who has logged in can have other sessions that want to know what this one says.
        if (c.User.Account is not null && user != c.User)
            c.Fanout.DeliverToOwn(message, c.Session);
        await EchoAsync(c, message);
        if (draft.Kind == MessageKind.Privmsg && user.Away is { } away)
            c.Reply.Numeric(Numeric.RplAway, user.Nickname, away);
    }

    /// <summary>Answers a sender whose message the others have: when it is kept, to who asked for it, with its echo.</summary>
    /// <remarks>Source: https://ircv3.net/specs/extensions/echo-message; with a label, the command's end says as much (ACK).</remarks>
    public static async ValueTask EchoAsync(CommandContext c, Message message)
    {
        // What one passes on comes from somebody else, and so to oneself too.
        bool hasEcho = c.Session.Has(Capability.EchoMessage) || message.RelayedBy is not null;
        try
        {
            if (!message.IsPassing)
                await WaitAsync(c, hasEcho || c.Reply.IsLabelled ? c.Server.History.SaveAsync() : c.Server.History.PaceAsync());
        }
        catch (StorageException)
        {
            c.Reply.Fail(Encoding.ASCII.GetString(WireForms.Verb(message.Kind)), "NOT_KEPT", message.Target, "The message was delivered, but the server cannot keep it now");
            return;
        }
        if (hasEcho)
            c.Reply.Echo(message);
    }

    // The others must not wait for this sender's disk.
    private static ValueTask WaitAsync(CommandContext c, ValueTask kept)
    {
        if (!kept.IsCompletedSuccessfully)
            c.Session.Flushes.Flush();
        return kept;
    }
}
