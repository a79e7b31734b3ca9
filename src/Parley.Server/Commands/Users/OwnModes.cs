using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Messages;
using Parley.Protocol.Numerics;
using Parley.Server.Sessions;

namespace Parley.Server.Commands.Users;

/// <summary><c>MODE &lt;nickname&gt; [&lt;modes&gt;]</c>: reads or changes one's own modes.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#user-mode. Replies MODE, 221; 401, 501, 502. Nobody becomes an operator by it.</remarks>
internal static class OwnModes
{
    /// <summary>Runs MODE for a target that is no room.</summary>
    public static void Run(CommandContext c, string nickname)
    {
        if (!c.Users.TryFind(nickname, out User? user))
            c.Reply.Refused(Refusal.NoSuchUser, nickname);
        else if (user != c.User)
            c.Reply.Numeric(Numeric.ErrUsersDontMatch, "Can't change mode for other users");
        else if (c.ParamCount == 1)
            c.Reply.End(c.Reply.Begin(Numeric.RplUmodeIs).Param($"+{UserModeLetters.Of(user.Modes)}"));
        else
            Change(c, c.Text(1));
    }

    /// <summary>Sets a user's modes and tells each of their sessions what changed.</summary>
    public static void Set(CommandContext c, User user, UserModes modes)
    {
        string change = UserModeLetters.Change(user.Modes, modes);
        if (change.Length == 0)
            return;
        user.Modes = modes;
        c.Server.Residents.Touch(user);
        LineWriter line = new LineWriter().Source(c.Server.Name).Verb("MODE"u8).Param(user.Nickname).Param(change);
        line.End();
        foreach (Session session in c.Server.Sessions.Of(user))
            if (session == c.Session)
                c.Reply.End(c.Reply.Begin("MODE"u8).Param(user.Nickname).Param(change));
            else if (session.Outbox.Append(line.Written))
                c.Session.Flushes.Add(session.Outbox);
    }

    private static void Change(CommandContext c, string asked)
    {
        bool on = true, unknown = false;
        UserModes modes = c.User.Modes;
        foreach (char letter in asked)
        {
            UserModes mode = UserModeLetters.Find(letter);
            if (letter is '+' or '-')
                on = letter == '+';
            else if (mode == UserModes.None)
                unknown = true;
            else if (!on)
                modes &= ~mode;
            else if (mode != UserModes.Operator)
                modes |= mode;
        }
        Set(c, c.User, modes);
        if (unknown)
            c.Reply.Numeric(Numeric.ErrUmodeUnknownFlag, "Unknown MODE flag");
    }
}
