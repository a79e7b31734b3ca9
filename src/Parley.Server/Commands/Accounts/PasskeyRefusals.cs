using Parley.Core.Passkeys;

namespace Parley.Server.Commands.Accounts;

/// <summary>The one place where a passkey that was not taken becomes a standard reply.</summary>
internal static class PasskeyRefusals
{
    private const string Invalid = "INVALID_PASSKEY";

    public static (string Code, string Text) ToFail(PasskeyProblem problem) => problem switch
    {
        PasskeyProblem.TooMany => ("TOO_MANY", "The account has too many passkeys: remove one"),
        PasskeyProblem.UnknownPasskey => ("ACCOUNT_REQUIRED", "Log in to an account first"),
        PasskeyProblem.Known => (Invalid, "The account has this passkey already"),
        PasskeyProblem.ChallengeOver => (Invalid, "It took too long: try again"),
        PasskeyProblem.UnknownKey => (Invalid, "The key is of a kind that is not known here"),
        PasskeyProblem.NobodySeen => (Invalid, "The device must see who is there, by a finger, a face or a PIN"),
        _ => (Invalid, "This is no answer to what was asked"),
    };
}
