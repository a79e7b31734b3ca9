using System.Text;
using Parley.Server.Connections;
using Parley.Testing;

namespace Parley.Server.Tests.Connections;

public sealed class PortSnifferTests
{
    [Theory]
    [InlineData("", "Unknown")]
    [InlineData("P", "Unknown")]
    [InlineData("PO", "Unknown")]
    [InlineData("PON", "Irc")]
    [InlineData("POST", "Unknown")]
    [InlineData("POST ", "Http")]
    [InlineData("PUT ", "Http")]
    [InlineData("PATCH ", "Http")]
    [InlineData("PAT", "Unknown")]
    [InlineData("PAS", "Irc")]
    [InlineData("PING", "Irc")]
    [InlineData("PROXY", "Unknown")]
    [InlineData("PROXY ", "Proxy")]
    [InlineData("PROXIMA", "Irc")]
    [InlineData("\r\n\r\n", "Unknown")]
    [InlineData("\r\n\r\n\0\r\nQUIT\n", "Proxy")]
    [InlineData("\r\nNICK", "Irc")]
    [InlineData("GET / HTTP/1.1", "Http")]
    [InlineData("get /", "Irc")]
    [InlineData("NICK x", "Irc")]
    [InlineData("\r\n", "Unknown")]
    [InlineData("\u0016\u0003", "Tls")]
    public void The_first_bytes_tell_what_is_spoken(string start, string speech)
        => Assert.Equal(speech, PortSniffer.Recognise(Encoding.ASCII.GetBytes(start)).ToString());

    [Fact]
    public async Task HTTP_one_byte_at_a_time_is_understood()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient client = await server.ConnectAsync();

        await client.SendAsync("GET /healthz HTTP/1.1", "Host: test", "Connection: close", "");

        Assert.Equal("HTTP/1.1 200 OK", await client.ReadAsync());
        Assert.Equal("ok", await client.ExpectClosedAsync());
    }
}
