using Parley.Client.People;
using Parley.Protocol;
using Parley.Protocol.Capabilities;

namespace Parley.Client.Rooms;

/// <summary>What those who run a room do, and how others come in. What the server refuses it says by <see cref="ChatClient.Notice"/>.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#channel-operations.</remarks>
public static class RoomCommands
{
    /// <summary>Changes a mode of a room.</summary>
    /// <param name="client">Who changes it.</param>
    /// <param name="room">The room's name.</param>
    /// <param name="on">On or off.</param>
    /// <param name="letter">Which.</param>
    /// <param name="parameter">The key, the limit, the mask or the nickname; null: the mode has none.</param>
    public static void SetMode(this ChatClient client, string room, bool on, char letter, string? parameter = null)
    {
        string change = (on ? "+" : "-") + letter;
        if (parameter is not null && !IsParameter(parameter))
            return;
        client.Do(session =>
        {
            if (parameter is null)
                session.Send("MODE"u8, room, change);
            else
                session.Send("MODE"u8, room, change, parameter);
        });
    }

    /// <summary>Whether a text can be a parameter of a mode: it is not empty, has no space, and does not begin with a colon.</summary>
    public static bool IsParameter(string text) => text.Length > 0 && text[0] != ':' && !text.Any(static c => c == ' ' || char.IsControl(c));

    /// <summary>Whether this server knows bans with a reason and an end.</summary>
    public static bool HasTimedBans(this ChatClient client) => client.Session is { } session && session.Offered.HasFlag(Capability.TimedBans);

    /// <summary>Keeps out or silences whom a mask fits. What stands on the room's list for that mask gets this reason and end.</summary>
    /// <param name="client">Who does it.</param>
    /// <param name="room">The room's name.</param>
    /// <param name="mask">Whom.</param>
    /// <param name="lasts">For how long, in whole seconds. Null: until somebody lifts it, as also on a server without <see cref="HasTimedBans"/>.</param>
    /// <param name="reason">Why; empty: not said.</param>
    public static void Ban(this ChatClient client, string room, string mask, TimeSpan? lasts = null, string reason = "")
    {
        if (!IsParameter(mask))
            return;
        if (client.HasTimedBans())
            client.Do(session => session.SendText("TBAN"u8, [room, DurationText.Of(lasts ?? TimeSpan.Zero), mask], reason));
        else
            client.SetMode(room, true, 'b', mask);
    }

    /// <summary>Puts somebody out of a room.</summary>
    public static void Kick(this ChatClient client, string room, string nickname, string reason = "")
        => client.Do(session => session.SendText("KICK"u8, [room, nickname], reason));

    /// <summary>Asks somebody into a room.</summary>
    public static void Invite(this ChatClient client, string room, string nickname)
        => client.Do(session => session.Send("INVITE"u8, nickname, room));

    /// <summary>Asks to be let into a room.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="room">The room's name.</param>
    /// <param name="text">What to say to those who run it; empty: nothing.</param>
    public static void Knock(this ChatClient client, string room, string text = "")
        => client.Do(session =>
        {
            if (text.Length == 0)
                session.Send("KNOCK"u8, room);
            else
                session.SendText("KNOCK"u8, [room], text);
        });

    /// <summary>Whether this user wants to come into a room by a link.</summary>
    public static bool ComesByLink(this ChatClient client, string room)
        => InviteLink.IsKey(client.RoomKeys.FirstOrDefault(known => client.IsSame(known.Key, room)).Value);

    /// <summary>Sets what those who run a room ask of its members; empty: nothing.</summary>
    public static void SetRules(this ChatClient client, string room, string rules)
        => client.Do(session =>
        {
            if (rules.Length == 0)
                session.Send("METADATA"u8, room, "SET", RoomRules.Key);
            else
                session.SendText("METADATA"u8, [room, "SET", RoomRules.Key], rules);
        });

    /// <summary>Tells somebody something to which programs do not answer.</summary>
    public static void Notify(this ChatClient client, string nickname, string text)
        => client.Do(session => session.SendText("NOTICE"u8, [nickname], text));
}
