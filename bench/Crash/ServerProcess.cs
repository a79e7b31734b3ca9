using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Parley.Crash;

/// <summary>A server as people run it, <c>parley serve</c>, in a process of its own.</summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    // The first start of all builds the program.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly StringBuilder _log;
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="parley">The program.</param>
    /// <param name="port">Where it listens, on 127.0.0.1. 0: on any that is free.</param>
    /// <param name="data">The data folder.</param>
    /// <param name="log">What it says is added there.</param>
    /// <param name="environment">Settings, such as <c>("PARLEY__Uploads__Anonymous", "true")</c>.</param>
    public ServerProcess(string parley, int port, string data, StringBuilder log, params (string Name, string Value)[] environment)
    {
        _log = log;
        var start = new ProcessStartInfo(parley, ["serve", "--listen", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), "--data", data])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => _port.TrySetException(new BrokenPromiseException($"The server has ended by itself:\n{Log}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Its number.</summary>
    public int Id => _process.Id;

    /// <summary>All that was printed until now.</summary>
    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    /// <summary>The port, once it listens.</summary>
    /// <exception cref="BrokenPromiseException">It has ended instead.</exception>
    public Task<int> ListensAsync() => _port.Task.WaitAsync(Patience);

    /// <summary>Ends it as nothing can be prepared for.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _ = _port.Task.Exception;
    }

    /// <summary>Ends it as a person does.</summary>
    /// <exception cref="BrokenPromiseException">It says that something went wrong.</exception>
    public async Task StopAsync()
    {
        using Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        if (_process.ExitCode != 0)
            throw new BrokenPromiseException($"The server was asked to stop, and ended with {_process.ExitCode}.");
    }

    /// <summary>Kills it if it still runs.</summary>
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
