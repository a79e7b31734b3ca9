using Parley.Client;
using Parley.Client.Accounts;
using Parley.Client.Files;
using Parley.Client.Messages;
using Parley.Protocol.Names;
using Parley.Terminal.Accounts;
using Parley.Terminal.Display;
using Parley.Terminal.Files;
using Spectre.Console;

namespace Parley.Terminal.Sending;

/// <summary><c>parley send HOST '#room' [FILE…|-m TEXT|-]</c>.</summary>
public static class SendApp
{
    // How many lines of standard input may be on their way to the server at once.
    private const int Window = 32;

    /// <summary>Sends, waits for the acknowledgements, and leaves.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <param name="errors">Standard error: problems, and progress when it is a terminal.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="cancellation">Ctrl+C.</param>
    /// <returns>A code of <see cref="ExitCode"/>: 0 only when the server has acknowledged everything.</returns>
    public static async Task<int> RunAsync(SendSettings settings, IAnsiConsole errors, TextReader input, CancellationToken cancellation)
    {
        Screen.KeepLinesWhole(errors);
        if (settings.Files.FirstOrDefault(path => !File.Exists(path)) is { } missing)
            return Fail(errors, $"There is no file {missing}.", ExitCode.Usage);

        Credentials? login = new LoginFile(settings.Logins).Find(settings.Address);
        string name = settings.Name ?? login?.Account ?? LoginName.Get();
        await using var client = new ChatClient(new ChatClientOptions
        {
            Address = settings.Address,
            Nickname = name,
            Credentials = login is not null && Casemapping.Same(login.Account, name) ? login : null,
            Rooms = [],
            Reconnect = false,
            TryOtherNicknames = true,
            PingTimeout = settings.Timeout,
        });
        Task running = client.RunAsync(cancellation);
        try
        {
            await WithinAsync(client.WhenOnlineAsync(cancellation), settings, $"{settings.Address} did not let us in");
            if (client.IsRoom(settings.Target))
            {
                client.Join(settings.Target);
                await WithinAsync(client.WhenJoinedAsync(settings.Target, cancellation), settings, $"{settings.Target} did not let us in");
            }
            string? problem = await SendAllAsync(client, settings, errors, input, cancellation);
            await client.QuitAsync();
            return problem is null ? ExitCode.Done : Fail(errors, $"{settings.Target}: {problem}");
        }
        catch (IOException e)
        {
            return Fail(errors, e.Message);
        }
        catch (OperationCanceledException)
        {
            return Fail(errors, "Interrupted");
        }
    }

    private static async Task<string?> SendAllAsync(ChatClient client, SendSettings settings, IAnsiConsole errors, TextReader input, CancellationToken cancellation)
    {
        if (settings.Text is { } text)
            return await SendLinesAsync(client, settings, new StringReader(text), cancellation);
        if (settings.FromInput)
            return await SendLinesAsync(client, settings, input, cancellation);
        using HttpClient http = FileHttp.Create();
        var files = new FileSender(client, http);
        foreach (string path in settings.Files)
            if (await SendFileAsync(files, settings.Target, path, errors, cancellation) is { } problem)
                return $"{path}: {problem}";
        return null;
    }

    private static async Task<string?> SendLinesAsync(ChatClient client, SendSettings settings, TextReader lines, CancellationToken cancellation)
    {
        var sent = new Queue<ChatMessage>();
        // The framework's reader of standard input blocks, whatever it is called.
        while (await Task.Run(lines.ReadLine, CancellationToken.None).WaitAsync(cancellation) is { } line)
        {
            foreach (ChatMessage message in client.Send(settings.Target, line))
                sent.Enqueue(message);
            while (sent.Count > Window)
                if (await FailureAsync(sent.Dequeue()) is { } problem)
                    return problem;
        }
        foreach (ChatMessage message in sent)
            if (await FailureAsync(message) is { } problem)
                return problem;
        return null;

        async Task<string?> FailureAsync(ChatMessage message)
        {
            await WithinAsync(message.Settled.WaitAsync(cancellation), settings, "The server did not confirm the message");
            return message.Failure;
        }
    }

    private static async Task<string?> SendFileAsync(FileSender files, string target, string path, IAnsiConsole errors, CancellationToken cancellation)
    {
        if (!errors.Profile.Out.IsTerminal)
            return await files.SendAsync(target, path, null, cancellation);
        return await errors.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                string name = Markup.Escape(SafeText.Clean(Path.GetFileName(path)));
                ProgressTask task = context.AddTask(name, maxValue: Math.Max(1, new FileInfo(path).Length));
                return await files.SendAsync(target, path, new Bar(task), cancellation);
            });
    }

    private static async Task WithinAsync(Task task, SendSettings settings, string otherwise)
    {
        try
        {
            await task.WaitAsync(settings.Timeout, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            throw new IOException($"{otherwise} within {settings.Timeout.TotalSeconds:0} seconds");
        }
    }

    private static int Fail(IAnsiConsole errors, string problem, int code = ExitCode.Failed)
    {
        errors.Write(ChatLines.Error($"parley: {problem}"));
        errors.WriteLine();
        return code;
    }

    private sealed class Bar(ProgressTask task) : IProgress<long>
    {
        public void Report(long value) => task.Value = value;
    }
}
