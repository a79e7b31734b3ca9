using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Parley.Crash;

/// <summary>A server that is going to be killed.</summary>
internal sealed partial class Victim : IAsyncDisposable
{
    // The first start of all builds the program.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly StringBuilder _log;
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="parley">The program.</param>
    /// <param name="data">The data folder.</param>
    /// <param name="log">What it says is added there.</param>
    public Victim(string parley, string data, StringBuilder log)
    {
        _log = log;
        var start = new ProcessStartInfo(parley, ["serve", "--listen", "127.0.0.1:0", "--data", data])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PARLEY__Uploads__Anonymous"] = "true";
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => _port.TrySetException(new BrokenPromiseException("The server has ended by itself."));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The port, once it listens.</summary>
    public Task<int> ListensAsync() => _port.Task.WaitAsync(Patience);

    /// <summary>Ends it as nothing can be prepared for.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _ = _port.Task.Exception;
    }

    /// <summary>Ends it as a person does.</summary>
    public async Task StopAsync()
    {
        using Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        if (_process.ExitCode != 0)
            throw new BrokenPromiseException($"The server was asked to stop, and ended with {_process.ExitCode}.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        lock (_log)
            _log.AppendLine(line);
        if (JoinAt().Match(line) is { Success: true } found)
            _port.TrySetResult(int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^Join at http://localhost:(\d+)/")]
    private static partial Regex JoinAt();
}
