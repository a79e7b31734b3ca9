using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Numerics;
using Parley.Server.Commands.Bots;
using Parley.Server.Sessions;

namespace Parley.Server.Commands.Users;

/// <summary><c>WHOIS [&lt;server&gt;] &lt;nick&gt;{,&lt;nick&gt;}</c>: what may be known of users.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#whois-message. Replies 311, 312, 313, 317, 319, 330, 335, 301, 318, 671; 276, 338 and 378 for oneself and operators; 401, 402, 431.</remarks>
internal static class WhoisCommand
{
    /// <summary>The most nicknames of one command (ISUPPORT TARGMAX); what is more is passed over.</summary>
    public const int MaxTargets = 4;

    public static CommandSpec Spec { get; } = new("WHOIS", MinParams: 0, Access.Registered, RunAsync, Cost: 2);

    private static async ValueTask RunAsync(CommandContext c)
    {
        string[] nicknames = c.ParamCount == 0 ? [] : c.List(c.ParamCount > 1 ? 1 : 0);
        if (nicknames.Length == 0)
            c.Reply.Numeric(Numeric.ErrNoNicknameGiven, "No nickname given");
        else if (c.ParamCount > 1 && !Glob.Matches(c.Text(0), c.Server.Name) && !c.Users.TryFind(c.Text(0), out _))
            c.Reply.Numeric(Numeric.ErrNoSuchServer, c.Text(0), "No such server");
        else
            foreach (string nickname in nicknames.Take(MaxTargets))
                await AnswerAsync(c, nickname);
    }

    private static async ValueTask AnswerAsync(CommandContext c, string nickname)
    {
        if (c.Users.TryFind(nickname, out User? user))
            Send(c, user, await RoomsAsync(c, user));
        else if (Bot.TryFind(nickname, out Bot? bot))
            Send(c, bot);
        else
            c.Reply.Refused(Refusal.NoSuchUser, nickname);
        c.Reply.Numeric(Numeric.RplEndOfWhois, user?.Nickname ?? nickname, "End of /WHOIS list");
    }

    private static void Send(CommandContext c, User user, IReadOnlyList<string> rooms)
    {
        string nickname = user.Nickname;
        c.Reply.End(c.Reply.Begin(Numeric.RplWhoisUser).Param(nickname).Param(user.Username).Param(user.Host).Param("*").Trailing(user.RealName));
        c.Reply.List(Numeric.RplWhoisChannels, ' ', rooms, nickname);
        c.Reply.Numeric(Numeric.RplWhoisServer, nickname, c.Server.Name, Server.ServerVersion.Text);
        if (user.Account is { } account)
            c.Reply.Numeric(Numeric.RplWhoisAccount, nickname, account, "is logged in as");
        if (user.ShowsAddressTo(c.User))
        {
            c.Reply.Numeric(Numeric.RplWhoisHost, nickname, $"is connecting from {user.Username}@{user.Address} {user.Address}");
            c.Reply.Numeric(Numeric.RplWhoisActually, nickname, $"{user.Username}@{user.Address}", user.Address, "Actual user@host, actual IP");
        }
        Session[] sessions = [.. c.Server.Sessions.Of(user)];
        // Whoever reads along at one of them reads it all.
        if (sessions.Length > 0 && sessions.All(session => session.Endpoints.IsSecure))
            c.Reply.Numeric(Numeric.RplWhoisSecure, nickname, "is using a secure connection");
        if (c.User == user || c.User.IsOperator)
            foreach (string fingerprint in sessions.Select(session => session.Endpoints.Fingerprint).OfType<string>().Distinct())
                c.Reply.Numeric(Numeric.RplWhoisCertFp, nickname, $"has client certificate fingerprint {fingerprint}");
        if (user.IsOperator)
            c.Reply.Numeric(Numeric.RplWhoisOperator, nickname, "is an IRC operator");
        if (user.IsBot)
            c.Reply.Numeric(Numeric.RplWhoisBot, nickname, "is a bot");
        if (user.Away is { } away)
            c.Reply.Numeric(Numeric.RplAway, nickname, away);
        if (c.Session.Has(Capability.Metadata2 | Capability.Metadata3))
            foreach ((string key, string value) in user.Metadata.Values)
                c.Reply.Numeric(Numeric.RplWhoisKeyValue, nickname, key, "*", value);
        long idle = (long)(c.Server.Time.GetUtcNow() - user.LastSpoke).TotalSeconds;
        c.Reply.End(c.Reply.Begin(Numeric.RplWhoisIdle).Param(nickname).Param(idle).Param(user.Since.ToUnixTimeSeconds()).Trailing("seconds idle, signon time"));
    }

    private static void Send(CommandContext c, Bot bot)
    {
        c.Reply.Numeric(Numeric.RplWhoisUser, bot.Nickname, bot.Nickname, c.Server.Name, "*", $"{bot.Nickname} {bot.About}");
        c.Reply.Numeric(Numeric.RplWhoisServer, bot.Nickname, c.Server.Name, Server.ServerVersion.Text);
    }

    // Rooms in which the asker sees the user: those they share, and public ones of users who are not invisible.
    private static async ValueTask<IReadOnlyList<string>> RoomsAsync(CommandContext c, User user)
    {
        var names = new List<string>();
        foreach (IRoom room in user.Rooms)
        {
            RoomView view = await room.GetViewAsync(c.User);
            if (view.Members.FirstOrDefault(member => member.User == user) is { User: not null } seen && (!view.IsSecret || c.User.Rooms.Contains(room)))
                names.Add(ModeLetters.Prefixes(seen.Rank, c.Session.Has(Capability.MultiPrefix)) + view.Name);
        }
        return names;
    }
}
