using System.Buffers;
using System.Text;

namespace Parley.Protocol.Messages;

/// <summary>Escapes and unescapes the values of tags.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/message-tags#escaping-values.</remarks>
public static class TagEscape
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create("; \\\r\n\0");

    /// <summary>The value as text. A backslash at the end is dropped, an unknown escape stands for its second character.</summary>
    public static string Decode(ReadOnlySpan<byte> value)
    {
        string text = Encoding.UTF8.GetString(value);
        if (!text.Contains('\\'))
            return text;
        var decoded = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
                decoded.Append(text[i]);
            else if (++i < text.Length)
                decoded.Append(text[i] switch { ':' => ';', 's' => ' ', 'r' => '\r', 'n' => '\n', char other => other });
        }
        return decoded.ToString();
    }

    /// <summary>The value as it stands on the wire; a NUL, for which there is no escape, is left out.</summary>
    public static string Encode(string value)
    {
        if (value.AsSpan().IndexOfAny(Escaped) < 0)
            return value;
        var encoded = new StringBuilder(value.Length + 8);
        foreach (char c in value)
            _ = c switch
            {
                ';' => encoded.Append("\\:"),
                ' ' => encoded.Append("\\s"),
                '\\' => encoded.Append("\\\\"),
                '\r' => encoded.Append("\\r"),
                '\n' => encoded.Append("\\n"),
                '\0' => encoded,
                _ => encoded.Append(c),
            };
        return encoded.ToString();
    }
}
