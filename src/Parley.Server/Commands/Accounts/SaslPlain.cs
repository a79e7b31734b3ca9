using System.Text;
using System.Text.Unicode;
using Parley.Core.Accounts;
using Parley.Protocol.Names;

namespace Parley.Server.Commands.Accounts;

/// <summary>The mechanism PLAIN: <c>[authzid] NUL authcid NUL password</c>, in UTF-8. The password may be the token
/// of a device. Nobody may act for another, so both identities must be one.</summary>
/// <remarks>Source: https://www.rfc-editor.org/rfc/rfc4616.</remarks>
internal sealed class SaslPlain : ISaslMechanism
{
    /// <inheritdoc/>
    public async ValueTask<SaslStep> TakeAsync(CommandContext c, byte[] message)
    {
        if (!Utf8.IsValid(message)
            || Encoding.UTF8.GetString(message).Split('\0') is not [var whom, { Length: > 0 } name, { Length: > 0 } password]
            || (whom.Length > 0 && !Casemapping.Same(whom, name))
            || !Account.MayBePassword(password))
            return SaslStep.Failed();
        LoginOutcome outcome = await Login.TryAsync(c, name, password);
        return new SaslStep(outcome.Proof, null, outcome.Why);
    }
}
