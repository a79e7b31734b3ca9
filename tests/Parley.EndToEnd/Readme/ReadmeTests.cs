using System.Diagnostics;
using System.Text.RegularExpressions;
using Parley.EndToEnd.Irc;

namespace Parley.EndToEnd.Readme;

/// <summary>Every command that README shows works as it stands there; only the port is that of the test's server.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private const string Irssi = "irssi --connect=localhost --port=2428 --nick=grace";
    private const string WeeChat = "weechat irc://grace@localhost:2428/#lobby";

    // The gate runs this test, and this test runs the server.
    private static readonly string[] RunAnyway = ["./check", "./parley serve", "PARLEY__Uploads__Anonymous=true ./parley serve"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("parley-readme");

    public static TheoryData<string> Commands => [.. InReadme().Except([.. RunAnyway, Irssi, WeeChat])];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void README_shows_what_runs_anyway() => Assert.Subset(InReadme().ToHashSet(), RunAnyway.ToHashSet());

    [Theory]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    public void A_link_leads_somewhere(string page)
        => Assert.All(
            Links().Matches(File.ReadAllText(Path.Combine(Repository.Root, page))).Select(link => Path.Combine(Repository.Root, link.Groups[1].Value)),
            path => Assert.True(Path.Exists(path), path));

    [Theory]
    [InlineData(Irssi, "End of /MOTD command")]
    [InlineData(WeeChat, "has joined #lobby")]
    public async Task An_IRC_client_of_README_joins(string command, string expected)
    {
        Assert.Contains(command, InReadme());
        await using RunningServer server = await RunningServer.StartAsync();

        await using TerminalProgram client = TerminalProgram.Start(command.Replace("2428", $"{server.Port}", StringComparison.Ordinal));

        await client.ExpectAsync(expected);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_of_README_works(string command)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "README's commands are for a POSIX shell");
        await using RunningServer server = await RunningServer.StartAsync(("PARLEY__Uploads__Anonymous", "true"));
        await File.WriteAllBytesAsync(Path.Combine(_folder.FullName, "photo.jpg"), [0xFF, 0xD8, 0xFF, 0xE0]);

        (int code, string output) = await RunAsync(command
            .Replace("localhost:2428", $"localhost:{server.Port}", StringComparison.Ordinal)
            .Replace("localhost ", $"localhost:{server.Port} ", StringComparison.Ordinal)
            .Replace("./parley", $"'{Repository.Parley}'", StringComparison.Ordinal));

        Assert.True(code == 0, output);
        if (command.StartsWith("curl", StringComparison.Ordinal))
            Assert.Matches(@"(?m)^HTTP/1.1 201 Created\r\n(.+\n)*Location: http://\S+/files/\S+/photo.jpg\r", output);
    }

    private async Task<(int Code, string Output)> RunAsync(string command)
    {
        using Process shell = Process.Start(new ProcessStartInfo("sh", ["-c", $"{{ {command}; }} 2>&1"])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await shell.StandardInput.WriteLineAsync("Hello from a test of README");
        shell.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        string output = await shell.StandardOutput.ReadToEndAsync(patience.Token);
        await shell.WaitForExitAsync(patience.Token);
        return (shell.ExitCode, output);
    }

    private static IEnumerable<string> InReadme()
        => Blocks().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md")).ReplaceLineEndings("\n"))
            .SelectMany(block => block.Groups[1].Value.Split('\n'))
            .Select(line => line.Trim())
            .Where(line => line.Length > 0);

    [GeneratedRegex(@"\]\((?!https?:)([^)#]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"(?s)```sh\n(.*?)```")]
    private static partial Regex Blocks();
}
