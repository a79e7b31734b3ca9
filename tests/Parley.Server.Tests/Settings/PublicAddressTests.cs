using System.Net;
using Microsoft.AspNetCore.Http;
using Parley.Server.Settings;

namespace Parley.Server.Tests.Settings;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("chat.example", "http://chat.example/")]
    [InlineData("chat.example:8080", "http://chat.example:8080/")]
    [InlineData("192.168.1.9:2428", "http://192.168.1.9:2428/")]
    [InlineData("[2001:db8::9]:2428", "http://[2001:db8::9]:2428/")]
    public void A_client_hears_the_name_that_it_used(string host, string expected)
        => Assert.Equal(expected, Server("0.0.0.0:2428").For("http", new HostString(host)).AbsoluteUri);

    [Theory]
    [InlineData("localhost:2428")]
    [InlineData("LOCALHOST:2428")]
    [InlineData("parley.localhost:2428")]
    [InlineData("127.0.0.1:2428")]
    [InlineData("127.8.8.8:2428")]
    [InlineData("[::1]:2428")]
    public void On_the_servers_own_machine_it_hears_the_address_for_the_others(string host)
        => Assert.Equal("http://192.168.1.5:2428/", Server("0.0.0.0:2428").For("http", new HostString(host)).AbsoluteUri);

    [Theory]
    [InlineData("[::]:2428", "http://[2001:db8::5]:2428/")]
    [InlineData("[2001:db8::5]:2428", "http://[2001:db8::5]:2428/")]
    [InlineData("10.9.9.9:2428", "http://localhost:2428/")]
    [InlineData("127.0.0.1:2428", "http://localhost:2428/")]
    [InlineData("0.0.0.0:80", "http://localhost:2428/")]
    public void Only_where_the_server_listens(string listening, string expected)
        => Assert.Equal(expected, Server(listening).For("http", new HostString("localhost:2428")).AbsoluteUri);

    [Theory]
    [InlineData(false, "192.168.1.5", 2428, "http://192.168.1.5:2428/")]
    [InlineData(false, "::ffff:192.168.1.5", 2428, "http://192.168.1.5:2428/")]
    [InlineData(false, "fe80::1%3", 2428, "http://[fe80::1]:2428/")]
    [InlineData(false, "::ffff:127.0.0.1", 2428, "http://192.168.1.5:2428/")]
    [InlineData(true, "2001:db8::5", 443, "https://[2001:db8::5]/")]
    public void An_IRC_client_hears_where_it_connected_to(bool secure, string local, int port, string expected)
        => Assert.Equal(expected, Server("0.0.0.0:2428").For(secure, new IPEndPoint(IPAddress.Parse(local), port)).AbsoluteUri);

    [Fact]
    public void A_client_that_came_nobody_knows_how_hears_the_address_for_the_others()
        => Assert.Equal("http://192.168.1.5:2428/", Server("0.0.0.0:2428").For(secure: false, local: null).AbsoluteUri);

    [Theory]
    [InlineData("https://chat.example", "https://chat.example/")]
    [InlineData("https://example.org/chat", "https://example.org/chat/")]
    public void What_the_operator_set_goes_before_everything(string url, string expected)
    {
        var address = new PublicAddress(new Uri(url), [], []);

        Assert.Equal(expected, address.For("http", new HostString("localhost:2428")).AbsoluteUri);
        Assert.Equal(expected, address.For(false, new IPEndPoint(IPAddress.Loopback, 2428)).AbsoluteUri);
    }

    [Fact]
    public void The_machines_own_addresses_can_stand_in_a_link()
        => Assert.All(LanAddresses.Find(), address => Assert.False(IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal));

    private static PublicAddress Server(string listening)
        => new(null, [IPEndPoint.Parse(listening)], [IPAddress.Parse("192.168.1.5"), IPAddress.Parse("2001:db8::5")]);
}
