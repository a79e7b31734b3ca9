using System.Globalization;
using Parley.Core.Accounts;
using Parley.Core.Users;
using Parley.Server.Commands.Bots;
using Parley.Server.Settings;

namespace Parley.Server.Commands.Accounts;

/// <summary>The rules by which somebody gets an account, by whatever command.</summary>
internal static class NewAccount
{
    // https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1
    private const int MaxEmail = 254;

    /// <summary>Registers an account if the rules let this session have it.</summary>
    /// <param name="c">Who wants it.</param>
    /// <param name="name">The session's nickname, or another spelling of it.</param>
    /// <param name="email">An address, or null.</param>
    /// <param name="password">The password.</param>
    public static async ValueTask<(Account? Account, AccountRefusal Refusal)> RegisterAsync(CommandContext c, string name, string? email, string password)
    {
        AccountRefusal refusal = WhyNot(c, name, email, password);
        if (refusal != AccountRefusal.None)
            return (null, refusal);
        if (await c.Server.Accounts.FindLikeAsync(name) is not null)
            return (null, AccountRefusal.Exists);
        if (Login.AddressOf(c) is { } address && !c.Server.Registrations.TryTake(address))
            return (null, AccountRefusal.TooMany);
        // What earlier commands said must not wait until the password has been hashed.
        c.Session.Flushes.Flush();
        return await c.Server.Accounts.RegisterAsync(name, password, email) is { } made ? (made, AccountRefusal.None) : (null, AccountRefusal.Exists);
    }

    /// <summary>Why this cannot be an account's password.</summary>
    public static AccountRefusal WhyNot(AccountOptions rules, string name, string password)
    {
        // What looks like a device's token is never tried as a password.
        if (!Account.MayBePassword(password) || DeviceToken.IsToken(password))
            return AccountRefusal.BadPassword;
        bool isWeak = new StringInfo(password).LengthInTextElements < rules.PasswordLength || password.Equals(name, StringComparison.OrdinalIgnoreCase);
        return isWeak ? AccountRefusal.WeakPassword : AccountRefusal.None;
    }

    private static AccountRefusal WhyNot(CommandContext c, string name, string? email, string password)
    {
        AccountOptions rules = c.Server.Options.Accounts;
        if (!rules.Register)
            return AccountRefusal.Closed;
        if (c.Session.Account is not null)
            return AccountRefusal.LoggedIn;
        if (ReservedNames.IsGuest(name) || Bot.IsLike(name))
            return AccountRefusal.BadName;
        // Who has the name keeps it, with or without an account.
        if (c.Users.TryFind(name, out User? holder) && holder != c.Session.User)
            return AccountRefusal.Exists;
        if (email is null ? rules.EmailRequired : !IsEmail(email))
            return AccountRefusal.BadEmail;
        return WhyNot(rules, name, password);
    }

    /// <summary>Whether it looks like an address: nothing is sent there.</summary>
    public static bool IsEmail(string email)
        => email.Length <= MaxEmail && email.IndexOf('@') > 0 && !email.EndsWith('@') && !email.Any(letter => char.IsControl(letter) || letter == ' ');
}
