using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Parley.Core.History;
using Parley.Core.Messages;
using Parley.Core.Search;
using Parley.Testing.Storage;

namespace Parley.Storage.Sqlite.Tests;

/// <summary>The search on disk, of what is not in its index yet.</summary>
public sealed class SqliteSearchTests : SearchTests, IAsyncDisposable
{
    private readonly TestFolder _folder = new();

    protected override IHistory History => _folder.Store.History;

    protected override IMessageSearch Search => _folder.Store.Search;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}

/// <summary>The search on disk, of what is in its index.</summary>
public sealed class IndexedSearchTests : SearchTests, IAsyncDisposable
{
    private readonly TestFolder _folder = new();

    protected override IHistory History => _folder.Store.History;

    protected override IMessageSearch Search => new Filled(_folder);

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    // Lets so much else be said first that the index is filled, and waits for it.
    private sealed class Filled(TestFolder folder) : IMessageSearch
    {
        public async ValueTask<SearchPage> FindAsync(SearchQuery query, SearchScope scope, CancellationToken stop = default)
        {
            await folder.FillIndexAsync();
            return await folder.Store.Search.FindAsync(query, scope, stop);
        }
    }
}

/// <summary>How the index follows what is said.</summary>
public sealed class SearchIndexTests : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly DateTimeOffset _noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task What_was_said_before_a_restart_is_found_once_indexed_or_not()
    {
        for (int n = 0; n < 2500; n++)
            Say("#lobby", n, $"tea {n}");
        await _folder.Store.History.SaveAsync();

        await _folder.ReopenAsync();
        Assert.Equal(Enumerable.Range(0, 2500).Select(n => $"tea {n}"), await FindAsync("tea", "#lobby"));
        await _folder.FillIndexAsync();
        Assert.Equal(Enumerable.Range(0, 2500).Select(n => $"tea {n}"), await FindAsync("tea", "#lobby"));
        Assert.Equal(["tea 7"], await FindAsync("7", "#lobby"));
    }

    [Fact]
    public async Task One_may_be_in_many_rooms_and_messages_of_others_are_not_found()
    {
        for (int n = 0; n < 200; n++)
            Say($"#room{n}", n, $"tea {n}");
        await _folder.FillIndexAsync();

        Assert.Equal(
            Enumerable.Range(0, 100).Select(n => $"tea {2 * n}"),
            await FindAsync("tea", [.. Enumerable.Range(0, 100).Select(n => $"#room{2 * n}")]));
    }

    [Fact]
    public async Task Times_are_told_apart_within_an_hour_and_when_the_clock_went_back()
    {
        int[] minutes = [0, 30, 90, 10, 400];
        foreach (int minute in minutes)
            Say("#lobby", minute * 60, $"tea {minute}");
        await _folder.FillIndexAsync();

        Assert.Equal(["tea 0", "tea 10"], await FindAsync("tea before:2026-11-22T12:30", "#lobby"));
        Assert.Equal(["tea 30", "tea 90", "tea 400"], await FindAsync("tea after:2026-11-22T12:30", "#lobby"));
        Assert.Equal(["tea 90"], await FindAsync("tea after:2026-11-22T13:00 before:2026-11-22T18:00", "#lobby"));
        Assert.Empty(await FindAsync("tea after:2027-01-01", "#lobby"));
        Assert.Empty(await FindAsync("tea before:2026-01-01", "#lobby"));
    }

    [Fact]
    public async Task What_was_taken_back_is_not_in_the_index()
    {
        Message said = Say("#lobby", 0, "secret tea");
        Say("#lobby", 1, "tea");
        await _folder.FillIndexAsync();
        using var connection = new SqliteConnection($"Data Source={_folder.File}");
        Assert.Equal(2, connection.QuerySingle<int>("SELECT count(*) FROM search('tea')"));

        _folder.Store.History.OfRoom("#lobby").Redact(said.Id, new Happening(new Stamp(MessageId.New(_noon), _noon, "a!b@c", null), HappeningKind.Redacted, $"{said.Id:N}", "#lobby", ""));
        await _folder.Store.History.SaveAsync();

        Assert.Equal(1, connection.QuerySingle<int>("SELECT count(*) FROM search('tea')"));
        Assert.Equal(0, connection.QuerySingle<int>("SELECT count(*) FROM search('secret')"));
    }

    private Message Say(string room, int second, string text)
    {
        DateTimeOffset at = _noon + TimeSpan.FromSeconds(second);
        var message = new Message(MessageKind.Privmsg, MessageId.New(at), at, "ada!~a@host", null, room, Encoding.UTF8.GetBytes(text), default, 0, default);
        _folder.Store.History.OfRoom(room).Append(message);
        return message;
    }

    private async Task<string[]> FindAsync(string line, params string[] rooms)
    {
        var query = new SearchQuery { Limit = 10_000 };
        Assert.Null(SearchLine.Read(line, ref query));
        SearchPage page = await _folder.Store.Search.FindAsync(query, new([.. rooms.Select(room => new SearchedRoom(room))]));
        return [.. page.Messages.Select(message => Encoding.UTF8.GetString(message.Text.Span))];
    }
}
