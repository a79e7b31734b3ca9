using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Parley.Tests;

/// <summary><c>parley backup</c>, <c>restore</c> and <c>check-data</c>, as processes.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("parley-backup").FullName;

    private string Data => Path.Combine(_folder, "data");

    private string Restored => Path.Combine(_folder, "restored");

    private string File => Path.Combine(_folder, "parley.tar.gz");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_backup_of_a_running_server_becomes_a_server_that_has_everything()
    {
        await using (ParleyProcess server = Serve(Data))
        {
            int port = await PortAsync(server);
            await RunAsync(["account", "add", "alice", "--data", Data], "correct-horse");
            string link = await UploadAsync(port, "What a nice garden");
            await SayAsync(port, $"Look: {link}");

            (int code, string output, string errors) = await RunAsync(["backup", File, "--data", Data]);

            Assert.Equal("", errors);
            Assert.StartsWith($"{File} holds ", output);
            Assert.Equal(0, code);
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
                Assert.Equal(
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, System.IO.File.GetUnixFileMode(Path.Combine(Data, "uploads")));
            }
        }
        Assert.Equal((0, $"{Restored} has been restored: 4 files.\n", ""), await RunAsync(["restore", File, "--data", Restored]));
        Assert.Equal((0, $"{Restored} is whole.\n", ""), await RunAsync(["check-data", "--data", Restored]));
        Assert.Contains("alice  ", (await RunAsync(["account", "list", "--data", Restored])).Output);

        await using ParleyProcess again = Serve(Restored);
        int second = await PortAsync(again);
        string said = await LastSaidAsync(second);
        Assert.StartsWith("Look: http://", said);
        using var http = new HttpClient();
        Assert.Equal("What a nice garden", await http.GetStringAsync(new Uri($"http://127.0.0.1:{second}{new Uri(said["Look: ".Length..]).AbsolutePath}")));
    }

    [Fact]
    public async Task What_is_there_already_is_put_aside_only_when_one_says_so()
    {
        await BackUpAsync();
        await RunAsync(["account", "add", "bob", "--data", Data], "correct-horse");

        Assert.Equal(
            (1, "", $"Nothing was restored: There is something in {Data} already. Say --force to put it aside, or name another folder with --data.\n"),
            await RunAsync(["restore", File, "--data", Data]));
        Assert.Contains("bob  ", (await RunAsync(["account", "list", "--data", Data])).Output);

        (int code, string output, _) = await RunAsync(["restore", File, "--data", Data, "--force"]);

        Assert.Equal(0, code);
        string aside = Assert.Single(Directory.GetDirectories(Data, "before-restore-*"));
        Assert.Contains($"What was there is in {aside}. ", output);
        Assert.True(System.IO.File.Exists(Path.Combine(aside, "parley.db")));
        Assert.DoesNotContain("bob", (await RunAsync(["account", "list", "--data", Data])).Output);
        Assert.Contains("alice  ", (await RunAsync(["account", "list", "--data", Data])).Output);
    }

    [Fact]
    public async Task Under_a_running_server_nothing_is_restored()
    {
        await BackUpAsync();
        await using ParleyProcess server = Serve(Data);
        await PortAsync(server);

        (int code, _, string errors) = await RunAsync(["restore", File, "--data", Data, "--force"]);

        Assert.Equal($"Nothing was restored: Another Parley is running with the data folder {Data}. Stop it, or choose another folder with --data.\n", errors);
        Assert.Equal(1, code);
    }

    [Theory]
    [InlineData("cut off")]
    [InlineData("changed")]
    [InlineData("something else")]
    [InlineData("leads out of the folder")]
    [InlineData("without its end")]
    [InlineData("something else that is compressed")]
    public async Task What_is_no_whole_backup_is_refused_and_leaves_everything_as_it_is(string how)
    {
        await BackUpAsync();
        byte[] bytes = await System.IO.File.ReadAllBytesAsync(File);
        await System.IO.File.WriteAllBytesAsync(File, how switch
        {
            "cut off" => bytes[..(bytes.Length / 2)],
            "changed" => Zipped(Changed(bytes)),
            "something else" => Encoding.UTF8.GetBytes("This is my shopping list."),
            "something else that is compressed" => Zipped(Encoding.UTF8.GetBytes(new string('x', 2000))),
            "leads out of the folder" => Tar("../../outside"),
            _ => Tar("parley.toml"),
        });

        (int code, _, string errors) = await RunAsync(["restore", File, "--data", Data, "--force"]);

        Assert.StartsWith($"Nothing was restored: {File} is no whole backup of Parley: ", errors);
        Assert.Equal(1, code);
        Assert.Contains("alice  ", (await RunAsync(["account", "list", "--data", Data])).Output);
        Assert.False(System.IO.File.Exists(Path.Combine(_folder, "outside")));
        Assert.Empty(Directory.GetFileSystemEntries(Data, "*restore*"));
    }

    [Fact]
    public async Task What_a_newer_version_has_written_is_left_alone_and_its_version_named()
    {
        await BackUpAsync();
        Execute(Data, "PRAGMA user_version = 9999; UPDATE written_by SET version = '7.8.9'");

        (int code, _, string errors) = await RunAsync(["backup", File, "--data", Data]);

        Assert.StartsWith($"No backup was written: {Path.Combine(Data, "parley.db")} was written by Parley 7.8.9; this is Parley ", errors);
        Assert.Equal(1, code);
        Assert.Empty(Directory.GetFiles(_folder, "*.part"));
        (code, _, errors) = await RunAsync(["serve", "--data", Data, "--listen", "127.0.0.1:0"]);
        Assert.Contains("Run that version or a newer one, or restore a backup that was made before the upgrade.\n", errors);
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task A_file_that_is_not_as_it_was_sent_is_named()
    {
        string bytes = await StoreFileAsync("What a nice garden");
        await System.IO.File.WriteAllTextAsync(bytes, "What a NICE garden");

        (int code, _, string errors) = await RunAsync(["check-data", "--data", Data]);

        Assert.Equal($"{bytes} holds something else than was sent.\nWhat is damaged comes back from a backup only: parley restore.\n", errors);
        Assert.Equal(1, code);

        System.IO.File.Delete(bytes);
        Assert.StartsWith($"{bytes} is missing.\n", (await RunAsync(["check-data", "--data", Data])).Errors);
    }

    [Fact]
    public async Task A_message_that_is_not_there_is_counted()
    {
        await using (ParleyProcess server = Serve(Data))
            await SayAsync(await PortAsync(server), "Hello");
        Assert.Equal(0, (await RunAsync(["account", "list", "--data", Data])).Code);
        Execute(Data, "DELETE FROM item WHERE text = 'Hello'");

        (int code, _, string errors) = await RunAsync(["check-data", "--data", Data]);

        Assert.StartsWith("1 messages are found by their rooms and are not there.\n", errors);
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task A_damaged_database_is_said_to_be_one()
    {
        await BackUpAsync();
        string database = Path.Combine(Data, "parley.db");
        using (FileStream stream = System.IO.File.OpenWrite(database))
        {
            stream.Position = 2 * 4096;
            stream.Write(Enumerable.Repeat((byte)0x5A, 4096).ToArray());
        }

        (int code, _, string errors) = await RunAsync(["check-data", "--data", Data]);

        Assert.Contains("damaged", errors);
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task What_was_left_of_an_unfinished_file_is_removed_when_one_says_so()
    {
        await BackUpAsync();
        string part = Path.Combine(Directory.CreateDirectory(Path.Combine(Data, "uploads")).FullName, "abc.part");
        await System.IO.File.WriteAllTextAsync(part, "half");

        Assert.Equal(
            (0, $"{part} is left of an unfinished file. --repair removes it, and so does the next start.\n{Data} is whole.\n", ""), await RunAsync(["check-data", "--data", Data]));
        Assert.True(System.IO.File.Exists(part));
        Assert.Equal((0, $"{part} was left of an unfinished file, and is removed.\n{Data} is whole.\n", ""), await RunAsync(["check-data", "--data", Data, "--repair"]));
        Assert.False(System.IO.File.Exists(part));
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("check-data")]
    [InlineData("account list")]
    [InlineData("export #garden")]
    public async Task A_folder_in_which_no_server_has_kept_anything_is_not_taken_for_one(string command)
    {
        Directory.CreateDirectory(Data);
        await System.IO.File.WriteAllTextAsync(Path.Combine(Data, "list.txt"), "milk");

        (int code, string output, string errors) = await RunAsync([.. command.Split(' '), .. command == "backup" ? [File] : Array.Empty<string>(), "--data", Data]);

        Assert.EndsWith($"No server has kept anything in {Data}. Name the right folder with --data.\n", errors);
        Assert.Equal((1, ""), (code, output));
        Assert.Equal([Path.Combine(Data, "list.txt")], Directory.GetFileSystemEntries(Data));
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public async Task A_backup_does_not_go_into_what_it_is_of()
    {
        await BackUpAsync();
        string inside = Path.Combine(Data, "parley.tar.gz");

        (int code, _, string errors) = await RunAsync(["backup", inside, "--data", Data]);

        Assert.Equal($"No backup was written: {inside} would lie in the data folder {Data} itself. Name a place outside of it, best on another disk.\n", errors);
        Assert.Equal(1, code);
        Assert.False(System.IO.File.Exists(inside));
    }

    private async Task BackUpAsync()
    {
        Directory.CreateDirectory(Data);
        Assert.Equal(0, (await RunAsync(["account", "add", "alice", "--data", Data], "correct-horse")).Code);
        Assert.Equal(0, (await RunAsync(["backup", File, "--data", Data])).Code);
    }

    private async Task<string> StoreFileAsync(string text)
    {
        await using ParleyProcess server = Serve(Data);
        await UploadAsync(await PortAsync(server), text);
        return Assert.Single(Directory.GetFiles(Path.Combine(Data, "uploads"), "*.bin"));
    }

    private static async Task<string> UploadAsync(int port, string text)
    {
        using var http = new HttpClient();
        using HttpResponseMessage response = await http.PostAsync(new Uri($"http://127.0.0.1:{port}/uploads"), new StringContent(text));
        return response.Headers.Location!.AbsoluteUri;
    }

    private static async Task SayAsync(int port, string text)
    {
        using TcpClient client = await ConnectAsync(port, "CAP REQ :echo-message", "NICK carol", "USER carol 0 * :Carol", "CAP END", "JOIN #garden", $"PRIVMSG #garden :{text}");
        await LineAsync(client, $"PRIVMSG #garden :{text}");
    }

    private static async Task<string> LastSaidAsync(int port)
    {
        using TcpClient client = await ConnectAsync(port, "CAP REQ :draft/chathistory batch", "NICK dave", "USER dave 0 * :Dave", "CAP END", "JOIN #garden", "CHATHISTORY LATEST #garden * 1");
        string line = await LineAsync(client, "PRIVMSG #garden :");
        return line[(line.LastIndexOf(" :", StringComparison.Ordinal) + 2)..];
    }

    private static async Task<TcpClient> ConnectAsync(int port, params string[] lines)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\r\n"))));
        return client;
    }

    private static async Task<string> LineAsync(TcpClient client, string part)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var lines = new StreamReader(client.GetStream());
        while (await lines.ReadLineAsync(patience.Token) is { } line)
            if (line.Contains(part, StringComparison.Ordinal))
                return line;
        throw new IOException($"The server said nothing like {part}");
    }

    // Of what is compressed not every bit matters: another may stand for the same.
    private static byte[] Changed(byte[] backup)
    {
        using var zipped = new GZipStream(new MemoryStream(backup), CompressionMode.Decompress);
        using var tar = new MemoryStream();
        zipped.CopyTo(tar);
        byte[] bytes = tar.ToArray();
        bytes[bytes.AsSpan().IndexOf("SQLite format 3"u8)] ^= 1;
        return bytes;
    }

    private static byte[] Zipped(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var zipped = new GZipStream(bytes, CompressionLevel.Fastest))
            zipped.Write(content);
        return bytes.ToArray();
    }

    private static byte[] Tar(string name)
    {
        using var bytes = new MemoryStream();
        using (var zipped = new GZipStream(bytes, CompressionLevel.Fastest))
        using (var tar = new TarWriter(zipped))
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream([1]) });
        return bytes.ToArray();
    }

    private static void Execute(string data, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "parley.db")};Pooling=false");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static async Task<int> PortAsync(ParleyProcess server)
        => new Uri((await server.LineAsync("Join at"))["Join at ".Length..]).Port;

    private static ParleyProcess Serve(string data)
        => ParleyProcess.Start(["serve", "--data", data, "--listen", "127.0.0.1:0"], ("PARLEY__Uploads__Anonymous", "true"));

    private static Task<(int Code, string Output, string Errors)> RunAsync(string[] words, string? typed = null) => ParleyProcess.RunAsync(words, typed);
}
