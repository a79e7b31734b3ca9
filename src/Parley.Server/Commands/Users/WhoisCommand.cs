using System.Text;
using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Messages;
using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Users;

/// <summary><c>WHOIS [&lt;server&gt;] &lt;nick&gt;</c>: what may be known of a user.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#whois-message. Replies 311, 312, 317, 319, 301, 318; 378 for oneself; 401, 402, 431.</remarks>
internal static class WhoisCommand
{
    public static CommandSpec Spec { get; } = new("WHOIS", MinParams: 0, Access.Registered, RunAsync);

    private static async ValueTask RunAsync(CommandContext c)
    {
        string nickname = c.ParamCount == 0 ? "" : c.Text(c.ParamCount > 1 ? 1 : 0).Split(',')[0];
        if (nickname.Length == 0)
        {
            c.Reply.Numeric(Numeric.ErrNoNicknameGiven, "No nickname given");
            return;
        }
        if (c.ParamCount > 1 && !Glob.Matches(c.Text(0), c.Server.Name) && !c.Users.TryFind(c.Text(0), out _))
        {
            c.Reply.Numeric(Numeric.ErrNoSuchServer, c.Text(0), "No such server");
            return;
        }
        if (c.Users.TryFind(nickname, out User? user))
            await SendAsync(c, user);
        else
            c.Reply.Refused(Refusal.NoSuchUser, nickname);
        c.Reply.Numeric(Numeric.RplEndOfWhois, user?.Nickname ?? nickname, "End of /WHOIS list");
    }

    private static async ValueTask SendAsync(CommandContext c, User user)
    {
        string nickname = user.Nickname;
        c.Reply.End(c.Reply.Begin(Numeric.RplWhoisUser).Param(nickname).Param(user.Username).Param(user.Host).Param("*").Trailing(user.RealName));
        await SendRoomsAsync(c, user);
        c.Reply.Numeric(Numeric.RplWhoisServer, nickname, c.Server.Name, Server.ServerVersion.Text);
        if (user == c.User)
            c.Reply.Numeric(Numeric.RplWhoisHost, nickname, $"is connecting from {user.Username}@{user.Host} {user.Host}");
        if (user.Away is { } away)
            c.Reply.Numeric(Numeric.RplAway, nickname, away);
        long idle = (long)(c.Server.Time.GetUtcNow() - user.LastSpoke).TotalSeconds;
        c.Reply.End(c.Reply.Begin(Numeric.RplWhoisIdle).Param(nickname).Param(idle).Param(user.Since.ToUnixTimeSeconds()).Trailing("seconds idle, signon time"));
    }

    // Rooms that the asker may know of: their own, those they share, and public ones of users who are not invisible.
    private static async ValueTask SendRoomsAsync(CommandContext c, User user)
    {
        LineWriter? line = null;
        foreach (IRoom room in user.Rooms)
        {
            RoomView view = await room.GetViewAsync();
            if (!c.User.Rooms.Contains(room) && (view.IsSecret || user.IsInvisible))
                continue;
            string name = ModeLetters.Prefixes(view.Members.FirstOrDefault(member => member.User == user).Rank, all: true) + view.Name;
            if (line is not null && line.Free < Encoding.UTF8.GetByteCount(name) + 1)
            {
                c.Reply.End(line);
                line = null;
            }
            line = line is null ? c.Reply.Begin(Numeric.RplWhoisChannels).Param(user.Nickname).Trailing(name) : line.Param(name);
        }
        if (line is not null)
            c.Reply.End(line);
    }
}
