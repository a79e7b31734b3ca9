using System.Net;
using System.Text;
using Parley.Server.Connections;
using Parley.Server.Settings;
using Parley.Testing;

namespace Parley.Server.Tests.Connections;

/// <summary>Source: https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt.</summary>
public sealed class ProxyTests
{
    private static readonly byte[] Signature = "\r\n\r\n\0\r\nQUIT\n"u8.ToArray();

    private static readonly byte[] Version2
        = [.. Signature, 0x21, 0x11, 0, 12, 192, 0, 2, 7, 198, 51, 100, 1, 0x9C, 0x40, 0x09, 0x7C];

    private static readonly byte[] Version2OfIPv6
        = [.. Signature, 0x21, 0x21, 0, 39, .. IPAddress.Parse("2001:db8::7").GetAddressBytes(), .. IPAddress.Parse("2001:db8::1").GetAddressBytes(), 0x9C, 0x40, 0x09, 0x7C, 4, 0, 0];

    public static TheoryData<byte[], string> Headers => new()
    {
        { "PROXY TCP4 192.0.2.7 198.51.100.1 40000 2428\r\n"u8.ToArray(), "192.0.2.7" },
        { "PROXY TCP6 2001:db8::7 2001:db8::1 40000 2428\r\n"u8.ToArray(), "2001:db8::7" },
        { "PROXY UNKNOWN\r\n"u8.ToArray(), "127.0.0.1" },
        { "PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n"u8.ToArray(), "127.0.0.1" },
        { Version2, "192.0.2.7" },
        { Version2OfIPv6, "2001:db8::7" },
        { [.. Signature, 0x20, 0, 0, 0], "127.0.0.1" },
        { [.. Signature, 0x21, 0, 0, 3, 1, 2, 3], "127.0.0.1" },
        { [], "127.0.0.1" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task A_proxy_that_the_settings_name_says_who_the_client_is(byte[] header, string address)
    {
        await using TestServer server = await StartAsync();
        WireClient ada = await server.ConnectAsync();

        await ada.SendSlowlyAsync(header);
        await ada.SendAsync("NICK ada", "USER ada 0 * :Ada");

        await ada.ExpectAsync($":test 001 ada :Welcome to test, ada!~ada@{address}");
    }

    [Theory]
    [InlineData("PROXY TCP4 192.0.2.7\r\n")]
    [InlineData("PROXY TCP4 nowhere 198.51.100.1 40000 2428\r\n")]
    [InlineData("PROXY TCP4 192.0.2.7 198.51.100.1 40000 99999\r\n")]
    [InlineData("PROXY UDP4 192.0.2.7 198.51.100.1 40000 2428\r\n")]
    [InlineData("\r\n\r\n\0\r\nQUIT\n\u0031\u0011\0\0")]
    [InlineData("\r\n\r\n\0\r\nQUIT\n\u0021\u0011\0\u0004abcd")]
    [InlineData("\r\n\r\n\0\r\nQUIT\n\u0021\u0011\u0040\0")]
    public async Task A_header_that_is_none_ends_the_connection(string header)
    {
        await using TestServer server = await StartAsync();
        WireClient ada = await server.ConnectAsync();

        await ada.SendAtOnceAsync(Encoding.Latin1.GetBytes(header));

        Assert.Null(await ada.ExpectClosedAsync());
    }

    [Fact]
    public void A_line_without_end_is_not_waited_for()
        => Assert.Equal(ProxyHeader.Found.Broken, ProxyHeader.TryRead(Encoding.ASCII.GetBytes($"PROXY {new string('x', 101)}"), out _, out _));

    [Fact]
    public async Task From_anybody_else_it_is_refused()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await server.ConnectAsync(), bob = await server.ConnectAsync();

        await ada.SendAtOnceAsync("PROXY TCP4 192.0.2.7 198.51.100.1 40000 2428");
        await bob.SendAtOnceAsync(Version2);

        const string Refusal = "ERROR :Closing link: the PROXY protocol is spoken with configured proxies only";
        Assert.Equal(Refusal, await ada.ExpectClosedAsync());
        Assert.Equal(Refusal, await bob.ExpectClosedAsync());
    }

    [Fact]
    public async Task Within_a_session_it_is_no_command()
    {
        await using TestServer server = await StartAsync();
        WireClient ada = await server.RegisterAsync("ada");

        await ada.SendAsync("PROXY TCP4 192.0.2.7 198.51.100.1 40000 2428");

        await ada.ExpectAsync(":test 421 ada PROXY :Unknown command");
    }

    [Fact]
    public async Task The_clients_are_counted_and_the_proxy_is_not()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with
        {
            Connections = new ConnectionOptions { ProxiesFrom = ["127.0.0.1"] },
            Limits = options.Limits with { ConnectionsPerAddress = 1 },
        });
        WireClient ada = await server.ConnectAsync(), again = await server.ConnectAsync(), bob = await server.ConnectAsync();

        await ada.SendAsync("PROXY TCP4 192.0.2.7 198.51.100.1 40000 2428", "PING x");
        await ada.ExpectAsync(":test PONG test :x");
        await again.SendAtOnceAsync("PROXY TCP4 192.0.2.7 198.51.100.1 40001 2428");
        await bob.SendAsync("PROXY TCP4 192.0.2.8 198.51.100.1 40002 2428", "PING x");

        Assert.Equal("ERROR :Closing link: too many connections from your address", await again.ExpectClosedAsync());
        await bob.ExpectAsync(":test PONG test :x");
    }

    [Fact]
    public async Task HTTP_comes_through_too()
    {
        await using TestServer server = await StartAsync();
        WireClient client = await server.ConnectAsync();

        await client.SendAsync("PROXY TCP4 192.0.2.7 198.51.100.1 40000 2428", "GET /healthz HTTP/1.1", "Host: test", "Connection: close", "");

        Assert.Equal("HTTP/1.1 200 OK", await client.ReadAsync());
    }

    private static Task<TestServer> StartAsync()
        => TestServer.StartAsync(options => options with { Connections = new ConnectionOptions { ProxiesFrom = ["127.0.0.0/8", "::1"] } });
}
