using System.Text;
using System.Text.Unicode;

namespace Parley.Server.Commands.Accounts;

/// <summary>The mechanism EXTERNAL: the client is known by the certificate that it showed when TLS began. The message names the account; without a
/// name it is the one that is called like the nickname.</summary>
/// <remarks>Source: https://www.rfc-editor.org/rfc/rfc4422#appendix-A. NickServ's CERT says whose certificate it is.</remarks>
internal sealed class SaslExternal : ISaslMechanism
{
    /// <inheritdoc/>
    public async ValueTask<SaslStep> TakeAsync(CommandContext c, byte[] message)
    {
        if (!Utf8.IsValid(message))
            return SaslStep.Failed();
        string name = message.Length > 0 ? Encoding.UTF8.GetString(message) : c.Session.Nickname;
        LoginOutcome outcome = await Login.TryCertificateAsync(c, name, c.Session.Endpoints.Fingerprint!);
        return new SaslStep(outcome.Proof, null, outcome.Why);
    }
}
