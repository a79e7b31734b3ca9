using System.Buffers.Text;
using System.Text;

namespace Parley.Client.Accounts;

/// <summary>One login by SASL, from AUTHENTICATE to its end.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/sasl-3.1. A password is proved with SCRAM-SHA-256 where both sides can; a token is sent.</remarks>
internal sealed class SaslLogin
{
    /// <summary>The longest part of a message, in letters of Base64.</summary>
    public const int MaxPart = 400;

    // More than any server has to say.
    private const int MaxMessage = 64 * 1024;
    private const string Plain = "PLAIN", Scram = "SCRAM-SHA-256";

    /// <summary>The mechanism that takes a passkey: https://datatracker.ietf.org/doc/draft-bucksch-sasl-passkey/.</summary>
    public const string Passkey = "PASSKEY";

    private readonly StringBuilder _message = new();
    private readonly ScramLogin? _scram;
    private readonly AskAuthenticator? _show;
    private int _step;

    /// <param name="credentials">What with.</param>
    /// <param name="mechanisms">Those that the server has. Empty: it did not say.</param>
    /// <param name="derive">Derives a password's key. Null: that cannot be done here.</param>
    public SaslLogin(Credentials credentials, IReadOnlyCollection<string> mechanisms, DeriveKey? derive)
    {
        Credentials = credentials;
        if (!credentials.IsToken && derive is not null && (mechanisms.Count == 0 || mechanisms.Contains(Scram)))
            _scram = new ScramLogin(credentials, derive);
    }

    /// <param name="show">Has a passkey shown.</param>
    public SaslLogin(AskAuthenticator show) => _show = show;

    /// <summary>What with. Null: a passkey.</summary>
    public Credentials? Credentials { get; }

    /// <summary>Whether the person has shown none, or there was none to show.</summary>
    public bool IsDeclined { get; private set; }

    /// <summary>The mechanism to ask for.</summary>
    public string Mechanism => _show is not null ? Passkey : _scram is null ? Plain : Scram;

    /// <summary>Takes a parameter of AUTHENTICATE.</summary>
    /// <returns>The server's message when all its parts are here; null: more come. Empty: it has none, or none that can be read.</returns>
    public byte[]? Take(string part)
    {
        if (part != "+" && _message.Length + part.Length <= MaxMessage)
            _message.Append(part);
        if (part.Length == MaxPart)
            return null;
        string base64 = _message.ToString();
        _message.Clear();
        return Base64.IsValid(base64) ? Convert.FromBase64String(base64) : [];
    }

    /// <summary>The answer to the server's next message. Null: that one was wrong, and the exchange is to be aborted.</summary>
    public async Task<byte[]?> AnswerAsync(byte[] message) => _show is { } show ? await ShowAsync(show, message) : (_step++, _scram) switch
    {
        (0, null) => Encoding.UTF8.GetBytes($"\0{Credentials!.Account}\0{Credentials.Secret}"),
        (0, { } scram) => scram.Open(),
        (1, { } scram) => await scram.AnswerAsync(message),
        (2, { } scram) => scram.IsProved(message) ? [] : null,
        _ => null,
    };

    // The passkey says whose it is, so nobody is named.
    private async Task<byte[]?> ShowAsync(AskAuthenticator show, byte[] message)
    {
        switch (_step++)
        {
            case 0:
                return [];
            case 1 when message.Length > 0:
                byte[]? shown = await show(message);
                IsDeclined = shown is null;
                return shown;
            default:
                return null;
        }
    }

    /// <summary>The message that came in those parts. Empty: it has nothing, or cannot be read.</summary>
    public static byte[] Join(IEnumerable<string> parts)
    {
        string base64 = string.Concat(parts.Where(part => part != "+"));
        return base64.Length <= MaxMessage && Base64.IsValid(base64) ? Convert.FromBase64String(base64) : [];
    }

    /// <summary>The parameters of AUTHENTICATE for a message: Base64 in parts of 400, after a full one at least an empty one.</summary>
    public static IEnumerable<string> Split(byte[] message)
    {
        string base64 = Convert.ToBase64String(message);
        int sent = 0;
        for (; base64.Length - sent >= MaxPart; sent += MaxPart)
            yield return base64.Substring(sent, MaxPart);
        yield return sent < base64.Length ? base64[sent..] : "+";
    }
}
