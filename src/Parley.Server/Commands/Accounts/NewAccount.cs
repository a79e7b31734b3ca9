using System.Globalization;
using Parley.Core.Accounts;
using Parley.Core.Passkeys;
using Parley.Core.Users;
using Parley.Server.Commands.Bots;
using Parley.Server.Settings;

namespace Parley.Server.Commands.Accounts;

/// <summary>The rules by which somebody gets an account, by whatever command.</summary>
internal static class NewAccount
{
    // https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1
    private const int MaxEmail = 254;

    /// <summary>Registers an account with a password if the rules let this session have it.</summary>
    /// <param name="c">Who wants it.</param>
    /// <param name="name">The session's nickname, or another spelling of it.</param>
    /// <param name="email">An address, or null.</param>
    /// <param name="password">The password.</param>
    public static async ValueTask<(Account? Account, AccountRefusal Refusal)> RegisterAsync(CommandContext c, string name, string? email, string password)
    {
        AccountRefusal refusal = WhyNot(c, name, email);
        if (refusal == AccountRefusal.None)
            refusal = WhyNot(c.Server.Options.Accounts, name, password);
        return refusal == AccountRefusal.None ? await MakeAsync(c, name, () => c.Server.Accounts.RegisterAsync(name, password, email)) : (null, refusal);
    }

    /// <summary>Registers an account with a passkey, likewise.</summary>
    public static async ValueTask<(Account? Account, AccountRefusal Refusal)> RegisterAsync(CommandContext c, string name, string? email, Passkey passkey)
        => WhyNot(c, name, email) is var refusal and not AccountRefusal.None
            ? (null, refusal)
            : await MakeAsync(c, name, () => c.Server.Accounts.RegisterAsync(name, passkey, email).AsTask());

    /// <summary>Why this cannot be an account's password.</summary>
    public static AccountRefusal WhyNot(AccountOptions rules, string name, string password)
    {
        // What looks like a device's token is never tried as a password.
        if (!Account.MayBePassword(password) || DeviceToken.IsToken(password))
            return AccountRefusal.BadPassword;
        bool isWeak = new StringInfo(password).LengthInTextElements < rules.PasswordLength || password.Equals(name, StringComparison.OrdinalIgnoreCase);
        return isWeak ? AccountRefusal.WeakPassword : AccountRefusal.None;
    }

    /// <summary>Why the rules do not let this session have an account of that name.</summary>
    public static AccountRefusal WhyNot(CommandContext c, string name, string? email)
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
        return (email is null ? rules.EmailRequired : !IsEmail(email)) ? AccountRefusal.BadEmail : AccountRefusal.None;
    }

    /// <summary>Whether it looks like an address: nothing is sent there.</summary>
    public static bool IsEmail(string email)
        => email.Length <= MaxEmail && email.IndexOf('@') > 0 && !email.EndsWith('@') && !email.Any(letter => char.IsControl(letter) || letter == ' ');

    private static async ValueTask<(Account? Account, AccountRefusal Refusal)> MakeAsync(CommandContext c, string name, Func<Task<Account?>> make)
    {
        if (await c.Server.Accounts.FindLikeAsync(name) is not null)
            return (null, AccountRefusal.Exists);
        if (Login.AddressOf(c) is { } address && !c.Server.Registrations.TryTake(address))
            return (null, AccountRefusal.TooMany);
        // What earlier commands said must not wait until the password has been hashed.
        c.Session.Flushes.Flush();
        return await make() is { } made ? (made, AccountRefusal.None) : (null, AccountRefusal.Exists);
    }
}
