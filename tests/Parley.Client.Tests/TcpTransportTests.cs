using System.Net;
using System.Net.Sockets;
using System.Text;
using Parley.Client.Connections;

namespace Parley.Client.Tests;

/// <summary>Source: https://modern.ircdocs.horse/#message-format.</summary>
public sealed class TcpTransportTests
{
    [Theory]
    [InlineData("one\r\ntwo\r\n", "one|two")]
    [InlineData("one\ntwo\n\r\n\r\nthree\rfour\n", "one|two|three|four")]
    [InlineData("half\r\na line", "half")]
    public async Task Lines_come_whole_however_they_are_cut(string sent, string expected)
        => Assert.Equal(expected.Split('|'), await ReadAllAsync(Encoding.UTF8.GetBytes(sent), oneByOne: true));

    [Fact]
    public async Task A_line_that_never_ends_is_left_out_and_the_next_one_is_not()
    {
        byte[] sent = [.. "before\r\n"u8, .. new byte[100_000].Select(_ => (byte)'x'), .. "\r\nafter\r\n"u8];
        Assert.Equal(["before", "after"], await ReadAllAsync(sent, oneByOne: false));
    }

    [Fact]
    public async Task The_longest_line_that_is_allowed_comes()
    {
        string line = new('x', ITransport.MaxLine);
        Assert.Equal([line], await ReadAllAsync(Encoding.ASCII.GetBytes(line + "\r\n"), oneByOne: false));
    }

    [Fact]
    public async Task Nobody_there_is_an_io_error()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using var transport = new TcpTransport("127.0.0.1", port);
        await Assert.ThrowsAsync<IOException>(() => transport.ConnectAsync(default));
    }

    private static async Task<List<string>> ReadAllAsync(byte[] sent, bool oneByOne)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var transport = new TcpTransport("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port);
        Task connected = transport.ConnectAsync(default);
        Task serving = ServeAsync(listener, sent, oneByOne);
        await connected;
        var lines = new List<string>();
        while (await transport.ReadLineAsync(default) is { } line)
            lines.Add(Encoding.UTF8.GetString(line.Span));
        await serving;
        return lines;
    }

    private static async Task ServeAsync(TcpListener listener, byte[] sent, bool oneByOne)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        client.NoDelay = true;
        for (int i = 0; i < sent.Length; i += oneByOne ? 1 : sent.Length)
            await client.GetStream().WriteAsync(sent.AsMemory(i, oneByOne ? 1 : sent.Length));
    }
}
