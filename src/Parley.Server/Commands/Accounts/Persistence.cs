using Parley.Core.Accounts;
using Parley.Protocol.Capabilities;
using Parley.Protocol.Messages;
using Parley.Server.Delivery;
using Parley.Server.Sessions;

namespace Parley.Server.Commands.Accounts;

/// <summary>Whether a user stays in all rooms when the last session has gone.</summary>
/// <remarks>Source: https://github.com/ircv3/ircv3-specifications/pull/503.</remarks>
internal static class Persistence
{
    /// <summary>The user of a session that has registered stays, or not, as the account says.</summary>
    public static async ValueTask StartAsync(CommandContext c)
    {
        if (c.Session.Account is { } name && await c.Server.Accounts.FindAsync(name) is { } account)
            Begin(c, account);
    }

    /// <summary>The user who has logged in stays, or not, as the account says.</summary>
    public static void Begin(CommandContext c, Account account)
    {
        c.User.IsAlwaysOn = IsOn(c.Server, account);
        c.Server.Residents.Touch(c.User);
    }

    /// <summary>Makes the choice.</summary>
    /// <param name="c">Who chooses.</param>
    /// <param name="account">The account of the session.</param>
    /// <param name="choice">Null: as the server's settings say.</param>
    public static async ValueTask<Account> ChooseAsync(CommandContext c, Account account, bool? choice)
    {
        await c.Server.Accounts.SetAlwaysOnAsync(account, choice);
        account = account with { AlwaysOn = choice };
        Begin(c, account);
        foreach (Session other in c.Server.Sessions.Of(c.User))
            if (other != c.Session && other.Has(Capability.Persistence))
                Fanout.Deliver(other, c.Session, line => Write(line, c, account));
        return account;
    }

    /// <summary>Tells a session that has registered, if it has asked for such news.</summary>
    public static async ValueTask GreetAsync(CommandContext c)
    {
        if (c.Session.Has(Capability.Persistence) && c.Session.Account is { } name && await c.Server.Accounts.FindAsync(name) is { } account)
            Report(c, account);
    }

    /// <summary>Tells the session what is chosen and what is in effect.</summary>
    public static void Report(CommandContext c, Account account) => c.Reply.Append(Encodings.Once((c, account), c.Session.Form, static (line, of, _) => Write(line, of.c, of.account)));

    // PERSISTENCE STATUS <chosen> <in effect>
    private static void Write(LineWriter line, CommandContext c, Account account)
        => line.Source(c.Server.Name).Verb("PERSISTENCE"u8).Param("STATUS").Param(account.AlwaysOn switch { true => "ON", false => "OFF", null => "DEFAULT" })
            .Param(IsOn(c.Server, account) ? "ON" : "OFF").End();

    /// <summary>Whether the account's user stays, as the account or else the server's settings say; who wants to be told what is said while nobody looks
    /// must be there for it.</summary>
    public static bool IsOn(ServerState server, Account account)
        => account.AlwaysOn ?? (server.Options.Accounts.AlwaysOn || server.Pushes?.Subscriptions.Of(account.Name) is [_, ..]);
}
