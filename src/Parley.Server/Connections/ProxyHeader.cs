using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Parley.Server.Connections;

/// <summary>The header by which a proxy says for whom it opened a connection.</summary>
/// <param name="Client">The client's address. Null: the proxy speaks for itself (a health check), or does not say.</param>
/// <param name="Server">The address to which the client came. Null likewise.</param>
/// <remarks>Source: https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt.</remarks>
internal sealed record ProxyHeader(IPEndPoint? Client, IPEndPoint? Server)
{
    // 2.2.6: what may follow the addresses; one kind says that the client came by TLS.
    private const byte SslKind = 0x20, ByTls = 0x01;
    private const int KindAndLength = 3;

    // 2.1: with its CR LF a line of version 1 has at most 107 bytes.
    private const int MaxLine = 107;

    // 2.2: signature, version and command, family, length; then as many bytes as the length says. Proxies add some tens of bytes beyond the addresses.
    private const int HeadLength = 16, MaxRest = 1024;

    private const int Tcp4 = 0x11, Tcp6 = 0x21;

    private static readonly ProxyHeader Nobody = new(null, null);

    /// <summary>Whether the client came to the proxy by TLS. Version 1 does not say.</summary>
    public bool IsSecure { get; private init; }

    /// <summary>What begins a header of version 1.</summary>
    public static ReadOnlySpan<byte> Version1 => "PROXY "u8;

    /// <summary>What begins a header of version 2.</summary>
    public static ReadOnlySpan<byte> Version2 => "\r\n\r\n\0\r\nQUIT\n"u8;

    /// <summary>What was found.</summary>
    internal enum Found
    {
        /// <summary>More bytes are needed to tell.</summary>
        Unknown,

        /// <summary>There is none: the bytes begin with something else.</summary>
        Nothing,

        /// <summary>A header.</summary>
        Header,

        /// <summary>It begins as a header and is none.</summary>
        Broken,
    }

    /// <summary>Reads the header off the start of the bytes, if one is there.</summary>
    /// <param name="start">What has arrived.</param>
    /// <param name="header">The header.</param>
    /// <param name="length">How many bytes it has.</param>
    public static Found TryRead(ReadOnlySpan<byte> start, out ProxyHeader? header, out int length)
    {
        (header, length) = (null, 0);
        if (Begins(start, Version1))
            return start.Length < Version1.Length ? Found.Unknown : ReadVersion1(start, out header, out length);
        if (Begins(start, Version2))
            return start.Length < HeadLength ? Found.Unknown : ReadVersion2(start, out header, out length);
        return Found.Nothing;
    }

    /// <summary>Whether the bytes are the beginning of what is wanted, or begin with it.</summary>
    public static bool Begins(ReadOnlySpan<byte> start, ReadOnlySpan<byte> wanted)
        => start.Length < wanted.Length ? wanted.StartsWith(start) : start.StartsWith(wanted);

    // PROXY TCP4 192.0.2.7 198.51.100.1 40000 2428
    private static Found ReadVersion1(ReadOnlySpan<byte> start, out ProxyHeader? header, out int length)
    {
        (header, length) = (null, 0);
        int end = start[..Math.Min(start.Length, MaxLine)].IndexOf("\n"u8);
        if (end < 0)
            return start.Length < MaxLine ? Found.Unknown : Found.Broken;
        length = end + 1;
        string[] words = Encoding.ASCII.GetString(start[Version1.Length..end].TrimEnd("\r"u8)).Split(' ');
        if (words[0] == "UNKNOWN")
            header = Nobody;
        else if (words is ["TCP4" or "TCP6", var source, var destination, var sourcePort, var destinationPort])
            header = ToEndpoint(source, sourcePort) is { } client && ToEndpoint(destination, destinationPort) is { } server ? new ProxyHeader(client, server) : null;
        return header is null ? Found.Broken : Found.Header;
    }

    private static Found ReadVersion2(ReadOnlySpan<byte> start, out ProxyHeader? header, out int length)
    {
        (header, length) = (null, 0);
        int rest = BinaryPrimitives.ReadUInt16BigEndian(start[14..]);
        (int version, int command) = (start[12] >> 4, start[12] & 0x0F);
        if (version != 2 || command > 1 || rest > MaxRest)
            return Found.Broken;
        if (start.Length < HeadLength + rest)
            return Found.Unknown;
        length = HeadLength + rest;
        // Command 0 is LOCAL: the proxy asks for itself whether somebody is here.
        header = command == 0 ? Nobody : ReadAddresses(start[13], start.Slice(HeadLength, rest));
        return header is null ? Found.Broken : Found.Header;
    }

    private static ProxyHeader? ReadAddresses(byte family, ReadOnlySpan<byte> block)
    {
        int size = family switch { Tcp4 => 4, Tcp6 => 16, _ => 0 };
        if (size == 0)
            return Nobody;
        if (block.Length < (size + 2) * 2)
            return null;
        int ports = size * 2;
        return new ProxyHeader(
            new IPEndPoint(new IPAddress(block[..size]), BinaryPrimitives.ReadUInt16BigEndian(block[ports..])),
            new IPEndPoint(new IPAddress(block[size..ports]), BinaryPrimitives.ReadUInt16BigEndian(block[(ports + 2)..])))
        {
            IsSecure = CameByTls(block[((size + 2) * 2)..]),
        };
    }

    private static bool CameByTls(ReadOnlySpan<byte> rest)
    {
        while (rest.Length > KindAndLength)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(rest[1..]);
            if (rest[0] == SslKind)
                return length > 0 && (rest[KindAndLength] & ByTls) != 0;
            rest = rest[Math.Min(rest.Length, KindAndLength + length)..];
        }
        return false;
    }

    private static IPEndPoint? ToEndpoint(string address, string port)
        => IPAddress.TryParse(address, out IPAddress? parsed) && ushort.TryParse(port, out ushort number) ? new IPEndPoint(parsed, number) : null;
}
