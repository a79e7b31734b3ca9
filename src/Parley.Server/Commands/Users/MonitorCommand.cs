using System.Globalization;
using Parley.Core.Users;
using Parley.Protocol.Names;
using Parley.Protocol.Numerics;
using Parley.Server.Delivery;
using Parley.Server.Replies;

namespace Parley.Server.Commands.Users;

/// <summary><c>MONITOR + &lt;nicks&gt;</c>, <c>MONITOR - &lt;nicks&gt;</c>, <c>MONITOR C|L|S</c>: watches who comes and goes.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/monitor. Replies 730, 731, 732, 733; 400, 432, 461, 734.</remarks>
internal static class MonitorCommand
{
    public static CommandSpec Spec { get; } = new("MONITOR", MinParams: 1, Access.Registered, RunAsync, Cost: 2);

    private static ValueTask RunAsync(CommandContext c)
    {
        Watchers watchers = c.Fanout.Watchers;
        switch (c.Text(0).ToUpperInvariant())
        {
            case "+" or "-" when c.ParamCount < 2:
                c.Reply.Numeric(Numeric.ErrNeedMoreParams, "MONITOR", "Not enough parameters");
                break;
            case "+":
                Add(c, watchers);
                break;
            case "-":
                foreach (string nickname in c.List(1))
                    watchers.Remove(c.Session, nickname);
                break;
            case "C":
                watchers.Forget(c.Session);
                break;
            case "L":
                c.Reply.List(Numeric.RplMonList, ',', watchers.ListOf(c.Session));
                c.Reply.Numeric(Numeric.RplEndOfMonList, "End of MONITOR list");
                break;
            case "S":
                lock (watchers.Turn)
                    SendState(c, watchers.ListOf(c.Session));
                break;
            default:
                c.Reply.Numeric(Numeric.ErrUnknownError, "MONITOR", "MONITOR knows +, -, C, L and S");
                break;
        }
        return ValueTask.CompletedTask;
    }

    private static void Add(CommandContext c, Watchers watchers)
    {
        int most = c.Limits.Watched;
        var added = new List<string>();
        var refused = new List<string>();
        lock (watchers.Turn)
        {
            foreach (string nickname in c.List(1))
                if (!NameRules.IsNickname(nickname))
                    c.Reply.Numeric(Numeric.ErrErroneusNickname, nickname, "Erroneous nickname");
                else
                    (watchers.TryAdd(c.Session, nickname, most) ? added : refused).Add(nickname);
            SendState(c, added);
            foreach (string nickname in added)
                if (Find(c, nickname) is { } user)
                    c.Reply.Append(MetadataLines.Introduction(c.Session, c.Server.Name, user));
        }
        if (refused.Count > 0)
            c.Reply.Numeric(Numeric.ErrMonListFull, most.ToString(CultureInfo.InvariantCulture), string.Join(',', refused), "Monitor list is full.");
    }

    private static void SendState(CommandContext c, IReadOnlyCollection<string> nicknames)
    {
        c.Reply.List(Numeric.RplMonOnline, ',', nicknames.Select(nickname => Find(c, nickname)?.Mask).OfType<string>());
        c.Reply.List(Numeric.RplMonOffline, ',', nicknames.Where(nickname => Find(c, nickname) is null));
    }

    // While somebody changes their name both find the same user, who has only one of them.
    private static User? Find(CommandContext c, string nickname)
        => c.Users.TryFind(nickname, out User? user) && !user.HasGone && Casemapping.Same(user.Nickname, nickname) ? user : null;
}
