using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Messages;
using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Users;

/// <summary><c>ACCEPT [-]&lt;nick&gt;{,[-]&lt;nick&gt;} | *</c>: who may write although mode R keeps others off; <c>-</c> takes one off, <c>*</c> lists them.</summary>
/// <remarks>Source: https://datatracker.ietf.org/doc/html/draft-brocklesby-irc-isupport-03#section-3.6 (CALLERID), as Ergo and Solanum have it.
/// Replies 281, 282; 401. Whoever goes is off the list, and whoever is written to is on it.</remarks>
internal static class AcceptCommand
{
    public static CommandSpec Spec { get; } = new("ACCEPT", MinParams: 1, Access.Registered, RunAsync);

    private static ValueTask RunAsync(CommandContext c)
    {
        if (c.Text(0) == "*")
            List(c);
        else
            foreach (string entry in c.List(0))
                Change(c, entry.StartsWith('-') ? entry[1..] : entry, on: !entry.StartsWith('-'));
        return ValueTask.CompletedTask;
    }

    private static void Change(CommandContext c, string nickname, bool on)
    {
        if (!c.Users.TryFind(nickname, out User? other))
            c.Reply.Refused(Refusal.NoSuchUser, nickname);
        else if (on)
            c.User.Accept(other);
        else
            c.User.Unaccept(other);
    }

    private static void List(CommandContext c)
    {
        LineWriter? line = null;
        foreach (User other in c.User.Accepted)
        {
            if (line is not null && line.Free < System.Text.Encoding.UTF8.GetByteCount(other.Nickname) + 1)
            {
                c.Reply.End(line);
                line = null;
            }
            line = (line ?? c.Reply.Begin(Numeric.RplAcceptList)).Param(other.Nickname);
        }
        if (line is not null)
            c.Reply.End(line);
        c.Reply.Numeric(Numeric.RplEndOfAccept, "End of /ACCEPT list");
    }
}
