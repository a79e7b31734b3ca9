using System.Threading.Channels;
using Parley.Client.Accounts;
using Parley.Client.Connections;
using Parley.Terminal.Accounts;
using Parley.Terminal.Chatting;
using Parley.Testing;
using Spectre.Console.Testing;

namespace Parley.Terminal.Tests;

/// <summary><c>parley chat</c> against the real server, as somebody at the keyboard and as a pipe.</summary>
public sealed class ChatAppTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_pipe_is_sent_line_by_line_and_then_it_ends()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient bob = await server.JoinAsync("#lobby", "bob");
        var console = new TestConsole();
        int code = await ChatApp.RunAsync(Settings(server, "ada"), console, new StringReader("one\n\n/two\nthree\n"), default).WaitAsync(Patience);

        Assert.Equal(ExitCode.Done, code);
        await bob.SkipToAsync(line => line.EndsWith("PRIVMSG #lobby :one", StringComparison.Ordinal));
        await bob.SkipToAsync(line => line.EndsWith("PRIVMSG #lobby :/two", StringComparison.Ordinal));
        await bob.SkipToAsync(line => line.EndsWith("PRIVMSG #lobby :three", StringComparison.Ordinal));
        await bob.SkipToAsync(line => line.Contains(" QUIT", StringComparison.Ordinal));
        Assert.Contains("<ada> three", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_into_a_room_that_refuses_fails_and_says_why()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient bob = await server.JoinAsync("#secret", "bob");
        await bob.SendAsync("MODE #secret +i");
        await bob.SyncAsync();
        var console = new TestConsole();
        int code = await ChatApp.RunAsync(Settings(server, "ada") with { Room = "#secret" }, console, new StringReader("psst\n"), default).WaitAsync(Patience);
        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("#secret: ", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_that_is_let_in_no_longer_fails_and_says_why()
    {
        await using TestServer server = await TestServer.StartAsync();
        string folder = Directory.CreateTempSubdirectory("parley-fixclient").FullName;
        ChatSettings settings = Settings(server, "ada") with { Logins = Path.Combine(folder, "logins") };
        new LoginFile(settings.Logins).Keep(settings.Address, new Credentials("ada", "parley_revoked"));
        var console = new TestConsole();
        int code = await ChatApp.RunAsync(settings, console, new StringReader("hi\n"), default).WaitAsync(Patience);
        Directory.Delete(folder, recursive: true);
        Assert.Equal((ExitCode.Failed, "ada: This device was logged out."), (code, console.Output.Trim()));
    }

    [Fact]
    public async Task Nobody_there_fails_and_says_so()
    {
        var console = new TestConsole();
        var settings = new ChatSettings { Address = new ChatAddress("127.0.0.1", 1, false, null), Name = "ada" };
        Assert.Equal(ExitCode.Failed, await ChatApp.RunAsync(settings, console, new StringReader("x"), default).WaitAsync(Patience));
        Assert.Equal(ExitCode.Failed, await ChatApp.RunAsync(settings, console, null, (_, _) => { }, default).WaitAsync(Patience));
        Assert.Contains("127.0.0.1:1: Connection refused", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_at_the_keyboard_talks_looks_and_leaves()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient bob = await server.JoinAsync("#lobby", "bob");
        await using var ada = new Keyboard(Settings(server, "ada"));
        await ada.SeeAsync("You are in #lobby as ada");

        ada.Type("Hello 🦊");
        await bob.SkipToAsync(line => line.EndsWith("PRIVMSG #lobby :Hello 🦊", StringComparison.Ordinal));
        await ada.SeeAsync("<ada> Hello 🦊");
        await bob.SendAsync("PRIVMSG #lobby :Hi \u001b[31mada\u202E [red]x[/]", "PRIVMSG ada :psst");
        await ada.SeeAsync("<bob> Hi [31mada [red]x[/]");
        await ada.SeeAsync("[bob] <bob> psst");
        ada.Type("/who");
        await ada.SeeAsync("2 in #lobby: ada, bob");
        ada.Type("/me waves");
        await ada.SeeAsync("* ada waves");
        ada.Type("/msg bob over here");
        await ada.SeeAsync("[bob] <ada> over here");
        ada.Type("/search from:bob hi");
        await ada.SeeAsync("2026-11-22 12:00 #lobby <bob> Hi");
        ada.Type("/search in:bob");
        await ada.SeeAsync("2026-11-22 12:00 [bob] <bob> psst");
        await ada.SeeAsync("Found: 2");
        ada.Type("/search has:nothing");
        await ada.SeeAsync("only has:file can");
        ada.Type("/nick lovelace");
        await ada.SeeAsync("ada is now lovelace");
        ada.Type("/topic Roses");
        ada.Type("/join #shed");
        await ada.SeeAsync("You are in #shed as lovelace");
        ada.Type("/topic Tools");
        await ada.SeeAsync("lovelace set the topic: Tools");
        ada.Type("/nonsense");
        await ada.SeeAsync("There is no command /nonsense");
        ada.Type("//etc");
        await ada.SeeAsync("<lovelace> /etc");
        ada.Type("/part");
        ada.Type("/quit Good night");
        await bob.SkipToAsync(line => line.Contains("QUIT", StringComparison.Ordinal) && line.Contains("Good night", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Done, await ada.Ended.WaitAsync(Patience));
    }

    [Fact]
    public async Task Answers_and_reactions_name_what_they_are_about()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient bob = await server.JoinAsync("#lobby", "bob", "message-tags", "echo-message");
        await using var ada = new Keyboard(Settings(server, "ada"));
        await ada.SeeAsync("You are in #lobby");
        await bob.SendAsync("PRIVMSG #lobby :Who brings the cake for the party?");
        string said = await bob.SkipToAsync(line => line.Contains("the cake", StringComparison.Ordinal));
        string id = said[(said.IndexOf("msgid=", StringComparison.Ordinal) + 6)..][..32];
        await ada.SeeAsync("Who brings the cake");

        ada.Type("/reply bob I do");
        await ada.SeeAsync("<ada> (↪ bob: Who brings the cake for…) I do");
        await bob.SkipToAsync(line => line.Contains($"+reply={id}", StringComparison.Ordinal) && line.EndsWith(":I do", StringComparison.Ordinal));
        ada.Type("/react bob 🎂");
        await bob.SkipToAsync(line => line.Contains("+draft/react=🎂", StringComparison.Ordinal));
        await bob.SendAsync($"@+draft/react=❤;+reply={id} TAGMSG #lobby");
        await ada.SeeAsync("bob ❤ (↪ bob: Who brings the cake for…)");
        ada.Type("/react eve 🎂");
        await ada.SeeAsync("eve has said nothing here");
    }

    [Fact]
    public async Task Who_runs_a_room_keeps_somebody_out_for_a_while_and_lets_them_in_again()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using var ada = new Keyboard(Settings(server, "ada") with { Room = "#garden" });
        await ada.SeeAsync("You are in #garden");
        WireClient bob = await server.JoinAsync("#garden", "bob");
        await ada.SeeAsync("bob joined");

        ada.Type("/ban bob 1h Trampling on roses");
        await bob.SkipToAsync(line => line.EndsWith(" KICK #garden bob :Trampling on roses", StringComparison.Ordinal));
        await bob.SendAsync("JOIN #garden");
        await bob.SkipToAsync(line => line.EndsWith("until 2026-11-22 13:00 UTC: Trampling on roses", StringComparison.Ordinal));
        ada.Type("/ban");
        await ada.SeeAsync("bob!*@* by ada until 2026-11-22 13:00: Trampling on roses");
        await ada.SeeAsync("Kept out of #garden: 1");
        ada.Type("/unban bob");
        await ada.SeeAsync("set mode -b");
        await bob.SendAsync("JOIN #garden");
        await ada.SeeAsync("bob joined");
    }

    [Fact]
    public async Task What_was_not_sent_can_be_sent_again()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient bob = await server.JoinAsync("#garden", "bob");
        await using var ada = new Keyboard(Settings(server, "ada") with { Room = "#garden" });
        await ada.SeeAsync("You are in #garden");
        await bob.SendAsync("MODE #garden +m");
        await ada.SeeAsync("bob set mode +m");
        ada.Type("Roses");
        await ada.SeeAsync("Not sent: Roses (Cannot send to channel) /retry sends it again.");

        await bob.SendAsync("MODE #garden -m");
        await ada.SeeAsync("bob set mode -m");
        ada.Type("/retry");

        await bob.SkipToAsync(line => line.EndsWith("PRIVMSG #garden :Roses", StringComparison.Ordinal));
        await ada.SeeAsync("<ada> Roses");
        ada.Type("/retry");
        await ada.SeeAsync("Nothing is left to be sent again.");
    }

    [Fact]
    public async Task A_file_that_one_sends_lands_on_the_disk_of_the_other()
    {
        await using TestServer server = await TestServer.StartAsync();
        string folder = Directory.CreateTempSubdirectory("parley-test-").FullName;
        string path = Path.Combine(folder, "my photo.png");
        byte[] bytes = new byte[200_000];
        new Random(1).NextBytes(bytes);
        await File.WriteAllBytesAsync(path, bytes);
        await using var ada = new Keyboard(Settings(server, "ada") with { Downloads = Path.Combine(folder, "ada") });
        await using var bob = new Keyboard(Settings(server, "bob") with { Downloads = Path.Combine(folder, "bob") });
        await using var carol = new Keyboard(Settings(server, "carol") with { Downloads = Path.Combine(folder, "carol"), AutoDownload = 1000 });
        await ada.SeeAsync("You are in");
        await bob.SeeAsync("You are in");
        await carol.SeeAsync("You are in");

        ada.Type("/send " + Path.Combine(folder, "nothing"));
        await ada.SeeAsync("There is no file");
        ada.Type($"/send \"{path}\"");
        await ada.SeeAsync("ada sends my photo.png");
        await bob.SeeAsync("ada sends my photo.png (200 kB)");
        string saved = Path.Combine(folder, "bob", "my photo.png");
        await bob.SeeAsync("Saved as " + saved);
        await carol.SeeAsync("my photo.png was not saved by itself. It is at http://");
        Assert.Equal(bytes, await File.ReadAllBytesAsync(saved));
        Assert.False(Directory.Exists(Path.Combine(folder, "ada")));
        Assert.False(Directory.Exists(Path.Combine(folder, "carol")));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_taken_name_can_be_changed_before_one_is_in()
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.JoinAsync("#lobby", "ada");
        await using var other = new Keyboard(Settings(server, "ada"));
        await other.SeeAsync("Type /nick and another name");
        other.Type("/nick eve");
        await other.SeeAsync("You are in #lobby as eve");
    }

    [Fact]
    public async Task Somebody_claims_the_name_and_is_logged_in_from_then_on()
    {
        await using TestServer server = await TestServer.StartAsync();
        string folder = Directory.CreateTempSubdirectory("parley-test-").FullName, logins = Path.Combine(folder, "parley", "logins");
        ChatSettings settings = Settings(server, "ada") with { Logins = logins };
        await using (var ada = new Keyboard(settings))
        {
            await ada.SeeAsync("You are in #lobby as ada");
            ada.Type("/claim");
            await ada.SeeAsync("A password for ada");
            ada.Type("short");
            await ada.SeeAsync("The password is too short, or is the name.");
            ada.Type("/claim");
            await ada.SeeAsync("A password for ada");
            ada.Type("correct-horse");
            await ada.SeeAsync("ada is yours now.");
            ada.Type("/devices");
            await ada.SeeAsync("Devices of ada: 1.");
            ada.Type("/quit");
            await ada.Ended.WaitAsync(Patience);
            Assert.DoesNotContain("horse", ada.Output, StringComparison.Ordinal);
        }
        string kept = await File.ReadAllTextAsync(logins);
        Assert.Matches($"^{server.Endpoint} ada parley_[A-Za-z0-9_-]{{43}}$", kept.TrimEnd());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(logins));

        await using (var again = new Keyboard(settings with { Name = null }))
        {
            await again.SeeAsync("You are in #lobby as ada");
            again.Type("/logout");
            await again.SeeAsync("This computer is logged out.");
            again.Type("/quit");
            await again.Ended.WaitAsync(Patience);
        }
        Assert.Empty(await File.ReadAllTextAsync(logins));

        await using var other = new Keyboard(settings);
        await other.SeeAsync("If it is yours, type /login; if not, /nick and another name.");
        other.Type("/login");
        await other.SeeAsync("The password of ada");
        other.Type("wrong-horse");
        await other.SeeAsync("ada: The name or the password is wrong.");
        other.Type("/login");
        await other.SeeAsync("The password of ada");
        other.Type("correct-horse");
        await other.SeeAsync("You are in #lobby as ada");
        other.Type("/quit");
        await other.Ended.WaitAsync(Patience);
        // Before that it may still keep what it logs in with.
        Directory.Delete(folder, recursive: true);
    }

    private static ChatSettings Settings(TestServer server, string name) => new()
    {
        Address = new ChatAddress(server.Endpoint.Address.ToString(), server.Endpoint.Port, false, null),
        Name = name,
        Downloads = Path.Combine(Path.GetTempPath(), "parley-none"),
    };

    private sealed class Keyboard : IAsyncDisposable
    {
        private readonly Channel<string> _shown = Channel.CreateUnbounded<string>();
        private readonly TestConsole _console = new();
        private readonly CancellationTokenSource _interrupt = new();
        private Action<ConsoleKeyInfo> _press = _ => { };

        public Keyboard(ChatSettings settings)
            => Ended = ChatApp.RunAsync(settings, new Seen(_console, _shown.Writer), null, (press, _) => _press = press, _interrupt.Token);

        public Task<int> Ended { get; }

        public string Output => _console.Output;

        public void Type(string line)
        {
            foreach (char c in line)
                _press(new ConsoleKeyInfo(c, ConsoleKey.None, false, false, false));
            _press(new ConsoleKeyInfo('\r', ConsoleKey.Enter, false, false, false));
        }

        public async Task SeeAsync(string text)
        {
            using var late = new CancellationTokenSource(Patience);
            try
            {
                while (!(await _shown.Reader.ReadAsync(late.Token)).Contains(text, StringComparison.Ordinal))
                {
                }
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Was not seen: {text}. But:\n{_console.Output}");
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _interrupt.CancelAsync();
            await Ended.WaitAsync(Patience);
        }
    }
}
