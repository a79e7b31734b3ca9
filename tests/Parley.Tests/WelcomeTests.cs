using System.Net;
using Parley.Server.Settings;
using Parley.Serving;
using Spectre.Console.Testing;

namespace Parley.Tests;

public sealed class WelcomeTests
{
    private static readonly IPAddress[] Lan = [IPAddress.Parse("192.168.1.20"), IPAddress.Parse("10.0.0.5"), IPAddress.Parse("2001:db8::20")];

    [Fact]
    public void Every_address_is_one_that_people_can_type_the_likeliest_first()
    {
        IReadOnlyList<IPEndPoint> addresses = JoinAddresses.From([IPEndPoint.Parse("0.0.0.0:2428"), IPEndPoint.Parse("[::]:2428")], Lan);

        Assert.Equal(["192.168.1.20:2428", "10.0.0.5:2428", "[2001:db8::20]:2428", "127.0.0.1:2428", "[::1]:2428"], addresses.Select(a => $"{a}"));
    }

    [Fact]
    public void Listening_on_loopback_alone_names_nothing_else()
        => Assert.Equal([IPEndPoint.Parse("127.0.0.1:2428")], JoinAddresses.From([IPEndPoint.Parse("127.0.0.1:2428")], Lan));

    [Fact]
    public void It_tells_each_kind_of_client_how_to_join()
        => Assert.Equal(
            $"""
            Parley {typeof(Welcome).Assembly.GetName().Version!.ToString(3)}
            Data: /data

            Join at http://192.168.1.20:2428/
                    http://[2001:db8::20]:2428/
                    http://localhost:2428/

            Browser     http://192.168.1.20:2428/
            Terminal    parley chat 192.168.1.20
            IRC client  /connect 192.168.1.20 2428, then /join #lobby

            Ctrl+C stops.

            """,
            Printed(new ServerOptions { Data = "/data" }, "192.168.1.20:2428", "[2001:db8::20]:2428", "127.0.0.1:2428", "[::1]:2428"));

    [Fact]
    public void The_address_outside_comes_first()
    {
        string printed = Printed(new ServerOptions { Data = "/data", Url = new Uri("https://chat.example.org") }, "192.168.1.20:2428");

        Assert.Contains("Join at https://chat.example.org/\n        http://192.168.1.20:2428/\n", printed);
        Assert.Contains("Browser     https://chat.example.org/\n", printed);
        Assert.Contains("/connect chat.example.org 2428", printed);
    }

    [Fact]
    public void A_terminal_shows_a_code_for_phones_that_can_reach_it()
    {
        Assert.Contains("█", Printed(new ServerOptions(), terminal: true, "192.168.1.20:2428"));
        Assert.DoesNotContain("█", Printed(new ServerOptions(), terminal: true, "127.0.0.1:2428"));
        Assert.DoesNotContain("█", Printed(new ServerOptions(), terminal: false, "192.168.1.20:2428"));
    }

    private static string Printed(ServerOptions server, params string[] addresses) => Printed(server, terminal: false, addresses);

    private static string Printed(ServerOptions server, bool terminal, params string[] addresses)
    {
        using var console = new TestConsole();
        console.Profile.Out = new Screen(console.Profile.Out.Writer, terminal);
        Welcome.Print(console, new ParleyOptions { Server = server }, [.. addresses.Select(IPEndPoint.Parse)]);
        return console.Output;
    }
}
