using System.Globalization;
using System.Net;
using Parley.Protocol.Capabilities;
using Parley.Server.Sessions;

namespace Parley.Server.Commands.Registration;

/// <summary><c>WEBIRC &lt;password&gt; &lt;gateway&gt; &lt;hostname&gt; &lt;ip&gt; [:&lt;options&gt;]</c>: a gateway says for whom it speaks. Comes before anything else.</summary>
/// <remarks>Source: https://ircv3.net/specs/extensions/webirc. No reply; ERROR and the end of the connection for all that the settings do not
/// trust (<see cref="Settings.ConnectionOptions.WebIrcFrom"/>), 461, 462. The host name is not taken: what others see and bans match is the
/// address, for everyone. Of the options remote-port and secure are taken.</remarks>
internal static class WebIrcCommand
{
    public static CommandSpec Spec { get; } = new("WEBIRC", MinParams: 4, Access.Unregistered, RunAsync);

    private static async ValueTask RunAsync(CommandContext c)
    {
        if (await RefusalAsync(c) is { } refusal)
        {
            c.Session.Close(refusal);
            return;
        }
        // An address that would begin with a colon has a zero before it, which is the same address.
        IPAddress address = IPAddress.Parse(c.Text(3));
        if (!c.Server.Addresses.TryEnter(address))
        {
            c.Session.Close("Too many connections from your address");
            return;
        }
        string options = c.TextOrEmpty(4);
        // Not secure when one half of the way is not.
        bool isSecure = options.Split(' ').Contains("secure") && (c.Session.Endpoints.IsSecure || c.Session.Endpoints.IsLocal);
        c.Session.ComesFrom(new IPEndPoint(address, RemotePort(options)), isSecure, c.Server.SessionContext);
    }

    private static async ValueTask<string?> RefusalAsync(CommandContext c)
    {
        Settings.ConnectionOptions options = c.Server.Options.Connections;
        (string password, string? wanted) = (c.Text(0), options.WebIrcPassword);
        if (!IsFirst(c.Session))
            return "WEBIRC must come first";
        if (c.Session.Endpoints.Remote is not { } gateway || !options.IsGateway(gateway.Address))
            return "WEBIRC is not for you";
        if (wanted is not null && !await Task.Run(() => PassCommand.Matches(wanted, password)))
            return "Invalid WebIRC password";
        return IPAddress.TryParse(c.Text(3), out _) ? null : "WEBIRC needs the client's address";
    }

    private static bool IsFirst(Session session)
        => session is { CountedAs: null, Capabilities: Capability.None, KnowsCap302: false, Introduction: { Nickname: null, Username: null, Password: null, IsNegotiating: false } };

    private static int RemotePort(string options)
    {
        // Digits have no escapes.
        foreach (string option in options.Split(' '))
            if (option.Split('=', 2) is ["remote-port", var value] && ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
                return port;
        return 0;
    }
}
