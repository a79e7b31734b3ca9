using Parley.Core.Accounts;

namespace Parley.Server.Commands.Accounts;

/// <summary>An exchange of SASL that a session is in.</summary>
/// <param name="mechanism">What it is spoken with.</param>
internal sealed class SaslExchange(ISaslMechanism mechanism)
{
    /// <summary>What it is spoken with.</summary>
    public ISaslMechanism Mechanism => mechanism;

    /// <summary>What has come of the client's message.</summary>
    public MessageParts Message { get; } = new(mechanism.MaxMessage);
}

/// <summary>A mechanism of SASL, in one exchange. Source: https://www.rfc-editor.org/rfc/rfc4422.</summary>
internal interface ISaslMechanism
{
    /// <summary>The longest message, in letters of Base64: longer than any name and password can make it.</summary>
    int MaxMessage => 2400;

    /// <summary>Takes the client's next message.</summary>
    ValueTask<SaslStep> TakeAsync(CommandContext c, byte[] message);
}

/// <summary>Where a message has led: to a challenge, to an account, or to nothing.</summary>
/// <param name="Proof">Not null: the client has logged in.</param>
/// <param name="Challenge">Not null: the client must answer this.</param>
/// <param name="Why">Why the exchange has failed, if it has and there is more to say than that.</param>
internal readonly record struct SaslStep(Proof? Proof, byte[]? Challenge, string Why)
{
    public static SaslStep Failed(string why = "") => new(null, null, why);

    public static SaslStep Ask(byte[] challenge) => new(null, challenge, "");
}
