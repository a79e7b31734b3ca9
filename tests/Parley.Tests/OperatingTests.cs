using System.Text.Json;

namespace Parley.Tests;

/// <summary>The commands of the one who runs a server, as processes, beside a server that runs.</summary>
public sealed class OperatingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("parley-operating").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_account_is_made_suspended_and_deleted_while_the_server_runs()
    {
        await using ParleyProcess server = ParleyProcess.Start(["serve", "--data", _folder, "--listen", "127.0.0.1:0"]);
        await server.LineAsync("Ctrl+C");

        Assert.Equal((0, "There is an account alice now.\n", ""), await RunAsync(["account", "add", "alice", "--email", "alice@example.org"], typed: "correct-horse"));
        Assert.Equal((0, "The account alice is suspended.\n", ""), await RunAsync(["account", "suspend", "alice"]));
        (_, string list, _) = await RunAsync(["account", "list"]);
        Assert.Matches(
            @"^NAME   CREATED     STATE      DEVICES  CONNECTIONS  E-MAIL\nalice  \d{4}-\d\d-\d\d  suspended  0        0            alice@example\.org\n$", list);
        Assert.Equal((0, "alice can log in again.\n", ""), await RunAsync(["account", "resume", "alice"]));
        Assert.Equal((0, "alice has another password now.\n", ""), await RunAsync(["account", "passwd", "alice"], typed: "battery-staple"));
        Assert.Equal((2, "", "Delete the account alice? Nobody can undo it. Say --yes if you are sure.\n"), await RunAsync(["account", "delete", "alice"]));
        Assert.Equal((0, "The account alice is no more.\n", ""), await RunAsync(["account", "delete", "alice", "--yes"]));
        Assert.Equal((1, "", "There is no account alice.\n"), await RunAsync(["account", "delete", "alice", "--yes"]));
    }

    [Fact]
    public async Task Programs_get_JSON()
    {
        await using ParleyProcess server = ParleyProcess.Start(["serve", "--data", _folder, "--listen", "127.0.0.1:0"]);
        await server.LineAsync("Ctrl+C");
        await RunAsync(["account", "add", "alice"], typed: "correct-horse");

        (int code, string output, _) = await RunAsync(["account", "list", "--json"]);

        Assert.Equal(0, code);
        Assert.Equal("alice", JsonDocument.Parse(output).RootElement[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named_and_not_made()
    {
        string nowhere = Path.Combine(_folder, "nowhere");

        (int code, _, string errors) = await ParleyProcess.RunAsync(["account", "list", "--data", nowhere]);

        Assert.Equal($"There is no data folder {nowhere}: no server has been started with it. Name the right one with --data.\n", errors);
        Assert.Equal(1, code);
        Assert.False(Directory.Exists(nowhere));
    }

    [Fact]
    public async Task What_a_server_that_was_killed_left_behind_is_no_server()
    {
        await using (ParleyProcess server = ParleyProcess.Start(["serve", "--data", _folder, "--listen", "127.0.0.1:0"]))
            await server.LineAsync("Ctrl+C");
        Assert.True(File.Exists(Path.Combine(_folder, "control.json")));

        (int code, string output, _) = await RunAsync(["account", "list"]);

        Assert.Equal("NAME  CREATED  STATE  DEVICES  CONNECTIONS  E-MAIL\n", output);
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task An_account_that_was_made_before_the_server_started_is_there_when_it_runs_and_after_it()
    {
        string list = "alice  ";
        Assert.Equal((0, "There is an account alice now.\n", ""), await RunAsync(["account", "add", "alice"], typed: "correct-horse"));
        Assert.Contains(list, (await RunAsync(["account", "list"])).Output);

        await using (ParleyProcess server = ParleyProcess.Start(["serve", "--data", _folder, "--listen", "127.0.0.1:0"]))
        {
            await server.LineAsync("Ctrl+C");
            Assert.Contains(list, (await RunAsync(["account", "list"])).Output);
            Assert.Equal(0, (await RunAsync(["account", "suspend", "alice"])).Code);
        }

        Assert.Contains("suspended", (await RunAsync(["account", "list"])).Output);
    }

    [Fact]
    public async Task A_server_that_keeps_nothing_has_no_accounts_when_it_is_stopped()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "parley.toml"), "[History]\nDurability = \"None\"\n");

        Assert.Equal((1, "", "No server runs there, and it keeps nothing: History.Durability is none.\n"), await RunAsync(["account", "list"]));
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(string[] words, string? typed = null)
        => await ParleyProcess.RunAsync([.. words, "--data", _folder], typed);
}
