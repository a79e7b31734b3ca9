using Microsoft.Extensions.Time.Testing;
using Parley.Client;
using Parley.Client.Connections;
using Parley.Client.Messages;
using Parley.Web.Messages;

namespace Parley.Web.Tests.Messages;

public sealed class LogLineTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 21, 0, 0, TimeSpan.Zero));
    private readonly ChatClient _client;

    public LogLineTests()
    {
        _time.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(2), "test", "test"));
        _client = new ChatClient(new ChatClientOptions { Address = ChatAddress.Parse("http://x.test"), Nickname = "ada", Time = _time });
    }

    [Fact]
    public void Messages_of_one_author_stand_under_one_head_for_five_minutes()
    {
        ChatMessage first = Say("one");
        _time.Advance(TimeSpan.FromMinutes(5));
        ChatMessage second = Say("two");
        _time.Advance(TimeSpan.FromMinutes(6));
        ChatMessage third = Say("three");

        Assert.True(new LogLine(first, null, _client).BeginsGroup);
        Assert.False(new LogLine(second, first, _client).BeginsGroup);
        Assert.True(new LogLine(third, second, _client).BeginsGroup);
    }

    [Fact]
    public void A_day_begins_at_the_readers_midnight()
    {
        ChatMessage evening = Say("good night");
        _time.Advance(TimeSpan.FromMinutes(59));
        ChatMessage late = Say("still here");
        _time.Advance(TimeSpan.FromMinutes(1));
        ChatMessage morning = Say("good morning");

        Assert.True(new LogLine(evening, null, _client).BeginsDay);
        Assert.False(new LogLine(late, evening, _client).BeginsDay);
        Assert.True(new LogLine(morning, late, _client).BeginsDay);
        Assert.True(new LogLine(morning, late, _client).BeginsGroup);
    }

    [Fact]
    public void An_action_stands_alone()
    {
        ChatMessage first = Say("one");
        ChatMessage action = _client.SendAction("bob", "waves")[0];
        ChatMessage second = Say("two");

        Assert.True(new LogLine(action, first, _client).BeginsGroup);
        Assert.True(new LogLine(second, action, _client).BeginsGroup);
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private ChatMessage Say(string text) => _client.Send("bob", text)[0];
}
