using System.Net.Sockets;
using Parley.Core.Storage;
using Parley.Server;
using Parley.Server.Settings;
using Parley.Terminal;
using Spectre.Console;

namespace Parley.Serving;

/// <summary>A server's life: from the lock on its folder to the signal that stops it.</summary>
internal static class ServeRun
{
    // The promise is 10 s from the signal to the end of the process.
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(9);

    public static async Task<int> RunAsync(ParleyOptions options, Func<SettingsResult> reread, TextWriter errors)
    {
        // Completes I/O on the thread that saw it (docs/adr/0003). Read once, by the first socket.
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");

        (FolderLock? taken, string? problem, _) = FolderLock.Take(options.Server.Data!);
        using FolderLock? held = taken;
        if (problem is null)
            problem = await RunHeldAsync(options, reread);
        if (problem is null)
            return ExitCode.Done;
        await errors.WriteLineAsync(problem);
        return ExitCode.Failed;
    }

    /// <returns>Why it could not run. Null: it ran, and was stopped.</returns>
    private static async Task<string?> RunHeldAsync(ParleyOptions options, Func<SettingsResult> reread)
    {
        using var signals = new StopSignals();
        using ILoggerFactory logs = LoggerFactory.Create(logging => Log(logging, options.Server.LogLevel));
        ParleyServer created;
        try
        {
            created = ParleyServer.Create(options, DataStore.Open(options, logs), logging => Log(logging, options.Server.LogLevel));
        }
        catch (Exception e) when (e is IOException or StorageException)
        {
            return e.Message;
        }
        await using ParleyServer server = created;
        server.ReadSettings = reread;
        try
        {
            await server.StartAsync(signals.Asked);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return ListenProblem.Find(options.Server.Listen) ?? e.Message;
        }
        catch (StorageException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        Welcome.Print(AnsiConsole.Console, options, JoinAddresses.From(server.Endpoints, LanAddresses.Find()));
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (signals.Asked.Register(stop.SetResult))
            await stop.Task;

        using var patience = new CancellationTokenSource(StopsWithin);
        await server.StopAsync(patience.Token);
        return null;
    }

    // The framework's own messages come with Debug. That a start failed is said in plainer words than the host's.
    private static void Log(ILoggingBuilder logging, LogLevel level) => logging
        .SetMinimumLevel(level)
        .AddFilter("Microsoft", level > LogLevel.Debug ? LogLevel.Warning : level)
        .AddFilter("Microsoft.Extensions.Hosting", level > LogLevel.Debug ? LogLevel.None : level)
        .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
        .AddSimpleConsole(line => (line.SingleLine, line.TimestampFormat) = (true, "yyyy-MM-dd HH:mm:ss "));
}
