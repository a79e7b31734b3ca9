using Parley.Core.Accounts;

namespace Parley.Server.Commands.Accounts;

/// <summary>Why somebody does not get an account.</summary>
internal enum AccountRefusal
{
    None,
    NotConnected,
    NoNickname,
    NotNickname,
    LoggedIn,
    Exists,
    BadName,
    BadEmail,
    BadPassword,
    WeakPassword,
    TooMany,
    Closed,
    WrongCode,
}

/// <summary>The one place where such a refusal becomes a standard reply.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/account-registration#responses.</remarks>
internal static class AccountRefusals
{
    public static (string Code, string Text) ToFail(AccountRefusal refusal) => refusal switch
    {
        AccountRefusal.NotConnected => ("COMPLETE_CONNECTION_REQUIRED", "Accounts are registered after the connection"),
        AccountRefusal.NoNickname => ("NEED_NICK", "Choose a nickname first"),
        AccountRefusal.NotNickname => ("ACCOUNT_NAME_MUST_BE_NICK", "An account has the name of your nickname"),
        AccountRefusal.LoggedIn => ("ALREADY_AUTHENTICATED", "You are logged in to an account"),
        AccountRefusal.Exists => ("ACCOUNT_EXISTS", "The name is somebody's already"),
        AccountRefusal.BadName => ("BAD_ACCOUNT_NAME", "The name cannot be registered"),
        AccountRefusal.BadEmail => ("INVALID_EMAIL", "An e-mail address is needed"),
        AccountRefusal.BadPassword => ("UNACCEPTABLE_PASSWORD", $"The password is empty, longer than {Account.MaxPasswordBytes} bytes, or holds control characters"),
        AccountRefusal.WeakPassword => ("WEAK_PASSWORD", "The password is too short, or is the name"),
        AccountRefusal.TooMany => ("TEMPORARILY_UNAVAILABLE", "Too many accounts were registered from your address; try again later"),
        AccountRefusal.Closed => ("TEMPORARILY_UNAVAILABLE", "Accounts cannot be registered here"),
        AccountRefusal.WrongCode => ("INVALID_CODE", "No registration waits for this code"),
        _ => throw new InvalidOperationException($"{refusal} has no reply."),
    };
}
