using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Parley.Core.History;
using Parley.Core.Messages;
using Parley.Core.Storage;
using SQLitePCL;

namespace Parley.Storage.Sqlite.Tests;

/// <summary>What the writer promises when a commit fails, when it ends, and when something is to be forgotten.</summary>
public sealed class WriterTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly TestFolder _folder = new();
    private int _said;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task No_number_is_given_twice_after_a_commit_that_failed()
    {
        Say("#before", "one");
        await _folder.Store.History.SaveAsync();
        await _folder.Store.Writer.RunAsync(c => c.Execute("PRAGMA query_only = ON"));
        Say("#before", "two");
        Say("#meanwhile", "three");
        Whisper("ada", "bob", "four");
        await Assert.ThrowsAsync<StorageException>(async () => await _folder.Store.History.SaveAsync());
        Say("#later", "five");

        await _folder.LiftAsync("PRAGMA query_only = OFF");
        Whisper("bob", "ada", "six");
        Say("#after", "seven");
        await _folder.Store.History.SaveAsync();
        await _folder.ReopenAsync();
        Say("#again", "eight");

        Assert.Equal(["one", "two"], await ReadAsync("#before"));
        Assert.Equal(["three"], await ReadAsync("#meanwhile"));
        Assert.Equal(["five"], await ReadAsync("#later"));
        Assert.Equal(["seven"], await ReadAsync("#after"));
        Assert.Equal(["eight"], await ReadAsync("#again"));
        Correspondence both = Assert.Single(await _folder.Store.History.OfPartyAsync(Party.OfAccount("ada")));
        Assert.Equal(["four", "six"], await ReadAsync(both.Conversation));
        Assert.Equal(["one", "two", "three", "four", "five", "six", "seven", "eight"], Query<string>("SELECT CAST(text AS TEXT) FROM item ORDER BY seq"));
    }

    [Fact]
    public async Task What_was_not_even_queued_is_not_confirmed_after_mending()
    {
        await _folder.Store.Writer.RunAsync(c => c.Execute("PRAGMA query_only = ON"));
        Say("#garden", "0");
        await Assert.ThrowsAsync<StorageException>(async () => await _folder.Store.History.SaveAsync());
        for (int n = 1; n < 20_000; n++)
            Say("#garden", "more");
        Say("#garden", "too much");

        await _folder.ChoreAsync("PRAGMA query_only = OFF");
        while (Query<int>("SELECT count(*) FROM item")[0] < 20_000 - 1)
            await Task.Yield();

        Assert.DoesNotContain("too much", Query<string>("SELECT CAST(text AS TEXT) FROM item"));
        await Assert.ThrowsAsync<StorageException>(async () => await _folder.Store.History.SaveAsync());
    }

    [Fact]
    public async Task A_forgotten_room_leaves_the_disk_though_nobody_says_anything_more_and_also_what_had_no_place_yet()
    {
        Say("#silent", "Hush");
        await _folder.Store.Writer.SettleAsync(_folder.Store.Writer.Appended);
        Assert.Equal([1], Query<int>("SELECT count(*) FROM conversation"));
        _folder.Store.History.ForgetRoom("#silent");
        await UntilAsync("SELECT count(*) FROM conversation", 0);
        Assert.Equal([0], Query<int>("SELECT count(*) FROM item"));

        Say("#kept", "stays");
        for (int n = 0; n < 600; n++)
            Say("#hasty", "goes");
        _folder.Store.History.ForgetRoom("#hasty");

        await _folder.Store.History.SaveAsync();
        await UntilAsync("SELECT count(*) FROM conversation", 1);
        Assert.Equal(["stays"], Query<string>("SELECT CAST(text AS TEXT) FROM item"));
        Assert.Equal(["stays"], await ReadAsync("#kept"));
    }

    [Fact]
    public async Task With_a_damaged_index_of_places_messages_are_kept_and_the_next_start_finds_them()
    {
        Say("#garden", "before");
        await ReadAsync("#garden");
        int page = Query<int>("SELECT rootpage FROM sqlite_schema WHERE name = 'place'")[0];
        await _folder.ChoreAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        byte[] whole = Replace(page, Enumerable.Repeat((byte)0xA5, 4096).ToArray());
        await _folder.ChoreAsync("PRAGMA shrink_memory");

        Say("#garden", "then");
        // It looks for a message, and needs the places of all before it: in the same commit.
        _folder.Store.History.OfRoom("#garden").Redact(Guid.NewGuid(), new Happening(new(MessageId.New(Noon), Noon, "a!b@c", null), HappeningKind.Parted, ""));
        await _folder.RecoverAsync();
        await Assert.ThrowsAsync<StorageException>(() => ReadAsync("#garden"));
        Say("#garden", "after");
        await _folder.Store.History.SaveAsync();

        await _folder.Store.DisposeAsync();
        Replace(page, whole);
        await _folder.ReopenAsync();
        Assert.Equal(["before", "then", "after"], await ReadAsync("#garden"));
    }

    [Fact]
    public async Task With_a_damaged_index_of_places_nobody_reads_a_history_with_holes_and_what_is_taken_back_stays_away()
    {
        Say("#garden", "before");
        Say("#library", "Hush");
        await _folder.Store.Writer.SettleAsync(_folder.Store.Writer.Appended);
        int page = Query<int>("SELECT rootpage FROM sqlite_schema WHERE name = 'place'")[0];
        await _folder.ChoreAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        byte[] whole = Replace(page, Enumerable.Repeat((byte)0xA5, 4096).ToArray());
        await _folder.ChoreAsync("PRAGMA shrink_memory");
        Guid secret = Say("#garden", "secret");
        await Assert.ThrowsAsync<StorageException>(async () => await _folder.Store.Writer.SettleAsync(_folder.Store.Writer.Appended));
        Replace(page, whole);
        await _folder.ChoreAsync("PRAGMA shrink_memory");

        _folder.Store.History.OfRoom("#garden").Redact(secret, new Happening(new(MessageId.New(Noon), Noon, "a!b@c", null), HappeningKind.Redacted, ""));
        Say("#garden", "after");
        await _folder.Store.History.SaveAsync();

        await Assert.ThrowsAsync<StorageException>(() => ReadAsync("#garden"));
        Assert.Equal(["Hush"], await ReadAsync("#library"));
        await _folder.ReopenAsync();
        Assert.Equal(["before", "after"], await ReadAsync("#garden"));
    }

    [Fact]
    public async Task A_change_that_meets_a_damaged_page_is_left_out_alone()
    {
        static int Damaged(SqliteConnection connection) => throw new SqliteException("damaged", raw.SQLITE_CORRUPT);
        Say("#garden", "Hello");
        Task<int> bad = _folder.Store.Writer.RunAsync(Damaged, needsPlaces: true), good = _folder.Store.Writer.RunAsync(_ => 7);

        await Assert.ThrowsAnyAsync<Exception>(() => bad);

        Assert.Equal(7, await good);
        await _folder.Store.Writer.SettleAsync(_folder.Store.Writer.Appended);
        Assert.Equal(["Hello"], await ReadAsync("#garden"));
        await _folder.Store.History.SaveAsync();
    }

    [Fact]
    public async Task Whoever_waits_when_it_ends_in_trouble_is_told_and_so_is_who_asks_later()
    {
        Writer writer = _folder.Store.Writer;
        TaskCompletionSource isRunning = NewSignal(), mayFail = NewSignal();
        int Fail(SqliteConnection connection)
        {
            isRunning.TrySetResult();
            mayFail.Task.Wait(TestContext.Current.CancellationToken);
            throw new SqliteException("full", raw.SQLITE_FULL);
        }
        Task first = writer.RunAsync(Fail);
        await isRunning.Task;
        Say("#garden", "Hello");
        Task saved = writer.SaveAsync().AsTask(), second = writer.RunAsync(Fail);

        Task closed = Task.Run(async () => await _folder.Store.DisposeAsync(), TestContext.Current.CancellationToken);
        mayFail.SetResult();
        await closed;

        await Assert.ThrowsAsync<StorageException>(() => first);
        await Assert.ThrowsAsync<StorageException>(() => saved);
        await Assert.ThrowsAsync<StorageException>(() => second);
        await Assert.ThrowsAsync<StorageException>(() => writer.RunAsync(_ => 1));
        await Assert.ThrowsAsync<StorageException>(async () => await writer.SaveAsync());
        await _folder.ReopenAsync();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Guid Say(string room, string text)
    {
        Message message = NewMessage("ada", room, text);
        _folder.Store.History.OfRoom(room).Append(message);
        return message.Id;
    }

    private void Whisper(string from, string to, string text)
        => _folder.Store.History.Append(new(Party.OfAccount(from), from), new(Party.OfAccount(to), to), NewMessage(from, to, text));

    private Message NewMessage(string from, string to, string text)
    {
        DateTimeOffset at = Noon.AddSeconds(++_said);
        return new Message(MessageKind.Privmsg, MessageId.New(at), at, $"{from}!{from}@test", null, to, Encoding.UTF8.GetBytes(text), default, _said, Guid.NewGuid());
    }

    private Task<IReadOnlyList<string>> ReadAsync(string room) => ReadAsync(_folder.Store.History.OfRoom(room));

    private static async Task<IReadOnlyList<string>> ReadAsync(IConversation conversation)
        => [.. (await conversation.ReadAsync(new(HistoryWindow.Latest, null, null, 1000, HistoryContent.Messages))).Items.Cast<Message>().Select(m => Encoding.UTF8.GetString(m.Text.Span))];

    private List<T> Query<T>(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File};Pooling=false");
        return connection.Query<T>(sql).AsList();
    }

    // What was there before.
    private byte[] Replace(int page, byte[] content)
    {
        var before = new byte[content.Length];
        using FileStream file = File.Open(_folder.File, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Position = (page - 1) * (long)content.Length;
        file.ReadExactly(before);
        file.Position -= content.Length;
        file.Write(content);
        return before;
    }

    private async Task UntilAsync(string count, int expected)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Query<int>(count)[0] != expected)
        {
            Assert.False(patience.IsCancellationRequested, $"It did not come to this: {count} = {expected}");
            await Task.Yield();
        }
    }
}
