using Microsoft.Extensions.Time.Testing;
using Parley.Client;
using Parley.Client.Connections;
using Parley.Client.Messages;
using Parley.Client.Rooms;
using Parley.Protocol.Names;
using Parley.Web.Notifications;
using Parley.Web.Settings;

namespace Parley.Web.Tests.Notifications;

public sealed class NotificationRuleTests : IAsyncDisposable
{
    private static readonly TimeOnly Day = new(12, 0), Night = new(23, 0);
    private readonly ChatClient _client = new(new ChatClientOptions { Address = ChatAddress.Parse("http://x.test"), Nickname = "ada", Time = new FakeTimeProvider() });

    [Theory]
    [InlineData(NotificationLevel.All, false, true)]
    [InlineData(NotificationLevel.All, true, true)]
    [InlineData(NotificationLevel.Mentions, false, false)]
    [InlineData(NotificationLevel.Mentions, true, true)]
    [InlineData(NotificationLevel.None, true, false)]
    public void A_room_calls_as_it_is_set(NotificationLevel level, bool mention, bool calls)
    {
        Preferences set = new Preferences { Level = NotificationLevel.None }.With("#GARDEN", level);
        Assert.Equal(calls, NotificationRule.Calls(set, Room(), Said(mention), isMuted: false, Day));
    }

    [Fact]
    public void A_direct_message_calls_as_one_that_names_the_person()
        => Assert.True(NotificationRule.Calls(new Preferences(), _client.OpenDirect("bob"), Said(mention: false), isMuted: false, Day));

    [Fact]
    public void A_room_that_was_made_quiet_calls_only_by_name()
    {
        var all = new Preferences { Level = NotificationLevel.All };
        Assert.False(NotificationRule.Calls(all, Room(), Said(mention: false), isMuted: true, Day));
        Assert.True(NotificationRule.Calls(all, Room(), Said(mention: true), isMuted: true, Day));
    }

    [Fact]
    public void Nothing_calls_in_quiet_hours()
    {
        var set = new Preferences { Level = NotificationLevel.All, QuietFrom = new TimeOnly(22, 0), QuietTo = new TimeOnly(7, 0) };
        Assert.True(NotificationRule.Calls(set, Room(), Said(mention: true), isMuted: false, Day));
        Assert.False(NotificationRule.Calls(set, Room(), Said(mention: true), isMuted: false, Night));
    }

    [Fact]
    public void What_one_says_oneself_and_what_is_old_or_only_happened_does_not_call()
    {
        var all = new Preferences { Level = NotificationLevel.All };
        Assert.False(NotificationRule.Calls(all, Room(), _client.Send("#garden", "mine")[0], isMuted: false, Day));
        Assert.False(NotificationRule.Calls(all, Room(), Said(mention: true, old: true), isMuted: false, Day));
        Assert.False(NotificationRule.Calls(all, Room(), new ChatMessage(MessageKind.Joined, Bob, "#garden", "", default, MessageState.Received), isMuted: false, Day));
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private static SourceMask Bob => new("bob", "bob", "x.test");

    private Conversation Room()
    {
        _client.Join("#garden");
        return _client.Find("#garden")!;
    }

    private static ChatMessage Said(bool mention, bool old = false)
        => new(MessageKind.Text, Bob, "#garden", "Hello", default, MessageState.Received) { IsMention = mention, IsOld = old };
}
