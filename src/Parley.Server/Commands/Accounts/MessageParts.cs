using System.Buffers.Text;
using System.Text;

namespace Parley.Server.Commands.Accounts;

/// <summary>A message that is too long for a line: Base64 in parts of 400. A part that is shorter is the last; an empty one is <c>+</c>.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/sasl-3.1#the-authenticate-command.</remarks>
/// <param name="most">How long it may be, in letters of Base64.</param>
internal sealed class MessageParts(int most)
{
    /// <summary>The longest part.</summary>
    public const int MaxPart = 400;

    private readonly StringBuilder _base64 = new();

    /// <summary>Whether all parts have come.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Adds a part; false when the message is too long with it.</summary>
    public bool TryAdd(string part)
    {
        IsComplete = part.Length < MaxPart;
        if (part != "+")
            _base64.Append(part);
        return _base64.Length <= most;
    }

    /// <summary>The message, all parts of which have come; then the next may come. Null: it is not Base64.</summary>
    public byte[]? Take()
    {
        string base64 = _base64.ToString();
        _base64.Clear();
        return Base64.IsValid(base64) ? Convert.FromBase64String(base64) : null;
    }

    /// <summary>The parts of a message. A last one of 400 is followed by an empty one, so that the other side sees the end.</summary>
    public static IEnumerable<string> Of(byte[] message)
    {
        string base64 = Convert.ToBase64String(message);
        int sent = 0;
        for (; base64.Length - sent >= MaxPart; sent += MaxPart)
            yield return base64.Substring(sent, MaxPart);
        yield return sent < base64.Length ? base64[sent..] : "+";
    }
}
