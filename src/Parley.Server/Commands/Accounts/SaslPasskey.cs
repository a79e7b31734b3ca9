using System.Text;
using System.Text.Unicode;
using Parley.Core.Accounts;
using Parley.Core.Passkeys;

namespace Parley.Server.Commands.Accounts;

/// <summary>The mechanism PASSKEY: the client may name an account, the server sends a challenge, and the client answers it with a passkey, as browsers
/// do. The passkey says whose it is; who has logged in already shows one of the same account.</summary>
/// <remarks>Source: https://datatracker.ietf.org/doc/draft-bucksch-sasl-passkey/. The challenge is PublicKeyCredentialRequestOptionsJSON and the answer
/// AuthenticationResponseJSON: https://www.w3.org/TR/webauthn-3/#sctn-parseRequestOptionsFromJSON, https://www.w3.org/TR/webauthn-3/#dictdef-authenticationresponsejson.</remarks>
/// <param name="site">The site whose page the client is.</param>
internal sealed class SaslPasskey(RelyingParty site) : ISaslMechanism
{
    /// <summary>The longest answer, in letters of Base64: twice what the longest id, a signature of RSA and the browser's words come to.</summary>
    public const int MaxAnswer = 16_000;

    private PasskeyChallenge? _challenge;
    private string? _whom;
    private Account? _asked;

    /// <inheritdoc/>
    public int MaxMessage => MaxAnswer;

    /// <inheritdoc/>
    public ValueTask<SaslStep> TakeAsync(CommandContext c, byte[] message) => _challenge is null ? OpenAsync(c, message) : JudgeAsync(c, _challenge, message);

    private async ValueTask<SaslStep> OpenAsync(CommandContext c, byte[] message)
    {
        if (!Utf8.IsValid(message))
            return SaslStep.Failed();
        _whom = message.Length > 0 ? Encoding.UTF8.GetString(message) : c.Session.Account;
        // Nobody else is told which passkeys an account has.
        Account? own = c.Session.Account is { } name ? await c.Server.Accounts.FindAsync(name) : null;
        Passkey[] known = [.. own?.Passkeys.Where(passkey => passkey.Host == site.Host) ?? []];
        if (own is not null && known.Length == 0)
            return SaslStep.Failed("the account has no passkey for this site");
        _asked = own;
        c.Session.WasAskedForPasskey = true;
        _challenge = new PasskeyChallenge(site, c.Server.Time);
        return SaslStep.Ask(_challenge.ToShow(known));
    }

    private async ValueTask<SaslStep> JudgeAsync(CommandContext c, PasskeyChallenge challenge, byte[] message)
    {
        if (PasskeyResponse.Parse(message) is not { } response)
            return SaslStep.Failed();
        Account? account = (await c.Server.Accounts.FindPasskeyAsync(response, _asked))?.Account;
        if (account is not null && _whom is not null && !account.Is(_whom))
            return SaslStep.Failed("the passkey is another account's");
        // Nobody guesses a passkey: who guesses passwords must not keep the owner's out.
        LoginOutcome outcome = await Login.TryAsync(c, null, async () => (await c.Server.Accounts.CheckAsync(challenge, response, account)).Proof);
        return new SaslStep(outcome.Proof, null, outcome.Why);
    }
}
