using System.Globalization;

namespace Parley.Client.Messages;

/// <summary>How large a message of several lines may be.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/multiline#capabilities.</remarks>
/// <param name="Bytes">Of its text in UTF-8, with a byte for each line feed.</param>
/// <param name="Lines">Lines on the wire.</param>
internal sealed record MultilineLimits(int Bytes, int Lines)
{
    /// <summary>Reads the value of the capability, such as <c>max-bytes=4096,max-lines=100</c>. Null: it makes no sense.</summary>
    public static MultilineLimits? Parse(string value)
    {
        int bytes = 0, lines = int.MaxValue;
        foreach (string token in value.Split(','))
            if (token.Split('=') is [var key, var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                (bytes, lines) = key switch { "max-bytes" => (number, lines), "max-lines" => (bytes, number), _ => (bytes, lines) };
        return bytes > 0 && lines > 0 ? new MultilineLimits(bytes, lines) : null;
    }
}
