using Parley.Client.Connections;

namespace Parley.Client.Tests;

public sealed class ChatAddressTests
{
    [Theory]
    [InlineData("chat.example", "chat.example", 2428, "http://chat.example:2428/")]
    [InlineData(" chat.example:99 ", "chat.example", 99, "http://chat.example:99/")]
    [InlineData("192.168.1.2:2428", "192.168.1.2", 2428, "http://192.168.1.2:2428/")]
    [InlineData("[::1]:2428", "::1", 2428, "http://[::1]:2428/")]
    [InlineData("[::1]", "::1", 2428, "http://[::1]:2428/")]
    [InlineData("::1", "::1", 2428, "http://[::1]:2428/")]
    [InlineData("irc://host/#room", "host", 2428, "http://host:2428/")]
    [InlineData("ircs://host:6697", "host", 6697, "https://host:6697/")]
    public void Plain_addresses(string text, string host, int port, string web)
    {
        ChatAddress address = ChatAddress.Parse(text);
        Assert.Equal((host, port, null), (address.Host, address.Port, address.Socket));
        Assert.Equal(web, address.HttpBase.AbsoluteUri);
        Assert.IsType<TcpTransport>(address.CreateTransport());
    }

    [Theory]
    [InlineData("http://host:2428", "ws://host:2428/socket", "http://host:2428/")]
    [InlineData("https://host/chat/", "wss://host/chat/socket", "https://host/chat/")]
    [InlineData("https://[::1]:99/chat/?x#y", "wss://[::1]:99/chat/socket", "https://[::1]:99/chat/")]
    [InlineData("ws://host:99", "ws://host:99/socket", "http://host:99/")]
    [InlineData("wss://host/irc/ws", "wss://host/irc/ws", "https://host/irc/")]
    public void Web_addresses(string text, string socket, string web)
    {
        ChatAddress address = ChatAddress.Parse(text);
        Assert.Equal(socket, address.Socket?.AbsoluteUri);
        Assert.Equal(web, address.HttpBase.AbsoluteUri);
        Assert.IsType<WebSocketTransport>(address.CreateTransport());
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("host:0")]
    [InlineData("host:70000")]
    [InlineData("host:port")]
    [InlineData("a b")]
    [InlineData("ftp://host")]
    [InlineData("http://")]
    [InlineData("-")]
    [InlineData("[::1")]
    public void No_addresses(string? text) => Assert.False(ChatAddress.TryParse(text, out _));
}
