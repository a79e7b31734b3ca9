using System.Globalization;
using System.Text;

namespace Parley.Protocol.Messages;

/// <summary>Writes lines of IRC into one growing buffer, a part at a time: tags, source, verb, parameters, end.</summary>
/// <remarks>
/// <para>Sources: https://modern.ircdocs.horse/#message-format, https://ircv3.net/specs/extensions/message-tags.</para>
/// <para>What a part holds can never make a second line or another part: CR, LF and NUL are left out, and of a middle parameter spaces and
/// what colons it begins with. A line whose part after the tags is longer than <see cref="MaxBytes"/> is cut, never inside a rune.</para>
/// </remarks>
public sealed class LineWriter
{
    /// <summary>The longest line without its tags, CR LF included, in bytes.</summary>
    public const int MaxBytes = 512;

    private byte[] _buffer = new byte[1024];
    private int _length;
    private int _body;
    private bool _inTags;

    /// <summary>The lines written since the last <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Forgets what was written and keeps the memory.</summary>
    public void Clear() => (_length, _body, _inTags) = (0, 0, false);

    /// <summary>Adds a tag; comes before everything else of the line. The value may hold any character; empty means none.</summary>
    public LineWriter Tag(ReadOnlySpan<byte> key, string value = "")
    {
        RawTag(key);
        if (value.Length > 0)
        {
            Raw("="u8);
            Raw(TagEscape.Encode(value));
        }
        return this;
    }

    /// <summary>Adds a tag, or several, already in the form of the wire.</summary>
    public LineWriter RawTag(ReadOnlySpan<byte> tag)
    {
        Raw(_inTags ? ";"u8 : "@"u8);
        Raw(tag);
        _inTags = true;
        return this;
    }

    /// <summary>Who the line is from: a server's name or a mask <c>nick!user@host</c>. Empty leaves it out.</summary>
    public LineWriter Source(string source)
    {
        EndTags();
        if (source.Length > 0)
        {
            Raw(":"u8);
            Clean(source, middle: true);
            Raw(" "u8);
        }
        return this;
    }

    /// <summary>The command. Comes after <see cref="Source"/>, or first.</summary>
    public LineWriter Verb(ReadOnlySpan<byte> verb)
    {
        EndTags();
        Raw(verb);
        return this;
    }

    /// <summary>A numeric as three digits.</summary>
    public LineWriter Verb(int numeric)
    {
        EndTags();
        Span<byte> digits = [(byte)('0' + (numeric / 100 % 10)), (byte)('0' + (numeric / 10 % 10)), (byte)('0' + (numeric % 10))];
        Raw(digits);
        return this;
    }

    /// <summary>A parameter without spaces; <c>*</c> stands for an empty one.</summary>
    public LineWriter Param(string value)
    {
        Raw(" "u8);
        int start = _length;
        Clean(value, middle: true);
        return NotEmpty(start);
    }

    /// <summary>A parameter without spaces, as bytes; <c>*</c> stands for an empty one.</summary>
    public LineWriter Param(ReadOnlySpan<byte> value)
    {
        Raw(" "u8);
        int start = _length;
        Clean(value, middle: true);
        return NotEmpty(start);
    }

    /// <summary>A parameter that is a number.</summary>
    public LineWriter Param(long value)
    {
        Reserve(21);
        _buffer[_length++] = (byte)' ';
        value.TryFormat(_buffer.AsSpan(_length), out int written, default, CultureInfo.InvariantCulture);
        _length += written;
        return this;
    }

    /// <summary>The last parameter, which may be empty and may hold spaces.</summary>
    public LineWriter Trailing(string value)
    {
        Raw(" :"u8);
        Clean(value, middle: false);
        return this;
    }

    /// <summary>The last parameter, which may be empty and may hold spaces, as bytes.</summary>
    public LineWriter Trailing(ReadOnlySpan<byte> value)
    {
        Raw(" :"u8);
        Clean(value, middle: false);
        return this;
    }

    /// <summary>Ends the line. The next part begins another.</summary>
    public void End()
    {
        const int room = MaxBytes - 2;
        if (_length - _body > room)
            _length = _body + Utf8Text.PrefixLength(_buffer.AsSpan(_body, _length - _body), room);
        Raw("\r\n"u8);
        _body = _length;
    }

    /// <summary>How many bytes are free in the line begun, for splitting a long list over several lines.</summary>
    public int Free => MaxBytes - 2 - (_length - _body);

    private void EndTags()
    {
        if (!_inTags)
            return;
        Raw(" "u8);
        _body = _length;
        _inTags = false;
    }

    private void Clean(string value, bool middle)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(value.Length));
        int written = Encoding.UTF8.GetBytes(value, _buffer.AsSpan(_length));
        Clean(_length, written, middle);
    }

    private void Clean(ReadOnlySpan<byte> value, bool middle)
    {
        Reserve(value.Length);
        value.CopyTo(_buffer.AsSpan(_length));
        Clean(_length, value.Length, middle);
    }

    private void Clean(int start, int count, bool middle)
    {
        Span<byte> part = _buffer.AsSpan(start, count);
        ReadOnlySpan<byte> unwanted = middle ? "\r\n\0 "u8 : "\r\n\0"u8;
        int kept = part.IndexOfAny(unwanted);
        if (kept < 0)
            kept = count;
        else
            for (int i = kept; i < count; i++)
                if (!unwanted.Contains(part[i]))
                    part[kept++] = part[i];
        _length = start + kept;
    }

    private LineWriter NotEmpty(int start)
    {
        // A colon would make it the last parameter, with all that follows.
        if (_length > start && _buffer[start] == ':')
        {
            ReadOnlySpan<byte> rest = _buffer.AsSpan(start, _length - start).TrimStart((byte)':');
            rest.CopyTo(_buffer.AsSpan(start));
            _length = start + rest.Length;
        }
        if (_length == start)
            Raw("*"u8);
        return this;
    }

    private void Raw(string value)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(value.Length));
        _length += Encoding.UTF8.GetBytes(value, _buffer.AsSpan(_length));
    }

    private void Raw(ReadOnlySpan<byte> value)
    {
        Reserve(value.Length);
        value.CopyTo(_buffer.AsSpan(_length));
        _length += value.Length;
    }

    private void Reserve(int count)
    {
        if (_buffer.Length - _length < count)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
    }
}
