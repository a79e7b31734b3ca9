using Microsoft.Extensions.Time.Testing;
using Parley.Client;
using Parley.Client.Connections;
using Parley.Client.History;
using Parley.Client.Messages;
using Parley.Web.Messages;

namespace Parley.Web.Tests.Messages;

public sealed class AnnouncerTests
{
    [Fact]
    public async Task Few_messages_are_read_out_and_many_are_counted()
    {
        var announcer = new Announcer();
        await using ChatClient client = new(new ChatClientOptions { Address = ChatAddress.Parse("http://x.test"), Nickname = "ada", Time = new FakeTimeProvider() });
        client.Recall(new KeptConversation("#garden", IsRoom: true, null, [.. Enumerable.Range(1, 8).Select(i
            => new KeptMessage(MessageKind.Text, i == 8 ? "ada" : "bob!b@h", "#garden", $"text {i}", DateTimeOffset.UnixEpoch.AddSeconds(i), $"m{i}", IsOwn: i == 8, IsFile: false))]));
        MessageList messages = client.Find("#garden")!.Messages;

        Assert.Equal("", announcer.Say());
        announcer.Take(messages[0]);
        announcer.Take(messages[1]);
        // Nobody need hear what they said themselves.
        announcer.Take(messages[7]);
        Assert.Equal("bob: text 1\nbob: text 2", announcer.Say());
        foreach (ChatMessage message in messages.Take(7))
            announcer.Take(message);
        Assert.Equal("7 new messages", announcer.Say());
        Assert.Equal("", announcer.Say());
    }
}
