using Microsoft.Extensions.Time.Testing;
using Parley.Client;
using Parley.Client.Connections;
using Parley.Client.History;
using Parley.Client.Messages;
using Parley.Client.Rooms;
using Parley.Protocol.Names;
using Parley.Web.Messages;

namespace Parley.Web.Tests.Messages;

public sealed class UnreadLineTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 21, 0, 0, TimeSpan.Zero);

    private readonly ChatClient _client = new(new ChatClientOptions { Address = ChatAddress.Parse("http://x.test"), Nickname = "ada", Time = new FakeTimeProvider(Start) });

    [Fact]
    public void It_stands_before_the_first_message_of_another_behind_what_was_read()
    {
        UnreadLine line = Open(readUntil: 2, "bob", "bob", "ada", "bob", "bob");

        // Who has said the third has read it.
        Assert.Equal(3, line.IndexIn(Messages, isStart: false));
        Assert.False(line.IsAbove(Messages, isStart: false));
    }

    [Fact]
    public void It_stays_while_one_reads_on_and_goes_when_one_answers()
    {
        UnreadLine line = Open(readUntil: 1, "bob", "bob", "bob");
        Read(line, 3);

        Assert.Equal(1, line.IndexIn(Messages, isStart: false));
        line.Answered();
        Assert.Equal(-1, line.IndexIn(Messages, isStart: false));
    }

    [Fact]
    public void It_moves_when_one_leaves_the_page_and_comes_back()
    {
        UnreadLine line = Open(readUntil: 1, "bob", "bob", "bob");
        Read(line, 2);
        line.Leave();

        Assert.Equal(2, line.IndexIn(Messages, isStart: false));
    }

    [Fact]
    public void It_moves_to_where_one_wants_it_unread()
    {
        UnreadLine line = Open(readUntil: 1, "bob", "bob", "bob");
        Read(line, 3);
        _client.MarkUnread(Garden, Messages[2]);
        line.Follow();

        Assert.Equal(2, line.IndexIn(Messages, isStart: false));
    }

    [Fact]
    public void Where_nothing_that_was_read_is_among_the_messages_it_stands_above_them()
    {
        UnreadLine line = Open(readUntil: 0, "bob", "bob");

        Assert.Equal(-1, line.IndexIn(Messages, isStart: false));
        Assert.True(line.IsAbove(Messages, isStart: false));
        Assert.Equal(0, line.IndexIn(Messages, isStart: true));
        Assert.False(line.IsAbove(Messages, isStart: true));
    }

    [Fact]
    public void It_stands_nowhere_where_one_has_never_been()
    {
        UnreadLine line = Open(readUntil: null, "bob", "bob");

        Assert.Equal(-1, line.IndexIn(Messages, isStart: true));
        Assert.False(line.IsAbove(Messages, isStart: false));
    }

    [Fact]
    public void It_stands_before_a_message_that_is_shown()
    {
        UnreadLine line = Open(readUntil: 1, "bob", "bob");
        ChatMessage[] page = [Messages[0], new(MessageKind.Text, new SourceMask("eve", null, null), "#garden", "text", Start.AddSeconds(2), MessageState.Received) { IsIgnored = true }, Messages[1]];

        Assert.Equal(2, line.IndexIn(page, isStart: false));
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private Conversation Garden => _client.Find("#garden")!;

    private MessageList Messages => Garden.Messages;

    private UnreadLine Open(int? readUntil, params string[] senders)
    {
        _client.Recall(new KeptConversation("#garden", IsRoom: true, readUntil is { } second ? Start.AddSeconds(second) : null,
            [.. senders.Select((sender, i) => new KeptMessage(MessageKind.Text, sender, "#garden", "text", Start.AddSeconds(i + 1), $"m{i}", sender == "ada", IsFile: false))]));
        return new UnreadLine(Garden);
    }

    private void Read(UnreadLine line, int until)
    {
        line.Seen(Start.AddSeconds(until));
        _client.MarkRead(Garden, Messages[until - 1]);
        line.Follow();
    }
}
