using Parley.Core.History;
using Parley.Testing.Storage;

namespace Parley.Core.Tests.History;

/// <summary>The history in memory, and how it stays within its bounds.</summary>
public sealed class MemoryHistoryTests : HistoryTests, IDisposable
{
    private readonly MemoryHistory _history;

    public MemoryHistoryTests() => _history = new(new(Items: 100, TimeSpan.FromHours(1), Bytes: 1 << 20), Time);

    protected override IHistory History => _history;

    public void Dispose() => _history.Dispose();

    [Fact]
    public async Task A_conversation_keeps_its_newest_items()
    {
        IConversation room = History.OfRoom("#lobby");

        await SayAsync(room, 250);

        IReadOnlyList<HistoryItem> kept = await LatestAsync(room);
        Assert.Equal(Enumerable.Range(150, 100).Select(n => $"{n}"), kept.Select(Text));
    }

    [Fact]
    public async Task What_is_too_old_is_not_shown_and_its_memory_is_given_back()
    {
        IConversation room = History.OfRoom("#lobby");
        await SayAsync(room, 10);
        History.Append(Correspondent.Of(Ada), Correspondent.Of(Ada), NewMessage("note"));
        Assert.True(_history.Bytes > 0);

        Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(5));
        Assert.Equal(["5", "6", "7", "8", "9"], (await LatestAsync(room)).Select(Text));

        Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Empty(await LatestAsync(room));
        Assert.Null(await room.LastMessageAsync());
        Assert.Empty(await History.OfPartyAsync(Party.Of(Ada)));
        Assert.Equal(0, _history.Bytes);

        room.Append(NewMessage("again"));
        Assert.Equal(["again"], (await LatestAsync(History.OfRoom("#LOBBY"))).Select(Text));
    }

    [Fact]
    public async Task A_renamed_room_of_which_nothing_was_left_goes_on_under_its_new_name()
    {
        IConversation room = History.OfRoom("#old");
        await SayAsync(room, 1);
        History.RenameRoom("#old", "#new");
        Time.Advance(TimeSpan.FromHours(2));

        room.Append(NewMessage("still here"));

        Assert.Equal(["still here"], (await LatestAsync(History.OfRoom("#new"))).Select(Text));
        Assert.Empty(await LatestAsync(History.OfRoom("#old")));
    }

    [Fact]
    public async Task A_message_that_is_not_kept_any_more_is_not_known_by_its_token()
    {
        IConversation room = History.OfRoom("#lobby");
        room.Append(NewMessage("hi", "token"));
        await SayAsync(room, 99);
        Assert.NotNull(await room.FindSentAsync(SentMark.By("token", account: null)));

        await SayAsync(room, 1);

        Assert.Null(await room.FindSentAsync(SentMark.By("token", account: null)));
    }

    [Fact]
    public async Task When_memory_is_short_the_oldest_of_all_conversations_go()
    {
        using var small = new MemoryHistory(new(Items: 10_000, TimeSpan.Zero, Bytes: 100_000), Time);
        await SayAsync(small.OfRoom("#old"), 100);

        // Making room is somebody else's work: it is done when less is counted than there may be.
        for (int n = 0; n < 1000 || small.Bytes > 100_000; n++)
        {
            await SayAsync(small.OfRoom("#new"), 1);
            await Task.Yield();
        }

        Assert.Empty(await LatestAsync(small.OfRoom("#old")));
        Assert.NotEmpty(await LatestAsync(small.OfRoom("#new")));
    }
}
