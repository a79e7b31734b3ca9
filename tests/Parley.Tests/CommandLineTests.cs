using Parley.Core.Accounts;

namespace Parley.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("parley")]
    [InlineData("serve")]
    [InlineData("chat")]
    [InlineData("send")]
    [InlineData("account")]
    [InlineData("account add")]
    [InlineData("room")]
    [InlineData("backup")]
    [InlineData("restore")]
    [InlineData("check-data")]
    [InlineData("export")]
    [InlineData("import")]
    [InlineData("config")]
    [InlineData("hash-password")]
    [InlineData("completion")]
    public async Task Help_is_what_it_was(string command)
    {
        string[] words = command == "parley" ? [] : command.Split(' ');

        (int code, string help, _) = await ParleyProcess.RunAsync([.. words, "--help"]);

        Assert.Equal(0, code);
        // When help has changed on purpose: ./parley COMMAND --help > tests/Parley.Tests/Help/COMMAND.txt (of "account add": account-add.txt)
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Help", $"{command.Replace(' ', '-')}.txt")), help, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task The_version_is_printed()
    {
        (int code, string output, _) = await ParleyProcess.RunAsync(["--version"]);

        Assert.Equal(0, code);
        Assert.Matches(@"^\d+\.\d+\.\d+\s*$", output);
    }

    [Fact]
    public async Task Of_a_password_comes_what_the_settings_keep_of_it()
    {
        await using ParleyProcess parley = ParleyProcess.Start(["hash-password"]);
        await parley.TypeAsync("pencil");

        Assert.True(ScramVerifier.TryParse(await parley.LineAsync("SCRAM-SHA-256$"), out ScramVerifier? verifier));
        Assert.True(verifier.Matches("pencil"));
        Assert.Equal(0, await parley.ExitAsync());
    }

    [Fact]
    public async Task An_empty_password_is_refused()
    {
        (int code, string output, string errors) = await ParleyProcess.RunAsync(["hash-password"]);

        Assert.Equal("A password has at least one character, and no control characters.\n", errors);
        Assert.Equal("", output);
        Assert.Equal(1, code);
    }

    [Theory]
    [InlineData("sevre", "sevre")]
    [InlineData("serve --lisen 127.0.0.1:0", "--lisen")]
    [InlineData("serve --listen foo", "--listen \"foo\": expected ADDRESS:PORT, such as 0.0.0.0:2428 or [::1]:2428")]
    [InlineData("serve --listen 127.0.0.1:0 --room lobby", "--room \"lobby\": expected a room such as #lobby: # and then no space and no comma")]
    [InlineData("serve --log-level loud", "--log-level \"loud\": expected one of Trace")]
    [InlineData("serve --config /nowhere/parley.toml", "--config \"/nowhere/parley.toml\": expected a file that exists")]
    [InlineData("chat localhost:0", "\"localhost:0\": expected a server")]
    [InlineData("chat localhost --auto-download lots", "--auto-download \"lots\": expected a size")]
    [InlineData("send localhost #lobby", "Expected one thing to send")]
    [InlineData("send localhost #lobby file.txt -m hello", "Expected one thing to send")]
    [InlineData("send localhost #lobby file.txt -", "Standard input (-) cannot be sent together with files")]
    [InlineData("completion fish", "fish")]
    public async Task What_cannot_be_understood_is_named_and_ends_with_2(string line, string named)
    {
        (int code, _, string errors) = await ParleyProcess.RunAsync(line.Split(' '));

        Assert.Contains(named, errors);
        Assert.Equal(2, code);
    }

    [Fact]
    public async Task A_bad_value_in_the_environment_is_named_and_ends_with_2()
    {
        (int code, string output, string errors) = await ParleyProcess.RunAsync(["serve"], ("PARLEY__Limits__Outbox", "abc"));

        Assert.Equal("PARLEY__Limits__Outbox=abc: expected a whole number from 65536 to 1073741824\n", errors);
        Assert.Equal("", output);
        Assert.Equal(2, code);
    }

    [Theory]
    [InlineData("parley c", "chat", "check-data", "completion", "config", "account", "backup")]
    [InlineData("parley serve --li", "--listen")]
    [InlineData("parley serve --log-level W", "Warning")]
    [InlineData("parley completion z", "zsh")]
    public async Task A_shell_can_ask_what_comes_next(string line, params string[] expected)
    {
        (_, string output, _) = await ParleyProcess.RunAsync([$"[suggest:{line.Length}]", line]);

        Assert.Equal(expected, output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _parley parley")]
    [InlineData("zsh", "compdef _parley parley")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName parley")]
    public async Task A_shell_gets_its_script(string shell, string expected)
    {
        (int code, string output, _) = await ParleyProcess.RunAsync(["completion", shell]);

        Assert.Contains(expected, output);
        Assert.Equal(0, code);
    }
}
