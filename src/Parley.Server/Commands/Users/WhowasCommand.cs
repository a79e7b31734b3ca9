using System.Globalization;
using Parley.Core.Users;
using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Users;

/// <summary><c>WHOWAS &lt;nick&gt; [&lt;count&gt;]</c>: who had the name before, the latest first; all of them unless count is above 0.</summary>
/// <remarks>Source: https://modern.ircdocs.horse/#whowas-message. Replies 314, 330, 312 for each, 369; 406, 461.</remarks>
internal static class WhowasCommand
{
    public static CommandSpec Spec { get; } = new("WHOWAS", MinParams: 1, Access.Registered, RunAsync, Cost: 2);

    private static ValueTask RunAsync(CommandContext c)
    {
        string nickname = c.Text(0);
        bool isCounted = int.TryParse(c.TextOrEmpty(1), NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0;
        IReadOnlyList<FormerUser> found = c.Users.Former.Of(nickname);
        foreach (FormerUser user in isCounted ? found.Take(count) : found)
            Send(c, user);
        if (found.Count == 0)
            c.Reply.Numeric(Numeric.ErrWasNoSuchNick, nickname, "There was no such nickname");
        c.Reply.Numeric(Numeric.RplEndOfWhowas, nickname, "End of WHOWAS");
        return ValueTask.CompletedTask;
    }

    private static void Send(CommandContext c, FormerUser user)
    {
        c.Reply.Numeric(Numeric.RplWhoWasUser, user.Nickname, user.Username, user.Host, "*", user.RealName);
        if (user.Account is { } account)
            c.Reply.Numeric(Numeric.RplWhoisAccount, user.Nickname, account, "was logged in as");
        c.Reply.Numeric(Numeric.RplWhoisServer, user.Nickname, c.Server.Name, $"{user.At:yyyy-MM-dd HH:mm:ss} UTC");
    }
}
