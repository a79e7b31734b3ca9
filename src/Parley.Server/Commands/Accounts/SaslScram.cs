using System.Text.Unicode;
using Parley.Core.Accounts;
using Parley.Protocol.Names;

namespace Parley.Server.Commands.Accounts;

/// <summary>The mechanism SCRAM-SHA-256: the client proves that it knows the password without sending it, and the server that it knew it.</summary>
/// <remarks>Sources: https://www.rfc-editor.org/rfc/rfc7677, https://www.rfc-editor.org/rfc/rfc5802.</remarks>
internal sealed class SaslScram : ISaslMechanism
{
    private ScramOpening? _opening;
    private ScramExchange? _exchange;
    private Account? _account;
    private bool _isProved;

    /// <inheritdoc/>
    public async ValueTask<SaslStep> TakeAsync(CommandContext c, byte[] message)
    {
        // The client has only to say that it has seen the proof.
        if (_isProved)
            return message.Length == 0 ? await FinishAsync(c) : SaslStep.Failed();
        if (!Utf8.IsValid(message))
            return SaslStep.Failed();
        return _exchange is null ? await OpenAsync(c, message) : await JudgeAsync(c, _exchange, message);
    }

    private async ValueTask<SaslStep> OpenAsync(CommandContext c, byte[] message)
    {
        _opening = ScramOpening.Parse(message);
        if (_opening is null || (_opening.AuthorizeAs is { } whom && !Casemapping.Same(whom, _opening.Name)))
            return SaslStep.Failed();
        (_account, ScramVerifier verifier) = await c.Server.Accounts.FindVerifierAsync(_opening.Name);
        _exchange = new ScramExchange(_opening, verifier);
        return SaslStep.Ask(_exchange.Challenge);
    }

    private async ValueTask<SaslStep> JudgeAsync(CommandContext c, ScramExchange exchange, byte[] message)
    {
        byte[]? proof = null;
        LoginOutcome outcome = await Login.TryAsync(c, _opening!.Name, () =>
        {
            proof = exchange.Judge(message);
            return Task.FromResult(proof is null || _account is null ? null : new Proof(_account));
        });
        _isProved = outcome.Proof is not null;
        return _isProved ? SaslStep.Ask(proof!) : SaslStep.Failed(outcome.Why);
    }

    // The client takes its time for its last word: meanwhile the account may have another password, or be somebody else's, or be
    // suspended.
    private async ValueTask<SaslStep> FinishAsync(CommandContext c)
    {
        (Account? now, ScramVerifier verifier) = await c.Server.Accounts.FindVerifierAsync(_opening!.Name);
        return now is { Suspended: null } && verifier.ToString() == _account!.Verifier?.ToString() ? new SaslStep(new Proof(now), null, "") : SaslStep.Failed();
    }
}
