using System.Text;

namespace Parley.Core.Accounts;

/// <summary>A client's first message of SCRAM: <c>n,[a=authzid],n=name,r=nonce</c>.</summary>
/// <remarks>Source: https://www.rfc-editor.org/rfc/rfc5802#section-7.</remarks>
/// <param name="Header">The part before the name, with its last comma: what binds the exchange to a channel, and the authorization identity.</param>
/// <param name="Bare">The rest, which goes into the proof.</param>
/// <param name="AuthorizeAs">Whom the client wants to be. Null: the one it logs in as.</param>
/// <param name="Name">Whose password the client says to know.</param>
/// <param name="Nonce">The client's share of the nonce.</param>
public sealed record ScramOpening(string Header, string Bare, string? AuthorizeAs, string Name, string Nonce)
{
    /// <summary>Reads the message; null when it is not one, or wants what is not offered.</summary>
    public static ScramOpening? Parse(ReadOnlySpan<byte> message)
    {
        string text = Encoding.UTF8.GetString(message);
        // p=… asks for a binding to TLS, which no mechanism offered here has; m=… is an extension that must be understood.
        if (text.Split(',') is not [("n" or "y") and var binding, var authorize, ['n', '=', .. var name], ['r', '=', .. var nonce], ..]
            || Unescape(name) is not { Length: > 0 } whose
            || nonce.Length == 0 || nonce.AsSpan().ContainsAnyExceptInRange('!', '~'))
            return null;
        string? whom = null;
        if (authorize.Length > 0 && (!authorize.StartsWith("a=", StringComparison.Ordinal) || (whom = Unescape(authorize[2..])) is null or ""))
            return null;
        string header = $"{binding},{authorize},";
        return new ScramOpening(header, text[header.Length..], whom, whose, nonce);
    }

    // A comma is sent as =2C and an equals sign as =3D; no other = may stand in a name.
    private static string? Unescape(string name)
    {
        string[] parts = name.Split('=');
        for (int i = 1; i < parts.Length; i++)
        {
            if (parts[i].StartsWith("2C", StringComparison.Ordinal))
                parts[i] = "," + parts[i][2..];
            else if (parts[i].StartsWith("3D", StringComparison.Ordinal))
                parts[i] = "=" + parts[i][2..];
            else
                return null;
        }
        return string.Concat(parts);
    }
}
