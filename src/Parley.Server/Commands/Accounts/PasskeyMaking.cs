using Parley.Core.Accounts;
using Parley.Core.Passkeys;

namespace Parley.Server.Commands.Accounts;

/// <summary>A passkey that a session's browser has been asked to make.</summary>
/// <param name="challenge">What it answers.</param>
/// <param name="handle">The handle that it was given.</param>
/// <param name="name">What the passkey is to be called.</param>
/// <param name="account">The account that gets it. Null: one that is registered with it.</param>
internal sealed class PasskeyMaking(PasskeyChallenge challenge, string handle, string name, Account? account)
{
    /// <summary>The name of the account that is to be registered.</summary>
    public string? NewName { get; init; }

    /// <summary>The address that was given for it, or null.</summary>
    public string? Email { get; init; }

    /// <summary>The account that gets it. Null: one that is registered with it.</summary>
    public Account? Account => account;

    /// <summary>What has come of the answer.</summary>
    public MessageParts Answer { get; } = new(SaslPasskey.MaxAnswer);

    /// <summary>Judges the answer, all parts of which have come.</summary>
    public (Passkey? Made, PasskeyProblem Problem) Judge()
        => Answer.Take() is { } json && PasskeyResponse.Parse(json) is { } response ? challenge.Made(response, handle, name) : (null, PasskeyProblem.Unreadable);
}
