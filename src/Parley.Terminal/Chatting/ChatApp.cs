using System.Net.NetworkInformation;
using System.Runtime.InteropServices;
using Parley.Client;
using Parley.Client.Accounts;
using Parley.Client.Messages;
using Parley.Protocol.Names;
using Parley.Terminal.Accounts;
using Parley.Terminal.Display;
using Parley.Terminal.Editing;
using Parley.Terminal.Files;
using Spectre.Console;

namespace Parley.Terminal.Chatting;

/// <summary><c>parley chat [HOST[:PORT]] [--name NAME] [--room #ROOM] [--downloads DIR] [--auto-download SIZE]</c>.</summary>
public static class ChatApp
{
    // How many lines of a pipe may be on their way to the server at once.
    private const int Window = 32;

    /// <summary>Chats until <c>/quit</c>, the end of the input or the cancellation.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <param name="console">Where everything is printed.</param>
    /// <param name="input">Sent line by line when standard input is not a terminal; null: it is one, and keys are read from it.</param>
    /// <param name="cancellation">Ctrl+C.</param>
    /// <returns>A code of <see cref="ExitCode"/>; with a pipe 0 only when the server acknowledged every line.</returns>
    public static Task<int> RunAsync(ChatSettings settings, IAnsiConsole console, TextReader? input, CancellationToken cancellation)
        => RunAsync(settings, console, input, (pressed, ended) => KeyReader.Start(!console.Profile.Capabilities.Ansi, pressed, ended), cancellation);

    internal static async Task<int> RunAsync(
        ChatSettings settings, IAnsiConsole console, TextReader? input, Action<Action<ConsoleKeyInfo>, Action> readKeys, CancellationToken cancellation)
    {
        Screen.KeepLinesWhole(console);
        Credentials? login = new LoginFile(settings.Logins).Find(settings.Address);
        string? name = settings.Name ?? login?.Account ?? (input is null ? await AskNameAsync(console, cancellation) : LoginName.Get());
        if (name is null)
            return ExitCode.Failed;

        LineEditor? editor = input is null ? new LineEditor() : null;
        using var turns = new Turns();
        var screen = new Screen(console, editor);
        using HttpClient http = FileHttp.Create();
        await using var client = new ChatClient(new ChatClientOptions
        {
            Address = settings.Address,
            Nickname = name,
            Credentials = login is not null && Casemapping.Same(login.Account, name) ? login : null,
            DeviceName = settings.Logins is null ? null : LoginFolder.DeviceName,
            Rooms = settings.Room is { } room ? [room] : null,
            Reconnect = input is null,
            TryOtherNicknames = input is not null,
        });
        var chat = new ChatScreen(client, screen, turns, settings, http);
        using PosixSignalRegistration? resized = OperatingSystem.IsWindows() ? null
            : PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => turns.Post(screen.Redraw));

        void Reconnect(object? sender, EventArgs e) => client.NetworkChanged();
        NetworkChange.NetworkAddressChanged += Reconnect;
        Task running = client.RunAsync(CancellationToken.None);
        bool acknowledged = false;
        if (input is null)
            readKeys(key => turns.Post(() => Press(chat, screen, editor!, key)), turns.End);
        else
            turns.Run(async ending => acknowledged = await SendAllAsync(client, settings.Room, input, turns, ending));
        _ = running.ContinueWith(_ => turns.End(), TaskScheduler.Default);
        await turns.TakeAsync(cancellation);
        NetworkChange.NetworkAddressChanged -= Reconnect;
        screen.Erase();
        await client.QuitAsync();
        return (input is null ? chat.WasOnline : acknowledged) ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<string?> AskNameAsync(IAnsiConsole console, CancellationToken cancellation)
    {
        TextPrompt<string> prompt = new TextPrompt<string>("Your name")
            .DefaultValue(LoginName.Get())
            .Validate(static name => NameRules.IsNickname(name.Trim()) ? ValidationResult.Success() : ValidationResult.Error("That cannot be a name."));
        try
        {
            return (await console.PromptAsync(prompt, cancellation)).Trim();
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static void Press(ChatScreen chat, Screen screen, LineEditor editor, ConsoleKeyInfo key)
    {
        // Ctrl+D on an empty line ends the input, as everywhere in terminals.
        if (key is { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } && editor.Text.Length == 0)
        {
            chat.Quit("");
            return;
        }
        string? line = editor.Press(key);
        screen.Redraw();
        if (line is not null && !chat.TakeSecret(line) && line.Length > 0)
            SlashCommand.Handle(chat, line);
    }

    private static async Task<bool> SendAllAsync(ChatClient client, string? wanted, TextReader input, Turns turns, CancellationToken ending)
    {
        bool all = true;
        var sent = new Queue<ChatMessage>();
        try
        {
            await client.WhenOnlineAsync(ending);
            string room = wanted ?? client.DefaultRoom;
            await client.WhenJoinedAsync(room, ending);
            // The framework's reader of standard input blocks, whatever it is called.
            while (await Task.Run(input.ReadLine, CancellationToken.None).WaitAsync(ending) is { } line)
            {
                foreach (ChatMessage message in client.Send(room, line))
                    sent.Enqueue(message);
                while (sent.Count > Window)
                    all &= await sent.Dequeue().Settled.WaitAsync(ending) == MessageState.Sent;
            }
            foreach (ChatMessage message in sent)
                all &= await message.Settled.WaitAsync(ending) == MessageState.Sent;
        }
        catch (IOException)
        {
            return false; // the screen has said why
        }
        finally
        {
            // Whatever came with the last acknowledgement has its turn before the end.
            lock (client.Sync)
                turns.End();
        }
        return all;
    }
}
