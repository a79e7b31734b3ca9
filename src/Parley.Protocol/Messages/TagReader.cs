namespace Parley.Protocol.Messages;

/// <summary>Walks over the tags of a line, in order, without allocating.</summary>
/// <remarks>Grammar: <c>tag *(';' tag)</c>, <c>tag = key ['=' escaped value]</c>. Source: https://ircv3.net/specs/extensions/message-tags#format.</remarks>
public ref struct TagReader(ReadOnlySpan<byte> tags)
{
    private ReadOnlySpan<byte> _rest = tags;

    /// <summary>The tag that the last <see cref="MoveNext"/> found.</summary>
    public Tag Current { get; private set; } = default;

    /// <summary>For <c>foreach</c>.</summary>
    public readonly TagReader GetEnumerator() => this;

    /// <summary>Goes on to the next tag; false after the last.</summary>
    public bool MoveNext()
    {
        while (_rest.Length > 0)
        {
            int end = _rest.IndexOf((byte)';');
            ReadOnlySpan<byte> tag = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? default : _rest[(end + 1)..];
            if (tag.Length == 0)
                continue;
            int equals = tag.IndexOf((byte)'=');
            Current = equals < 0 ? new Tag(tag, default, tag) : new Tag(tag[..equals], tag[(equals + 1)..], tag);
            return true;
        }
        return false;
    }

    /// <summary>A key and its value, still escaped.</summary>
    public readonly ref struct Tag(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, ReadOnlySpan<byte> whole)
    {
        /// <summary>The key, with '+' and vendor if it has them.</summary>
        public ReadOnlySpan<byte> Key { get; } = key;

        /// <summary>The value as on the wire; empty when missing.</summary>
        public ReadOnlySpan<byte> Value { get; } = value;

        /// <summary>Key and value as they came, to pass on unchanged.</summary>
        public ReadOnlySpan<byte> Whole { get; } = whole;

        /// <summary>Whether it is a client-only tag, which servers relay.</summary>
        public bool IsClientOnly => Key.Length > 0 && Key[0] == '+';
    }
}
