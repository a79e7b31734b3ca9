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

    public static void Write(LineWriter line, RoomEvent happened, WireForm form, DateTimeOffset at)
    {
        if (happened is ModesChanged { Changes.Count: > 1 } many && many.Changes.Sum(BytesOf) > MaxModeBytes)
        {
            foreach (ModesChanged part in Split(many))
                Write(line, part, form, at);
            return;
        }
        WireForms.WriteTime(line, at, form);
        line.Source(happened.By.User.Mask);
        switch (happened)
        {
            case Parted parted:
                line.Verb("PART"u8).Param(parted.Room);
                if (parted.Reason.Length > 0)
                    line.Trailing(parted.Reason);
                break;
            case Kicked kicked:
                line.Verb("KICK"u8).Param(kicked.Room).Param(kicked.Target.Nickname).Trailing(kicked.Reason);
                break;
            case TopicChanged topic:
                line.Verb("TOPIC"u8).Param(topic.Room).Trailing(topic.Text);
                break;
            case ModesChanged modes:
                WriteModes(line.Verb("MODE"u8).Param(modes.Room), modes.Changes);
                break;
            default:
                throw new InvalidOperationException($"{happened.GetType().Name} has no line.");
        }
        line.End();
    }

    /// <summary>https://ircv3.net/specs/extensions/extended-join.</summary>
    public static void WriteJoin(LineWriter line, User user, string room, WireForm form, DateTimeOffset at)
    {
        WireForms.WriteTime(line, at, form);
        line.Source(user.Mask).Verb("JOIN"u8).Param(room);
        if (form.HasFlag(WireForm.ExtendedJoin))
            line.Param("*").Trailing(user.RealName);
        line.End();
    }

    /// <summary>https://ircv3.net/specs/extensions/away-notify.</summary>
    public static void WriteAway(LineWriter line, User user, WireForm form, DateTimeOffset at)
    {
        WireForms.WriteTime(line, at, form);
        line.Source(user.Mask).Verb("AWAY"u8);
        if (user.Away is not null)
            line.Trailing(user.Away);
        line.End();
    }

    /// <summary>https://ircv3.net/specs/extensions/setname.</summary>
    public static void WriteSetName(LineWriter line, User user, WireForm form, DateTimeOffset at)
    {
        WireForms.WriteTime(line, at, form);
        line.Source(user.Mask).Verb("SETNAME"u8).Trailing(user.RealName).End();
    }

    public static void WriteQuit(LineWriter line, User user, string reason, WireForm form, DateTimeOffset at)
    {
        WireForms.WriteTime(line, at, form);
        line.Source(user.Mask).Verb("QUIT"u8).Trailing(reason).End();
    }

    public static void WriteNick(LineWriter line, UserRenamed renamed, WireForm form, DateTimeOffset at)
    {
        WireForms.WriteTime(line, at, form);
        line.Source(renamed.Before).Verb("NICK"u8).Param(renamed.Nickname).End();
    }

    private static int BytesOf(ModeChange change) => 3 + Encoding.UTF8.GetByteCount(change.Parameter ?? "");

    private static IEnumerable<ModesChanged> Split(ModesChanged modes)
    {
        var part = new List<ModeChange>();
        int bytes = 0;
        foreach (ModeChange change in modes.Changes)
        {
            if (part.Count > 0 && bytes + BytesOf(change) > MaxModeBytes)
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
        var letters = new StringBuilder();
        char sign = '\0';
        foreach (ModeChange change in changes)
        {
            if (sign != (sign = change.On ? '+' : '-'))
                letters.Append(sign);
            letters.Append(change.Letter);
        }
        line.Param(letters.ToString());
        foreach (ModeChange change in changes)
            if (change.Parameter is not null)
                line.Param(change.Parameter);
    }
}
