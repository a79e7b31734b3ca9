using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Parley.Core.History;
using Parley.Core.Messages;
using Parley.Core.Storage;

namespace Parley.Storage.Sqlite.Tests;

/// <summary>A disk that is full, a file that others hold, and what else happens to databases: what is said goes on, what was kept stays, and
/// whoever runs the server reads what to do.</summary>
public sealed class BadLuckTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly TestFolder _folder = new();
    private int _said;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task When_the_disk_is_full_it_is_said_and_when_it_has_room_again_all_that_waited_is_kept()
    {
        IConversation room = _folder.Store.History.OfRoom("#garden");
        Say(room, "before");
        await _folder.Store.History.SaveAsync();
        await _folder.Store.Writer.RunAsync(c => c.Execute($"PRAGMA max_page_count = {c.QuerySingle<long>("PRAGMA page_count")}"));

        for (int n = 0; n < 100; n++)
            Say(room, new string('x', 400));
        StorageException full = await Assert.ThrowsAsync<StorageException>(async () => await _folder.Store.History.SaveAsync());

        Assert.Equal($"The disk that holds {_folder.File} is full. Make room on it; the server goes on by itself.", full.Message);
        // Who asks for something that must be kept is told at once.
        await Assert.ThrowsAsync<StorageException>(async () => await _folder.Store.Accounts.DeleteAsync("ada"));

        await _folder.LiftAsync("PRAGMA max_page_count = 1000000");

        Say(room, "after");
        await _folder.Store.History.SaveAsync();
        IReadOnlyList<string> kept = await ReadAsync(room);
        Assert.Equal(["before", .. Enumerable.Repeat(new string('x', 400), 100), "after"], kept);
        await AssertWholeAsync();
    }

    [Fact]
    public async Task When_the_file_cannot_be_written_it_can_still_be_read()
    {
        IConversation room = _folder.Store.History.OfRoom("#garden"), silent = _folder.Store.History.OfRoom("#library");
        Say(silent, "Hush");
        await ReadAsync(silent);
        await _folder.Store.Writer.RunAsync(c => c.Execute("PRAGMA query_only = ON"));

        Say(room, "Hello");
        StorageException readOnly = await Assert.ThrowsAsync<StorageException>(async () => await _folder.Store.History.SaveAsync());

        Assert.Equal($"{_folder.File} cannot be written. Give the server's user the right to write it and its folder.", readOnly.Message);
        Assert.Equal(["Hush"], await ReadAsync(silent));
        await _folder.LiftAsync("PRAGMA query_only = OFF");
        Assert.Equal(["Hello"], await ReadAsync(room));
    }

    [Fact]
    public async Task While_another_program_holds_the_database_senders_are_told_and_afterwards_nothing_is_missing()
    {
        IConversation room = _folder.Store.History.OfRoom("#garden");
        await using (SqliteConnection other = Connect())
        {
            other.Execute("BEGIN IMMEDIATE");
            Say(room, "Hello");

            StorageException busy = await Assert.ThrowsAsync<StorageException>(async () => await _folder.Store.History.SaveAsync());

            Assert.Equal($"Another program holds {_folder.File}. End it; the server goes on by itself.", busy.Message);
            other.Execute("ROLLBACK");
        }
        await _folder.RecoverAsync();
        Assert.Equal(["Hello"], await ReadAsync(room));
    }

    [Fact]
    public async Task A_damaged_page_is_said_to_be_one_and_the_rest_is_there()
    {
        IConversation garden = _folder.Store.History.OfRoom("#garden");
        for (int n = 0; n < 500; n++)
            Say(garden, $"rose {n} {new string('x', 100)}");
        IConversation library = _folder.Store.History.OfRoom("#library");
        for (int n = 0; n < 100; n++)
            Say(library, $"book {n} {new string('y', 100)}");
        await _folder.Store.DisposeAsync();
        Damage("rose 250 ");

        await _folder.ReopenAsync();

        StorageException damaged = await Assert.ThrowsAsync<StorageException>(() => ReadAsync(_folder.Store.History.OfRoom("#garden")));
        Assert.Equal($"{_folder.File} is damaged. Stop the server, run parley check-data, and restore a backup (parley restore).", damaged.Message);
        Assert.Equal(100, (await ReadAsync(_folder.Store.History.OfRoom("#library"))).Count);
        Say(_folder.Store.History.OfRoom("#library"), "one more book");
        await _folder.Store.History.SaveAsync();
        Assert.NotEmpty(DatabaseCheck.Run(_folder.File, isInUse: true));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_not_touched()
    {
        await _folder.Store.DisposeAsync();
        foreach (string rest in Directory.GetFiles(_folder.Path, "parley.db-*"))
            File.Delete(rest);
        byte[] list = Encoding.UTF8.GetBytes("This is my shopping list, and it is a long one.".PadRight(5000));
        await File.WriteAllBytesAsync(_folder.File, list);

        StorageException refused = await Assert.ThrowsAsync<StorageException>(_folder.ReopenAsync);

        Assert.StartsWith($"{_folder.File} is damaged. ", refused.Message);
        Assert.Equal(list, await File.ReadAllBytesAsync(_folder.File));
    }

    [Fact]
    public async Task Somebody_elses_database_is_left_alone()
    {
        await _folder.Store.DisposeAsync();
        await using (SqliteConnection connection = Connect())
            connection.Execute("PRAGMA application_id = 1234");

        StorageException refused = await Assert.ThrowsAsync<StorageException>(_folder.ReopenAsync);

        Assert.Equal($"{_folder.File} is a database, but not one of Parley's. Give the server another data folder.", refused.Message);
    }

    [Fact]
    public async Task What_a_newer_version_has_written_is_left_alone_and_that_version_is_named()
    {
        await _folder.Store.DisposeAsync();
        await using (SqliteConnection connection = Connect())
            connection.Execute("PRAGMA user_version = 9999; UPDATE written_by SET version = '7.8.9'");

        StorageException refused = await Assert.ThrowsAsync<StorageException>(_folder.ReopenAsync);

        Assert.StartsWith($"{_folder.File} was written by Parley 7.8.9; this is Parley ", refused.Message);
        Assert.EndsWith("Run that version or a newer one, or restore a backup that was made before the upgrade.", refused.Message);
    }

    [Fact]
    public async Task What_the_first_version_wrote_is_read_after_an_upgrade()
    {
        await _folder.Store.DisposeAsync();
        foreach (string old in Directory.GetFiles(_folder.Path))
            File.Delete(old);
        await using (SqliteConnection connection = Connect())
            connection.Execute(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Forms", "form-1.sql")));

        await _folder.ReopenAsync();

        Assert.Equal(["Hello, roses", "Hello, tulips"], await ReadAsync(_folder.Store.History.OfRoom("#garden")));
        Say(_folder.Store.History.OfRoom("#garden"), "New here");
        Assert.Equal("New here", (await ReadAsync(_folder.Store.History.OfRoom("#garden")))[^1]);
        await AssertWholeAsync();
    }

    [Fact]
    public async Task The_time_of_what_was_kept_last_is_known_at_the_next_start()
    {
        Assert.Equal(DateTimeOffset.MinValue, _folder.Store.History.Latest);
        Say(_folder.Store.History.OfRoom("#garden"), "Hello");
        DateTimeOffset said = Noon.AddSeconds(_said);

        await _folder.ReopenAsync();

        Assert.InRange(_folder.Store.History.Latest, said, said.AddMilliseconds(1));
    }

    private void Say(IConversation room, string text)
    {
        DateTimeOffset at = Noon.AddSeconds(++_said);
        room.Append(new Message(MessageKind.Privmsg, MessageId.New(at), at, "ada!ada@test", null, "#garden", Encoding.UTF8.GetBytes(text), default, _said, Guid.NewGuid()));
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(IConversation room)
        => [.. (await room.ReadAsync(new(HistoryWindow.Latest, null, null, 1000, HistoryContent.Messages))).Items.Cast<Message>().Select(m => Encoding.UTF8.GetString(m.Text.Span))];

    private async Task AssertWholeAsync()
    {
        await _folder.Store.DisposeAsync();
        Assert.Empty(DatabaseCheck.Run(_folder.File, isInUse: false));
        await _folder.ReopenAsync();
    }

    // Overwrites the page that holds the text.
    private void Damage(string text)
    {
        byte[] bytes = File.ReadAllBytes(_folder.File);
        int at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text));
        Array.Fill(bytes, (byte)0xA5, at / 4096 * 4096, 4096);
        File.WriteAllBytes(_folder.File, bytes);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={_folder.File};Pooling=false");
        connection.Open();
        return connection;
    }
}
