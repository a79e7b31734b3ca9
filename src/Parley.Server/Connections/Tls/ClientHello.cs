using System.Buffers.Binary;

namespace Parley.Server.Connections.Tls;

/// <summary>What a client says first in a TLS handshake.</summary>
/// <remarks>Source: https://www.rfc-editor.org/rfc/rfc8446#section-4.1.2, https://www.rfc-editor.org/rfc/rfc7301#section-3.1.</remarks>
internal static class ClientHello
{
    private const int TypeAndLength = 4, VersionAndRandom = 34;
    private const ushort Alpn = 16;

    /// <summary>Whether the client names one of two protocols to be spoken inside TLS (ALPN).</summary>
    /// <param name="message">The handshake's first message, as far as it has come. What cannot be understood names nothing.</param>
    /// <param name="one">The one.</param>
    /// <param name="other">The other.</param>
    public static bool Offers(ReadOnlySpan<byte> message, ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        if (message.Length < TypeAndLength + VersionAndRandom)
            return false;
        ReadOnlySpan<byte> rest = message[(TypeAndLength + VersionAndRandom)..];
        // The session's id, the ciphers, the compressions.
        if (!TryTake(ref rest, 1, out _) || !TryTake(ref rest, 2, out _) || !TryTake(ref rest, 1, out _) || rest.Length < 2)
            return false;
        for (rest = rest[2..]; rest.Length > 2;)
        {
            ushort type = BinaryPrimitives.ReadUInt16BigEndian(rest);
            rest = rest[2..];
            if (!TryTake(ref rest, 2, out ReadOnlySpan<byte> extension))
                return false;
            if (type == Alpn)
                return TryTake(ref extension, 2, out ReadOnlySpan<byte> names) && Names(names, one, other);
        }
        return false;
    }

    private static bool Names(ReadOnlySpan<byte> names, ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        while (TryTake(ref names, 1, out ReadOnlySpan<byte> name))
            if (name.SequenceEqual(one) || name.SequenceEqual(other))
                return true;
        return false;
    }

    // A length of one or two bytes, and so many bytes.
    private static bool TryTake(ref ReadOnlySpan<byte> rest, int lengthBytes, out ReadOnlySpan<byte> taken)
    {
        taken = default;
        if (rest.Length < lengthBytes)
            return false;
        int length = lengthBytes == 1 ? rest[0] : BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (rest.Length < lengthBytes + length)
            return false;
        taken = rest.Slice(lengthBytes, length);
        rest = rest[(lengthBytes + length)..];
        return true;
    }
}
