using System.Buffers;

namespace Parley.Server.Connections;

/// <summary>Cuts what arrives into lines, ended by LF with or without CR before it.</summary>
/// <remarks>Limits: https://ircv3.net/specs/extensions/message-tags#size-limit, https://modern.ircdocs.horse/#message-format.</remarks>
internal sealed class LineReader
{
    /// <summary>The longest tags of a client, with '@' and space, in bytes.</summary>
    public const int MaxTags = 4096;

    /// <summary>The longest line without its tags, CR LF included, in bytes.</summary>
    public const int MaxBody = 512;

    /// <summary>The longest line that is passed over and refused, in bytes; who goes on beyond it means no good.</summary>
    public const int MaxSkipped = 16 * 1024;

    private byte[]? _joined;
    private bool _isSkipping;
    private long _skipped;

    /// <summary>What was found.</summary>
    internal enum Found
    {
        /// <summary>No whole line yet.</summary>
        Nothing,

        /// <summary>A line.</summary>
        Line,

        /// <summary>The end of a line that was too long.</summary>
        TooLong,

        /// <summary>A line that is longer than <see cref="MaxSkipped"/>.</summary>
        Flood,
    }

    /// <summary>Takes the next line off the buffer.</summary>
    /// <param name="buffer">What has arrived; what was taken is cut off its start.</param>
    /// <param name="line">The line without CR LF, good until the next call.</param>
    public Found TryRead(ref ReadOnlySequence<byte> buffer, out ReadOnlyMemory<byte> line)
    {
        line = default;
        SequencePosition? end = buffer.PositionOf((byte)'\n');
        if (end is null)
        {
            // A line that never ends is not kept: its bytes are dropped as they come.
            if (_isSkipping || buffer.Length > MaxTags + MaxBody)
            {
                (_isSkipping, _skipped) = (true, _skipped + buffer.Length);
                buffer = buffer.Slice(buffer.End);
            }
            return _skipped > MaxSkipped ? Found.Flood : Found.Nothing;
        }
        ReadOnlySequence<byte> taken = buffer.Slice(0, end.Value);
        buffer = buffer.Slice(buffer.GetPosition(1, end.Value));
        if (_isSkipping || taken.Length > MaxTags + MaxBody)
        {
            long length = _skipped + taken.Length;
            (_isSkipping, _skipped) = (false, 0);
            return length > MaxSkipped ? Found.Flood : Found.TooLong;
        }
        line = Join(taken);
        if (line.Length > 0 && line.Span[^1] == '\r')
            line = line[..^1];
        return Fits(line.Span) ? Found.Line : Found.TooLong;
    }

    /// <summary>Whether a line, without CR LF, is within the limits.</summary>
    public static bool Fits(ReadOnlySpan<byte> line)
    {
        if (line.Length <= MaxBody - 2)
            return true;
        int tags = line[0] == '@' ? line.IndexOf((byte)' ') + 1 : 0;
        return tags <= MaxTags && line.Length - tags <= MaxBody - 2;
    }

    private ReadOnlyMemory<byte> Join(ReadOnlySequence<byte> line)
    {
        if (line.IsSingleSegment)
            return line.First;
        _joined ??= new byte[MaxTags + MaxBody];
        line.CopyTo(_joined);
        return _joined.AsMemory(0, (int)line.Length);
    }
}
