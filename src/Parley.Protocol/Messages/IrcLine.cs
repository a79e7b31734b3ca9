using System.Text;

namespace Parley.Protocol.Messages;

/// <summary>One line of IRC, taken apart: tags, source, verb and parameters as slices of the bytes it came in.</summary>
/// <remarks>
/// <para>Grammar: <c>['@' tags SPACE] [':' source SPACE] verb *(SPACE middle) [SPACE ':' trailing]</c>.
/// Sources: https://modern.ircdocs.horse/#message-format, https://ircv3.net/specs/extensions/message-tags.</para>
/// <para>An instance is made once for each connection and filled again by each <see cref="TryParse"/>; its slices are valid as long as
/// the bytes given to that call are.</para>
/// </remarks>
public sealed class IrcLine
{
    private readonly List<ReadOnlyMemory<byte>> _params = new(16);

    /// <summary>The tags without their '@', escaped as on the wire. Empty when there are none.</summary>
    public ReadOnlyMemory<byte> Tags { get; private set; }

    /// <summary>The source without its ':'. Empty when there is none.</summary>
    public ReadOnlyMemory<byte> Source { get; private set; }

    /// <summary>The command or the three digits of a numeric, in the case it was sent; not necessarily one that exists.</summary>
    public ReadOnlyMemory<byte> Verb { get; private set; }

    /// <summary>How many parameters there are, the trailing one included.</summary>
    public int ParamCount => _params.Count;

    /// <summary>The parameter's bytes.</summary>
    public ReadOnlyMemory<byte> Bytes(int index) => _params[index];

    /// <summary>The parameter as text; bytes that are not UTF-8 become U+FFFD.</summary>
    public string Text(int index) => Encoding.UTF8.GetString(_params[index].Span);

    /// <summary>The unescaped value of the tag; empty when it has none, null when the line does not carry it.</summary>
    public string? Tag(ReadOnlySpan<byte> key)
    {
        string? value = null;
        // A later tag of the same name wins: https://ircv3.net/specs/extensions/message-tags#rules-for-naming-message-tags
        foreach (TagReader.Tag tag in new TagReader(Tags.Span))
            if (tag.Key.SequenceEqual(key))
                value = TagEscape.Decode(tag.Value);
        return value;
    }

    /// <summary>Takes a line apart.</summary>
    /// <param name="line">The line without its CR LF.</param>
    /// <returns>False when there is no verb; nothing is then to be read from here.</returns>
    public bool TryParse(ReadOnlyMemory<byte> line)
    {
        _params.Clear();
        Tags = Source = Verb = default;

        ReadOnlyMemory<byte> rest = TrimSpaces(line);
        if (StartsWith(rest, '@'))
            (Tags, rest) = CutWord(rest[1..]);
        if (StartsWith(rest, ':'))
            (Source, rest) = CutWord(rest[1..]);
        (Verb, rest) = CutWord(rest);
        if (Verb.Length == 0)
            return false;

        while (rest.Length > 0)
        {
            if (StartsWith(rest, ':'))
            {
                _params.Add(rest[1..]);
                break;
            }
            (ReadOnlyMemory<byte> middle, rest) = CutWord(rest);
            _params.Add(middle);
        }
        return true;
    }

    private static bool StartsWith(ReadOnlyMemory<byte> bytes, char first) => bytes.Length > 0 && bytes.Span[0] == first;

    private static (ReadOnlyMemory<byte> Word, ReadOnlyMemory<byte> After) CutWord(ReadOnlyMemory<byte> bytes)
    {
        int end = bytes.Span.IndexOf((byte)' ');
        return end < 0 ? (bytes, default) : (bytes[..end], TrimSpaces(bytes[(end + 1)..]));
    }

    private static ReadOnlyMemory<byte> TrimSpaces(ReadOnlyMemory<byte> bytes)
    {
        int start = bytes.Span.IndexOfAnyExcept((byte)' ');
        return start < 0 ? default : bytes[start..];
    }
}
