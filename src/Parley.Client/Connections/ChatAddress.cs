using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Parley.Client.Connections;

/// <summary>Where a server is, as people write it: <c>HOST[:PORT]</c>, <c>[::1]:2428</c>, or a URL (http, https, ws, wss, irc, ircs).</summary>
/// <param name="Host">A host name or an address, IPv6 without its brackets.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="Secure">Whether the connection is under TLS.</param>
/// <param name="Socket">The WebSocket to speak through; null: plain TCP.</param>
public sealed record ChatAddress(string Host, int Port, bool Secure, Uri? Socket)
{
    /// <summary>The port of a host that names none. A web address without a port has that of the web, 80 or 443.</summary>
    public const int DefaultPort = 2428;

    /// <summary>The base of the server's web addresses, by which this client itself reaches it; ends with a slash.</summary>
    public Uri HttpBase { get; } = Base(Host, Port, Secure, Socket);

    /// <summary>Reads an address.</summary>
    /// <returns>False when it is none; a room after an irc address (<c>irc://host/#room</c>) is ignored.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ChatAddress? address)
    {
        text = text?.Trim() ?? "";
        address = text.Contains("://", StringComparison.Ordinal) ? FromUrl(text) : FromHost(text);
        return address is not null;
    }

    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static ChatAddress Parse(string text)
        => TryParse(text, out ChatAddress? address) ? address : throw new FormatException($"'{text}' is not an address of a server.");

    /// <summary>A new transport to this address, not yet connected.</summary>
    public ITransport CreateTransport()
    {
        if (Socket is not null)
            return new WebSocketTransport(Socket);
        // Where it cannot work it is left out of the program.
        return OperatingSystem.IsBrowser() ? throw new PlatformNotSupportedException("Browsers speak no plain TCP.") : new TcpTransport(Host, Port, Secure);
    }

    /// <summary>The address as a person would type it: <c>host:port</c>, or the WebSocket's URL.</summary>
    public override string ToString() => Socket?.AbsoluteUri ?? (Secure ? "ircs://" : "") + Bracketed(Host) + ":" + Port.ToString(CultureInfo.InvariantCulture);

    private static ChatAddress? FromUrl(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url) || url.Host.Length == 0)
            return null;
        bool secure = url.Scheme is "https" or "wss" or "ircs";
        string host = url.IdnHost.Trim('[', ']');
        switch (url.Scheme)
        {
            case "irc" or "ircs":
                return new ChatAddress(host, url.Port > 0 ? url.Port : DefaultPort, secure, null);
            case "http" or "https":
                string folder = url.AbsolutePath[..(url.AbsolutePath.LastIndexOf('/') + 1)];
                var socket = new UriBuilder(secure ? "wss" : "ws", url.Host, url.Port, folder + "socket");
                return new ChatAddress(host, url.Port, secure, socket.Uri);
            case "ws" or "wss":
                Uri path = url.AbsolutePath == "/" ? new Uri(url, "/socket") : url;
                return new ChatAddress(host, url.Port, secure, path);
            default:
                return null;
        }
    }

    private static ChatAddress? FromHost(string text)
    {
        // A bare IPv6 address has more than one colon, so its last one is not that of a port.
        if (Uri.CheckHostName(text) == UriHostNameType.IPv6 && !text.Contains(']'))
            return new ChatAddress(text, DefaultPort, false, null);
        int colon = text.LastIndexOf(':');
        bool hasPort = colon > text.LastIndexOf(']');
        string host = (hasPort ? text[..colon] : text).Trim('[', ']');
        int port = DefaultPort;
        if (hasPort && !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port))
            return null;
        return port is > 0 and < 65536 && Uri.CheckHostName(host) != UriHostNameType.Unknown ? new ChatAddress(host, port, false, null) : null;
    }

    private static Uri Base(string host, int port, bool secure, Uri? socket)
    {
        string folder = socket is null ? "/" : socket.AbsolutePath[..(socket.AbsolutePath.LastIndexOf('/') + 1)];
        return new UriBuilder(secure ? "https" : "http", Bracketed(host), port, folder).Uri;
    }

    private static string Bracketed(string host) => host.Contains(':') ? $"[{host}]" : host;
}
