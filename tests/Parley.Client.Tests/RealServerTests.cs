using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Parley.Client.Connections;
using Parley.Client.Files;
using Parley.Client.Messages;
using Parley.Testing;

namespace Parley.Client.Tests;

/// <summary>The client against the real server, over both transports.</summary>
public sealed class RealServerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_people_talk(bool web)
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada", web);
        await using Person bob = await Person.JoinAsync(server, "bob", web);

        Assert.Null(await ada.Client.SendAsync("#lobby", "Grüße 🦊").WaitAsync(Patience));
        await bob.UntilAsync(client => client.Rooms[0].Messages is [.., { Text: "Grüße 🦊" }]);
        Assert.Equal(["ada", "bob"], Names(bob));
        await ada.UntilAsync(client => Names(ada).SequenceEqual(["ada", "bob"]));
        lock (ada.Client.Sync)
            lock (bob.Client.Sync)
                Assert.Equal(ada.Client.Rooms[0].Messages[^1].Id, bob.Client.Rooms[0].Messages[^1].Id);
    }

    [Fact]
    public async Task Who_names_no_room_comes_into_the_servers_default_room()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Rooms = options.Rooms with { Default = "#team=1" } });
        await using Person ada = Person.Start(server, "ada");

        await ada.Client.WhenJoinedAsync("#team=1").WaitAsync(Patience);

        Assert.Equal("#team=1", ada.Client.DefaultRoom);
    }

    [Fact]
    public async Task A_message_to_oneself_is_shown_once()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        Assert.Null(await ada.Client.SendAsync("ada", "note").WaitAsync(Patience));
        Assert.Null(await ada.Client.SendAsync("#lobby", "done").WaitAsync(Patience));
        lock (ada.Client.Sync)
            Assert.Equal("note", Assert.Single(Assert.Single(ada.Client.Directs).Messages).Text);
    }

    [Fact]
    public async Task A_message_to_nobody_fails_with_the_servers_reason()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        Assert.Contains("No such nick", await ada.Client.SendAsync("nobody", "hi").WaitAsync(Patience), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Away_people_still_get_what_is_said()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        await using Person bob = await Person.JoinAsync(server, "bob");
        bob.Client.SetAway("lunch");
        await ada.UntilAsync(client => client.Rooms[0].Members.Any(member => member is { Nickname: "bob", IsAway: true, AwayText: "lunch" }));
        Assert.Null(await ada.Client.SendAsync("bob", "hi").WaitAsync(Patience));
        await bob.UntilAsync(client => client.Directs.Count == 1);
    }

    [Fact]
    public async Task Long_text_arrives_whole()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        await using Person bob = await Person.JoinAsync(server, "bob");
        string text = string.Join(' ', Enumerable.Range(0, 500).Select(i => $"Wörter{i}"));
        Assert.Null(await ada.Client.SendAsync("#lobby", text).WaitAsync(Patience));
        await bob.UntilAsync(client => string.Concat(client.Rooms[0].Messages.Where(one => one.Kind == MessageKind.Text).Select(one => one.Text)) == text);
    }

    [Fact]
    public async Task A_taken_name_is_told()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        await using Person other = Person.Start(server, "ADA");
        await other.UntilAsync(client => client.State == ConnectionState.NicknameNeeded);
        other.Client.ChangeNickname("adam");
        await other.UntilAsync(client => client is { State: ConnectionState.Online, Nickname: "adam" });
    }

    [Fact]
    public async Task A_file_reaches_the_other_byte_for_byte()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        await using Person bob = await Person.JoinAsync(server, "bob");
        string folder = Directory.CreateTempSubdirectory("parley-test-").FullName;
        string path = Path.Combine(folder, "Größe 日本 🦊.bin");
        byte[] bytes = RandomNumberGenerator.GetBytes(300_000);
        await File.WriteAllBytesAsync(path, bytes);
        using var http = new HttpClient();

        Assert.Null(await new FileSender(ada.Client, http).SendAsync("#lobby", path, null, default).WaitAsync(Patience));
        await bob.UntilAsync(client => client.Rooms[0].Messages is [.., { File: not null }]);
        FileLink file = bob.Client.Rooms[0].Messages[^1].File!;
        var downloader = new Downloader(http, Path.Combine(folder, "saved"), 1 << 20, TimeProvider.System);
        Uri address = file.Resolve(bob.Client.Options.Address.HttpBase);
        Assert.Equal(300_000, (await downloader.DescribeAsync(address, default))?.Size);
        DownloadResult saved = await downloader.SaveAsync(address, file.Name, null, default);

        Assert.Equal(Path.Combine(folder, "saved", "Größe 日本 🦊.bin"), saved.Path);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(saved.Path!));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_with_a_reason()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Uploads = options.Uploads with { MaxSize = 1000 } });
        await using Person ada = await Person.JoinAsync(server, "ada");
        using var http = new HttpClient();
        string? token = await ada.Client.RequestUploadTokenAsync();
        UploadResult result = await new Uploader(http).UploadAsync(ada.Client.UploadAddress!, token, "big", null, new MemoryStream(new byte[50_000_000]), null, default);
        Assert.Null(result.Location);
        Assert.Contains("1000 bytes", result.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_nobody_uploads()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using Person ada = await Person.JoinAsync(server, "ada");
        using var http = new HttpClient();
        UploadResult result = await new Uploader(http).UploadAsync(ada.Client.UploadAddress!, null, "x", null, new MemoryStream(new byte[5]), null, default);
        Assert.False(string.IsNullOrEmpty(result.Failure));
        Assert.DoesNotContain("The server answered", result.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_comes_back_after_the_server_did()
    {
        await using TestServer first = await TestServer.StartAsync();
        await using TestServer second = await TestServer.StartAsync();
        var servers = new Queue<TestServer>([first, second]);
        await using var ada = new Person(new ChatClientOptions
        {
            Address = Person.AddressOf(first),
            Nickname = "ada",
            Time = new FakeTimeProvider(), // it waits until it is told
            Transport = () => Person.AddressOf(servers.Count > 1 ? servers.Dequeue() : servers.Peek()).CreateTransport(),
        });
        await ada.Client.WhenJoinedAsync("#lobby").WaitAsync(Patience);
        await first.StopAsync();
        await ada.UntilAsync(client => client.State == ConnectionState.Waiting);
        Assert.False(string.IsNullOrEmpty(ada.Client.Problem));
        ada.Client.RetryNow();
        await ada.UntilAsync(client => client.Rooms[0] is { IsJoined: true, Members.Count: 1 });
        Assert.Null(await ada.Client.SendAsync("#lobby", "back").WaitAsync(Patience));
    }

    private static List<string> Names(Person person)
    {
        lock (person.Client.Sync)
            return [.. person.Client.Rooms[0].Members.Select(member => member.Nickname)];
    }
}
