using Parley.Server.Settings;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.Registration;

/// <summary>Source: https://ircv3.net/specs/extensions/webirc.</summary>
public sealed class WebIrcTests
{
    [Theory]
    [InlineData("WEBIRC hunter2 ExampleGateway 3-100-51-198.location.example-isp.com 198.51.100.3", "198.51.100.3")]
    [InlineData("WEBIRC hunter2 ExampleGateway 198.51.100.3 198.51.100.3 :secure=examplevalue local-port=6697 remote-port=21726", "198.51.100.3")]
    [InlineData("WEBIRC hunter2 ExampleGateway 0::1:2 0::1:2 remote-port=none", "0::0.1.0.2")]
    [InlineData("WEBIRC hunter2 ExampleGateway 2001:db8::7 2001:db8::7", "2001:db8::7")]
    public async Task A_gateway_says_where_the_client_comes_from(string sent, string address)
    {
        await using TestServer server = await StartAsync();
        WireClient ada = await server.ConnectAsync();

        await ada.SendAsync(sent, "NICK ada", "USER ada 0 * :Ada");

        await ada.ExpectAsync($":test 001 ada :Welcome to test, ada!~ada@{address}");
    }

    [Theory]
    [InlineData("WEBIRC wrong gateway host 198.51.100.3", "Invalid WebIRC password")]
    [InlineData("WEBIRC hunter2 gateway host nowhere", "WEBIRC needs the client's address")]
    public async Task What_cannot_be_trusted_ends_the_connection(string sent, string reason)
    {
        await using TestServer server = await StartAsync();
        WireClient ada = await server.ConnectAsync();

        await ada.SendAsync(sent);

        Assert.Equal($"ERROR :Closing link: * ({reason})", await ada.ExpectClosedAsync());
    }

    [Theory]
    [InlineData("NICK ada", "ada")]
    [InlineData("CAP LS", "*")]
    [InlineData("WEBIRC hunter2 gateway host 198.51.100.3", "*")]
    public async Task It_comes_first_or_not_at_all(string before, string name)
    {
        await using TestServer server = await StartAsync();
        WireClient ada = await server.ConnectAsync();

        await ada.SendAsync(before, "WEBIRC hunter2 gateway host 198.51.100.4");

        Assert.Equal($"ERROR :Closing link: {name} (WEBIRC must come first)", await ada.ExpectClosedAsync());
    }

    [Fact]
    public async Task From_anybody_else_it_ends_the_connection()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Connections = new ConnectionOptions { WebIrcFrom = ["192.0.2.0/24"] } });
        WireClient ada = await server.ConnectAsync();

        await ada.SendAsync("WEBIRC", "WEBIRC any gateway host 198.51.100.3");

        await ada.ExpectAsync(":test 461 * WEBIRC :Not enough parameters");
        Assert.Equal("ERROR :Closing link: * (WEBIRC is not for you)", await ada.ExpectClosedAsync());
    }

    [Fact]
    public async Task The_clients_are_counted_and_slowed_as_if_they_came_themselves()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with
        {
            Connections = new ConnectionOptions { WebIrcFrom = ["127.0.0.1"] },
            Limits = options.Limits with { ConnectionsPerAddress = 1, ConnectionRate = 0 },
        });
        WireClient ada = await server.ConnectAsync(), again = await server.ConnectAsync();
        await ada.SendAsync("WEBIRC any gateway host 198.51.100.3", "PING x");
        await ada.ExpectAsync(":test PONG test :x");

        await again.SendAsync("WEBIRC any gateway host 198.51.100.3");
        Assert.Equal("ERROR :Closing link: * (Too many connections from your address)", await again.ExpectClosedAsync());

        await ada.SendAsync("QUIT");
        await ada.ExpectClosedAsync();
        WireClient later = await server.ConnectAsync();
        await later.SendAsync("WEBIRC any gateway host 198.51.100.3", "PING x");
        await later.ExpectAsync(":test PONG test :x");
    }

    private static Task<TestServer> StartAsync()
        => TestServer.StartAsync(options => options with { Connections = new ConnectionOptions { WebIrcFrom = ["127.0.0.1"], WebIrcPassword = "hunter2" } });
}
