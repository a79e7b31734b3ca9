using System.Text;
using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Messages;

namespace Parley.Server.Delivery;

/// <summary>What happened in rooms and to users, as lines.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#channel-operations and the IRCv3 pages that the methods name.</remarks>
internal static class EventLines
{
    // The parameters of the mode changes of one line, in bytes: with the longest source and room they still fit into 512.
    private const int MaxModeBytes = 180;

    // So that with the room and the letters there are less than the 15 parameters that a line may have.
    private const int MaxModes = 12;

    public static void Write(LineWriter line, RoomEvent happened, WireForm form)
    {
        if (happened is ModesChanged { Changes.Count: > 1 } many && (many.Changes.Count > MaxModes || many.Changes.Sum(BytesOf) > MaxModeBytes))
        {
            foreach (ModesChanged part in Split(many))
                Write(line, part, form);
            return;
        }
        WireForms.Begin(line, happened.Stamp, form);
        switch (happened)
        {
            case Joined joined:
                WriteJoin(line, joined.By.User, joined.Room, form);
                break;
            case Attached attached:
                WriteJoin(line, attached.By.User, attached.Room, form);
                break;
            case Parted parted:
                line.Verb("PART"u8).Param(parted.Room);
                if (parted.Reason.Length > 0)
                    line.Trailing(parted.Reason);
                break;
            case Kicked kicked:
                line.Verb("KICK"u8).Param(kicked.Room).Param(kicked.Target.Nickname).Trailing(kicked.Reason);
                break;
            case Invited invited:
                line.Verb("INVITE"u8).Param(invited.Target.Nickname).Trailing(invited.Room);
                break;
            case RoomRenamed renamed:
                line.Verb("RENAME"u8).Param(renamed.Before).Param(renamed.Room).Trailing(renamed.Reason);
                break;
            case TopicChanged topic:
                line.Verb("TOPIC"u8).Param(topic.Room).Trailing(topic.Text);
                break;
            case ModesChanged modes:
                WriteModes(line.Verb("MODE"u8).Param(modes.Room), modes.Changes);
                break;
            case Redacted redacted:
                WriteRedact(line, redacted.Room, redacted.MessageId.ToString("N"), redacted.Reason);
                break;
            default:
                throw new InvalidOperationException($"{happened.GetType().Name} has no line.");
        }
        line.End();
    }

    /// <summary>https://ircv3.net/specs/extensions/message-redaction.</summary>
    public static void WriteRedact(LineWriter line, string target, string msgid, string reason)
    {
        line.Verb("REDACT"u8).Param(target).Param(msgid);
        if (reason.Length > 0)
            line.Trailing(reason);
    }

    /// <summary>https://ircv3.net/specs/extensions/away-notify, /setname, /account-notify, /chghost.</summary>
    public static void Write(LineWriter line, UserNotice notice, WireForm form)
    {
        WireForms.Begin(line, notice.Stamp, form);
        switch (notice)
        {
            case UserQuit quit:
                line.Verb("QUIT"u8).Trailing(quit.Reason);
                break;
            case UserRenamed renamed:
                line.Verb("NICK"u8).Param(renamed.Nickname);
                break;
            case UserAway { Reason: null }:
                line.Verb("AWAY"u8);
                break;
            case UserAway { Reason: { } reason }:
                line.Verb("AWAY"u8).Trailing(reason);
                break;
            case UserRealName name:
                line.Verb("SETNAME"u8).Trailing(name.RealName);
                break;
            case UserHost moved:
                line.Verb("CHGHOST"u8).Param(moved.Username).Param(moved.Host);
                break;
            case UserAccount login:
                line.Verb("ACCOUNT"u8).Param(login.Account ?? "*");
                break;
            default:
                throw new InvalidOperationException($"{notice.GetType().Name} has no line.");
        }
        line.End();
    }

    /// <summary>What a member without CHGHOST is told of it: that the user was gone for a moment.</summary>
    /// <remarks>Source: https://ircv3.net/specs/extensions/chghost#fallback-when-the-chghost-capability-has-not-been-negotiated.</remarks>
    public static byte[] Reconnect(UserChanged changed, string serverName, bool isFirstRoom, WireForm form)
        => Encodings.Once((changed, serverName, isFirstRoom), form, static (line, about, form) =>
        {
            (UserChanged changed, string serverName, bool isFirstRoom) = about;
            User user = changed.By.User;
            if (isFirstRoom)
                WireForms.Begin(line, changed.Notice.Stamp, form).Verb("QUIT"u8).Trailing("Changing hostname").End();
            WireForms.Begin(line, user.NewStamp(changed.Notice.Stamp.At), form);
            WriteJoin(line, user, changed.Room, form);
            line.End();
            char[] ranks = [.. ModeLetters.OfRanks(changed.Rank)];
            if (ranks.Length == 0)
                return;
            line.Source(serverName).Verb("MODE"u8).Param(changed.Room).Param($"+{new string(ranks)}");
            foreach (char _ in ranks)
                line.Param(user.Nickname);
            line.End();
        });

    /// <summary>What a member without RENAME is told of it: that it left by the old name and came in by the new.</summary>
    /// <remarks>Source: https://ircv3.net/specs/extensions/channel-rename#fallback.</remarks>
    public static byte[] Rejoin(RoomRenamed renamed, User member, WireForm form)
        => Encodings.Once((renamed, member), form, static (line, about, form) =>
        {
            (RoomRenamed renamed, User member) = about;
            WireForms.Begin(line, member.NewStamp(renamed.Stamp.At), form).Verb("PART"u8).Param(renamed.Before);
            if (renamed.Reason.Length > 0)
                line.Trailing(renamed.Reason);
            line.End();
            WireForms.Begin(line, member.NewStamp(renamed.Stamp.At), form);
            WriteJoin(line, member, renamed.Room, form);
            line.End();
        });

    // https://ircv3.net/specs/extensions/extended-join
    private static void WriteJoin(LineWriter line, User user, string room, WireForm form)
    {
        line.Verb("JOIN"u8).Param(room);
        if (form.HasFlag(WireForm.ExtendedJoin))
            line.Param(user.Account ?? "*").Trailing(user.RealName);
    }

    private static int BytesOf(ModeChange change) => 3 + Encoding.UTF8.GetByteCount(change.Parameter ?? "");

    private static IEnumerable<ModesChanged> Split(ModesChanged modes)
    {
        var part = new List<ModeChange>();
        int bytes = 0;
        foreach (ModeChange change in modes.Changes)
        {
            if (part.Count == MaxModes || (part.Count > 0 && bytes + BytesOf(change) > MaxModeBytes))
            {
                yield return modes with { Changes = part };
                (part, bytes) = ([], 0);
            }
            part.Add(change);
            bytes += BytesOf(change);
        }
        yield return modes with { Changes = part };
    }

    /// <summary><c>+o-l nick</c>: signs only where they change, then the parameters.</summary>
    public static void WriteModes(LineWriter line, IEnumerable<ModeChange> changes)
    {
        line.Param(ModeLetters.Of(changes));
        foreach (ModeChange change in changes)
            if (change.Parameter is not null)
                line.Param(change.Parameter);
    }
}
