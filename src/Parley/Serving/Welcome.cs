using System.Net;
using System.Net.Sockets;
using Parley.Server.Settings;
using QRCoder;
using Spectre.Console;

namespace Parley.Serving;

/// <summary>What <c>parley serve</c> prints when it has started.</summary>
internal static class Welcome
{
    /// <summary>Prints it.</summary>
    /// <param name="console">Where to. The QR code is only for a terminal: in a log it is noise.</param>
    /// <param name="options">The options in force.</param>
    /// <param name="addresses">Where people reach the server, the likeliest first; at least one.</param>
    public static void Print(IAnsiConsole console, ParleyOptions options, IReadOnlyList<IPEndPoint> addresses)
    {
        string[] web = [.. addresses.Select(WebAddress).Distinct()];
        if (options.Server.Url is { } url)
            web = [url.AbsoluteUri, .. web];

        Line(console, $"Parley {typeof(Welcome).Assembly.GetName().Version!.ToString(3)}");
        Line(console, $"Data: {options.Server.Data}");
        Line(console, "");
        for (int i = 0; i < web.Length; i++)
            Line(console, (i == 0 ? "Join at " : "        ") + web[i]);
        Line(console, "");
        if (console.Profile.Out.IsTerminal && (options.Server.Url is not null || !IPAddress.IsLoopback(addresses[0].Address)))
            PrintQrCode(console, web[0]);

        (string host, string port) = IrcAddress(options, addresses[0]);
        Line(console, $"Browser     {web[0]}");
        Line(console, $"Terminal    parley chat {ForParley(host, port)}");
        Line(console, $"IRC client  /connect {host} {port}, then /join {options.Rooms.Default}");
        Line(console, "");
        Line(console, "Ctrl+C stops.");
    }

    private static string WebAddress(IPEndPoint at)
    {
        string host = IPAddress.IsLoopback(at.Address) ? "localhost"
            : at.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{at.Address}]"
            : $"{at.Address}";
        return at.Port == 80 ? $"http://{host}/" : $"http://{host}:{at.Port}/";
    }

    private static (string Host, string Port) IrcAddress(ParleyOptions options, IPEndPoint at)
        => (options.Server.Url?.Host ?? (IPAddress.IsLoopback(at.Address) ? "localhost" : $"{at.Address}"), $"{at.Port}");

    private static string ForParley(string host, string port)
        => port == $"{ServerOptions.DefaultPort}" ? host : host.Contains(':') ? $"[{host}]:{port}" : $"{host}:{port}";

    // Black on white whatever the terminal's own colors are: some phones do not read it the other way round.
    private static void PrintQrCode(IAnsiConsole console, string address)
    {
        using var generator = new QRCodeGenerator();
        using QRCodeData code = generator.CreateQrCode(address, QRCodeGenerator.ECCLevel.L);
        using var picture = new AsciiQRCode(code);
        foreach (string row in picture.GetGraphicSmall(invert: true, endOfLine: "\n").Split('\n'))
            console.Write(new Text(row + "\n", new Style(Color.Black, Color.White)));
        Line(console, "");
    }

    // Not through Spectre's layout, which would wrap an address at the width of the terminal.
    private static void Line(IAnsiConsole console, string text) => console.Profile.Out.Writer.WriteLine(text);
}
