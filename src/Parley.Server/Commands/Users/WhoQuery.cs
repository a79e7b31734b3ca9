using Parley.Core.Rooms;
using Parley.Core.Users;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Messages;
using Parley.Protocol.Numerics;

namespace Parley.Server.Commands.Users;

/// <summary>A user whom WHO found.</summary>
/// <param name="Room">The room in which, or <c>*</c>.</param>
/// <param name="User">Who.</param>
/// <param name="Rank">As what in that room.</param>
internal readonly record struct WhoRow(string Room, User User, Rank Rank);

/// <summary>What WHO's second parameter asks for, and how each row is answered then.</summary>
/// <param name="Fields">The letters of the fields wanted (WHOX). Null: the answer of before WHOX, 352.</param>
/// <param name="Token">What the client wants back with each row.</param>
/// <param name="OperatorsOnly">Only the server's operators.</param>
/// <remarks>Source: https://ircv3.net/specs/extensions/whox#extended-who-command.</remarks>
internal sealed record WhoQuery(string? Fields, string Token, bool OperatorsOnly)
{
    /// <summary>Reads <c>[flags][%fields[,token]]</c>. Fields and flags that are unknown are passed over, and a token that is none is 0.</summary>
    public static WhoQuery Parse(string text)
    {
        int percent = text.IndexOf('%', StringComparison.Ordinal);
        string flags = percent < 0 ? text : text[..percent];
        if (percent < 0)
            return new WhoQuery(null, "", flags.Contains('o'));
        string[] parts = text[(percent + 1)..].Split(',', 2);
        bool isToken = parts.Length == 2 && parts[1].Length is >= 1 and <= 3 && parts[1].All(char.IsAsciiDigit);
        return new WhoQuery(parts[0], isToken ? parts[1] : "0", flags.Contains('o'));
    }

    /// <summary>Whether a user is among those asked for.</summary>
    public bool Wants(User user) => !OperatorsOnly || user.IsOperator;

    /// <summary>Answers one row.</summary>
    public void Send(CommandContext c, WhoRow row)
    {
        User user = row.User;
        if (Fields is not null)
            SendFields(c, row);
        else
            c.Reply.End(c.Reply.Begin(Numeric.RplWhoReply).Param(row.Room).Param(user.Username).Param(user.Host).Param(c.Server.Name)
                .Param(user.Nickname).Param(Flags(c, row)).Trailing($"0 {user.RealName}"));
    }

    private void SendFields(CommandContext c, WhoRow row)
    {
        User user = row.User;
        LineWriter line = c.Reply.Begin(Numeric.RplWhoSpcRpl);
        Field('t', Token);
        Field('c', row.Room);
        Field('u', user.Username);
        // The placeholder that the specification gives for an address that is not shown.
        Field('i', user.ShowsAddressTo(c.User) ? user.Address : "255.255.255.255");
        Field('h', user.Host);
        Field('s', c.Server.Name);
        Field('n', user.Nickname);
        Field('f', Flags(c, row));
        Field('d', "0");
        Field('l', $"{(long)(c.Server.Time.GetUtcNow() - user.LastSpoke).TotalSeconds}");
        Field('a', user.Account ?? "0");
        Field('o', "n/a");
        if (Fields!.Contains('r'))
            line.Trailing(user.RealName);
        c.Reply.End(line);

        void Field(char letter, string value)
        {
            if (Fields!.Contains(letter))
                line.Param(value);
        }
    }

    private static string Flags(CommandContext c, WhoRow row)
        => (row.User.Away is null ? "H" : "G") + (row.User.IsOperator ? "*" : "")
            + ModeLetters.Prefixes(row.Rank, c.Session.Has(Capability.MultiPrefix)) + (row.User.IsBot ? $"{UserModeLetters.Bot}" : "");
}
