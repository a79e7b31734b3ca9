namespace Parley.Client.Connections;

/// <summary>Cuts a stream of bytes into lines, in bounded memory.</summary>
internal sealed class LineBuffer
{
    private readonly byte[] _bytes = new byte[ITransport.MaxLine + 2];
    private int _start;
    private int _end;
    private bool _tooLong;

    /// <summary>Takes the next line that is not empty, without its CR LF (a lone CR or LF ends a line too).</summary>
    public bool TryTake(out ReadOnlyMemory<byte> line)
    {
        while (true)
        {
            int length = _bytes.AsSpan(_start, _end - _start).IndexOfAny((byte)'\r', (byte)'\n');
            if (length < 0)
            {
                line = default;
                return false;
            }
            line = _bytes.AsMemory(_start, length);
            _start += length + 1;
            bool wanted = length > 0 && !_tooLong;
            _tooLong = false;
            if (wanted)
                return true;
        }
    }

    /// <summary>Where the next bytes go; never empty. Call it after <see cref="TryTake"/> said no. Ends what an earlier line's slice holds.</summary>
    public Memory<byte> Free()
    {
        _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
        _end -= _start;
        _start = 0;
        if (_end == _bytes.Length)
        {
            // No end of line in all of it: what is left of this line is dropped as it comes.
            _tooLong = true;
            _end = 0;
        }
        return _bytes.AsMemory(_end);
    }

    public void Filled(int count) => _end += count;
}
