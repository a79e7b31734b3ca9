using System.Globalization;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Parley.Core.History;
using Parley.Core.Messages;
using Parley.Core.Rooms;
using Parley.Storage.Sqlite.History;
using Parley.Testing.Storage;

namespace Parley.Storage.Sqlite.Tests;

/// <summary>The history on disk.</summary>
public sealed class SqliteHistoryTests : HistoryTests, IAsyncDisposable
{
    private readonly TestFolder _folder;

    public SqliteHistoryTests() => _folder = new(Time);

    protected override IHistory History => _folder.Store.History;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Whoever_reads_need_not_wait_for_the_disk()
    {
        IConversation room = History.OfRoom("#lobby");
        Say(room, 0);
        await _folder.Store.Writer.SettleAsync(_folder.Store.Writer.Appended);
        await using var other = new SqliteConnection($"Data Source={_folder.File}");
        other.Execute("BEGIN IMMEDIATE");
        Say(room, 1);

        HistoryPage page = await room.ReadAsync(new(HistoryWindow.Latest, null, null, 10, HistoryContent.Messages));

        Assert.Equal(["0", "1"], page.Items.Select(Text));
        Task saving = _folder.Store.History.SaveAsync().AsTask();
        Assert.False(saving.IsCompleted);
        other.Execute("ROLLBACK");
        await saving;
    }

    [Fact]
    public async Task Pages_join_while_items_get_their_places()
    {
        const int Count = 3000;
        IConversation room = History.OfRoom("#lobby");
        Task saying = Task.Run(async () =>
        {
            for (int n = 0; n < Count; n++)
            {
                Say(room, n);
                if (n % 100 == 99)
                    await _folder.Store.Writer.SettleAsync(_folder.Store.Writer.Appended - (n % 7));
            }
        });
        int rounds = 0, seen = 0;
        while (seen < Count && rounds++ < 10_000)
        {
            HistoryPage page = await room.ReadAsync(new(HistoryWindow.Latest, null, null, 70, HistoryContent.Messages));
            var back = page.Items.Reverse().ToList();
            while (!page.IsEnd)
            {
                page = await room.ReadAsync(new(HistoryWindow.Before, HistoryPoint.Of(back[^1].Id), null, 70, HistoryContent.Messages));
                back.AddRange(page.Items.Reverse());
            }
            seen = back.Count;
            Assert.Equal(Enumerable.Range(0, seen).Reverse().Select(n => n.ToString(CultureInfo.InvariantCulture)), back.Select(Text));
        }
        await saying;
        Assert.Equal(Count, seen);
    }

    private void Say(IConversation room, int number)
        => room.Append(new Message(MessageKind.Privmsg, MessageId.New(Time.GetUtcNow()), Time.GetUtcNow(), "ada!ada@test", null, "#lobby",
            Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)), default, number + 1, default));
}

/// <summary>The history on disk, read after everything has its place there.</summary>
public sealed class PlacedHistoryTests : HistoryTests, IAsyncDisposable
{
    private readonly TestFolder _folder;

    public PlacedHistoryTests()
    {
        _folder = new(Time);
        ((SqliteHistory)_folder.Store.History).MostFresh = 0;
    }

    protected override IHistory History => _folder.Store.History;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}

/// <summary>Read markers on disk.</summary>
public sealed class SqliteReadMarkerTests : ReadMarkerTests, IAsyncDisposable
{
    private readonly TestFolder _folder = new();

    protected override IReadMarkers Markers => _folder.Store.ReadMarkers;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}

/// <summary>Rooms on disk.</summary>
public sealed class SqliteRoomsTests : RoomStoreTests, IAsyncDisposable
{
    private readonly TestFolder _folder = new();

    protected override IRoomStore Rooms => _folder.Store.Rooms;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    protected override async Task<IRoomStore> ReopenAsync() => (await _folder.ReopenAsync()).Rooms;
}
