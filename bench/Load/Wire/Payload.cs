using System.Buffers.Binary;
using System.Diagnostics;

namespace Parley.Load.Wire;

/// <summary>
/// The text of a message of ours: <c>~load~</c>, then in hexadecimal when it was sent, by whom, and the how-manieth of that sender
/// it is, then words up to the wanted length. It stands at the end of the line whatever the server wrote before it.
/// </summary>
/// <param name="SentAt">In ticks of <see cref="Stopwatch"/>.</param>
/// <param name="Sender">Index among the senders of the run.</param>
/// <param name="Number">Counts from zero for each sender.</param>
internal readonly record struct Payload(long SentAt, int Sender, int Number)
{
    /// <summary>Shortest text, in bytes.</summary>
    public const int MinBytes = MarkBytes + 2 * PackedBytes;

    private const int MarkBytes = 6;
    private const int PackedBytes = 16;

    private static ReadOnlySpan<byte> Mark => "~load~"u8;

    private static ReadOnlySpan<byte> Words => " and the rain in Spain stays mainly in the plain"u8;

    /// <summary>Fills the whole of <paramref name="text"/>.</summary>
    public void Write(Span<byte> text)
    {
        Span<byte> packed = stackalloc byte[PackedBytes];
        BinaryPrimitives.WriteInt64BigEndian(packed, SentAt);
        BinaryPrimitives.WriteInt32BigEndian(packed[8..], Sender);
        BinaryPrimitives.WriteInt32BigEndian(packed[12..], Number);

        Mark.CopyTo(text);
        Convert.TryToHexString(packed, text[MarkBytes..], out _);
        for (Span<byte> rest = text[MinBytes..]; !rest.IsEmpty;)
        {
            int length = Math.Min(rest.Length, Words.Length);
            Words[..length].CopyTo(rest);
            rest = rest[length..];
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="line">A line from the server, without its line feed; a carriage return may be there.</param>
    /// <param name="bytes">The length of all texts of this run.</param>
    /// <param name="payload">What was read.</param>
    /// <returns>False when the line is something else.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, int bytes, out Payload payload)
    {
        payload = default;
        if (!line.IsEmpty && line[^1] == '\r')
            line = line[..^1];
        if (line.Length <= bytes || !line[^bytes..].StartsWith(Mark))
            return false;

        Span<byte> packed = stackalloc byte[PackedBytes];
        Convert.FromHexString(line.Slice(line.Length - bytes + MarkBytes, 2 * PackedBytes), packed, out _, out _);
        payload = new Payload(
            BinaryPrimitives.ReadInt64BigEndian(packed),
            BinaryPrimitives.ReadInt32BigEndian(packed[8..]),
            BinaryPrimitives.ReadInt32BigEndian(packed[12..]));
        return true;
    }
}
