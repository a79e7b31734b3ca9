using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Parley.Core.History;
using Parley.Core.Messages;
using Parley.Core.Search;

namespace Parley.Storage.Sqlite.Tests;

/// <summary>That what was kept long enough leaves the disk.</summary>
public sealed class ExpiredItemsTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Noon);
    private TestFolder? _folder;

    public async ValueTask DisposeAsync() => await (_folder?.DisposeAsync() ?? default);

    [Fact]
    public async Task What_is_too_old_goes_from_all_tables_and_what_is_not_stays()
    {
        _folder = new TestFolder(_time, new Retention(TimeSpan.FromDays(1), 0));
        Say("#lobby", 1200);
        await _folder.Store.History.SaveAsync();
        _time.Advance(TimeSpan.FromHours(23));
        Say("#lobby", 10);
        _folder.Store.History.Append(new(Party.OfAccount("ada"), "ada"), new(Party.OfAccount("bob"), "bob"), NewMessage("bob", "new"));
        await _folder.FillIndexAsync();
        Assert.Equal(1210, await FoundAsync("#lobby"));

        _time.Advance(TimeSpan.FromHours(2));
        await UntilAsync("SELECT count(*) FROM item WHERE kind = 0", 11);

        Assert.Equal(10, await FoundAsync("#lobby"));
        await UntilAsync("SELECT count(*) FROM search('tea')", 10);
        await UntilAsync("SELECT count(*) FROM place WHERE content = 1", 11);
        Assert.Single(await _folder.Store.History.OfPartyAsync(Party.OfAccount("ada")));
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await FoundAsync("#lobby"));
        await UntilAsync("SELECT count(*) FROM item WHERE kind = 0", 0, passing: TimeSpan.FromHours(1));
        Assert.Null(await _folder.Store.History.OfRoom("#lobby").LastMessageAsync());
        Assert.Empty(await _folder.Store.History.OfPartyAsync(Party.OfAccount("ada")));
    }

    [Fact]
    public async Task Of_each_conversation_the_newest_messages_stay_and_an_owner_can_keep_fewer()
    {
        _folder = new TestFolder(_time, new Retention(TimeSpan.Zero, 100));
        Say("#lobby", 150);
        Say("#few", 150);
        Say("#small", 20);
        Assert.Equal((150, 150, 20), (await FoundAsync("#lobby"), await FoundAsync("#few"), await FoundAsync("#small")));
        _folder.Store.History.Retain("#few", new Retention(TimeSpan.Zero, 30));
        _folder.Store.History.Retain("#small", new Retention(TimeSpan.Zero, 1000));

        await UntilAsync("SELECT count(*) FROM item WHERE kind = 0", 150);

        Assert.Equal((100, 30, 20), (await FoundAsync("#lobby"), await FoundAsync("#few"), await FoundAsync("#small")));
    }

    [Fact]
    public async Task A_rule_goes_with_the_room_and_ends_when_it_is_taken_back()
    {
        _folder = new TestFolder(_time);
        Say("#lobby", 5);
        _folder.Store.History.Retain("#lobby", new Retention(TimeSpan.FromHours(1), 0));
        _folder.Store.History.RenameRoom("#lobby", "#garden");
        _time.Advance(TimeSpan.FromMinutes(50));
        Assert.Equal(5, await FoundAsync("#garden"));

        _folder.Store.History.Retain("#garden", Retention.ForEver);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(5, await FoundAsync("#garden"));
        _folder.Store.History.Retain("#garden", new Retention(TimeSpan.FromHours(1), 0));
        Assert.Equal(0, await FoundAsync("#garden"));
        await UntilAsync("SELECT count(*) FROM item", 0);
    }

    [Fact]
    public async Task A_file_goes_with_the_last_message_that_names_it()
    {
        const string Once = "abcdefghijklmnopqrstuvwxy2", Twice = "abcdefghijklmnopqrstuvwxy3", Both = "abcdefghijklmnopqrstuvwxy4";
        _folder = new TestFolder(_time);
        var forgotten = new System.Collections.Concurrent.ConcurrentBag<string>();
        _folder.Store.History.FileForgotten += forgotten.Add;
        foreach ((string room, string id) in new[] { ("#lobby", Once), ("#lobby", Twice), ("#lobby", Both), ("#other", Both) })
            _folder.Store.History.OfRoom(room).Append(NewMessage(room, $"see http://test/files/{id}/x.png"));
        await _folder.FillIndexAsync();
        // Not in the index yet.
        _folder.Store.History.OfRoom("#other").Append(NewMessage("#other", $"http://test/files/{Twice}/x.png"));
        Say("#lobby", 1);
        Assert.Equal(1, await FoundAsync("#lobby"));

        _folder.Store.History.Retain("#lobby", new Retention(TimeSpan.Zero, 1));
        await UntilAsync("SELECT count(*) FROM item WHERE kind = 0", 3);
        while (forgotten.IsEmpty)
            await Task.Yield();
        Assert.Equal([Once], forgotten);
        _folder.Store.History.Retain("#other", new Retention(TimeSpan.FromHours(1), 0));
        _time.Advance(TimeSpan.FromHours(3));
        await UntilAsync("SELECT count(*) FROM item WHERE kind = 0", 1, passing: TimeSpan.FromHours(1));
        while (forgotten.Count < 3)
            await Task.Yield();

        Assert.Equal([Once, Twice, Both], forgotten.Order(StringComparer.Ordinal));
    }

    private void Say(string room, int count)
    {
        for (int n = 0; n < count; n++)
            _folder!.Store.History.OfRoom(room).Append(NewMessage(room, $"tea {n}"));
    }

    private Message NewMessage(string target, string text)
        => new(MessageKind.Privmsg, MessageId.New(_time.GetUtcNow()), _time.GetUtcNow(), "ada!~a@host", null, target, Encoding.UTF8.GetBytes(text), default, 0, default);

    private async Task<int> FoundAsync(string room)
    {
        await _folder!.Store.Writer.SettleAsync(_folder.Store.Writer.Appended);
        HistoryPage page = await _folder.Store.History.OfRoom(room).ReadAsync(new(HistoryWindow.Latest, null, null, 10_000, HistoryContent.Messages));
        SearchPage found = await _folder.Store.Search.FindAsync(new SearchQuery { Terms = [new("tea", false)], Limit = 10_000 }, new([new(room)]));
        Assert.Equal(page.Items.Count(item => Encoding.UTF8.GetString(((Message)item).Text.Span).StartsWith("tea", StringComparison.Ordinal)), found.Messages.Count);
        return found.Messages.Count;
    }

    // It is done in steps by another thread.
    private async Task UntilAsync(string count, int expected, TimeSpan passing = default)
    {
        using var connection = new SqliteConnection($"Data Source={_folder!.File}");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (connection.QuerySingle<int>(count) != expected)
        {
            Assert.False(patience.IsCancellationRequested, $"It did not come to this: {count} = {expected}, but {connection.QuerySingle<int>(count)}");
            _time.Advance(passing);
            await Task.Yield();
        }
    }
}
