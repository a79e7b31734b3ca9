using Parley.Core.Accounts;

namespace Parley.Server.Settings;

/// <summary>Somebody who may become an operator of the server.</summary>
/// <param name="Name">The first parameter of OPER.</param>
/// <param name="Verifier">What is kept of the password.</param>
internal sealed record OperatorAccount(string Name, ScramVerifier Verifier)
{
    /// <summary>Reads <c>NAME:VERIFIER</c>.</summary>
    /// <exception cref="FormatException">It is not that.</exception>
    public static OperatorAccount Parse(string text)
        => TryParse(text) ?? throw new FormatException("An operator is written NAME:VERIFIER.");

    /// <summary>Reads <c>NAME:VERIFIER</c>. Null: it is not that.</summary>
    public static OperatorAccount? TryParse(string text)
        => text.IndexOf(':') is var colon and > 0 && !text.AsSpan(0, colon).Contains(' ') && ScramVerifier.TryParse(text[(colon + 1)..], out ScramVerifier? verifier)
            ? new OperatorAccount(text[..colon], verifier)
            : null;
}
