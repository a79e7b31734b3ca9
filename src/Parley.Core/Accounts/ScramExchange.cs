using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Core.Accounts;

/// <summary>The server's side of one exchange of SCRAM-SHA-256, after the client's first message.</summary>
/// <remarks>Sources: https://www.rfc-editor.org/rfc/rfc5802#section-5, https://www.rfc-editor.org/rfc/rfc7677.</remarks>
public sealed class ScramExchange
{
    private const int NonceBytes = 18;

    private readonly ScramOpening _opening;
    private readonly ScramVerifier _verifier;
    private readonly string _nonce;
    private readonly string _challenge;

    /// <param name="opening">The client's first message.</param>
    /// <param name="verifier">What the client must prove to know.</param>
    /// <param name="nonce">The server's share of the nonce. Null: a random one, as it must be.</param>
    public ScramExchange(ScramOpening opening, ScramVerifier verifier, string? nonce = null)
    {
        (_opening, _verifier) = (opening, verifier);
        _nonce = opening.Nonce + (nonce ?? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NonceBytes)));
        _challenge = string.Create(CultureInfo.InvariantCulture, $"r={_nonce},s={Convert.ToBase64String(verifier.Salt.Span)},i={verifier.Iterations}");
    }

    /// <summary>The server's first message: the nonce, the salt and the iterations.</summary>
    public byte[] Challenge => Encoding.UTF8.GetBytes(_challenge);

    /// <summary>Judges the client's last message.</summary>
    /// <returns>The server's last message, which proves that it knows the verifier. Null: the client has proved nothing.</returns>
    public byte[]? Judge(ReadOnlySpan<byte> message)
    {
        string text = Encoding.UTF8.GetString(message);
        int end = text.LastIndexOf(",p=", StringComparison.Ordinal);
        if (end < 0 || !Base64.IsValid(text.AsSpan(end + 3)))
            return null;
        string[] said = text[..end].Split(',');
        if (said.Length < 2 || said[0] != "c=" + Convert.ToBase64String(Encoding.UTF8.GetBytes(_opening.Header)) || said[1] != "r=" + _nonce)
            return null;
        byte[] proved = Encoding.UTF8.GetBytes($"{_opening.Bare},{_challenge},{text[..end]}");
        return _verifier.Proves(proved, Convert.FromBase64String(text[(end + 3)..]))
            ? Encoding.UTF8.GetBytes("v=" + Convert.ToBase64String(_verifier.Sign(proved)))
            : null;
    }
}
