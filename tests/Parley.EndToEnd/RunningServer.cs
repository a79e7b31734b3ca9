using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Parley.EndToEnd;

/// <summary>A server as people run it: <c>./parley serve</c>, on a free port of loopback, with an empty folder for its data.</summary>
internal sealed partial class RunningServer : IAsyncDisposable
{
    // The first start of all builds the program.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly (string Name, string Value)[] _environment;
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("parley-server");
    private readonly StringBuilder _log = new();
    private Process _process;
    private TaskCompletionSource<int> _port;

    private RunningServer((string Name, string Value)[] environment)
    {
        _environment = environment;
        Launch(port: 0);
    }

    /// <summary>The port, on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>The address of the web client, with a slash at its end.</summary>
    public Uri Web => new($"http://localhost:{Port}/");

    /// <summary>The folder with the server's data.</summary>
    public string Data => _data.FullName;

    /// <summary>The server's process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>All that it has printed until now.</summary>
    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    /// <summary>Starts one, and waits until it listens.</summary>
    /// <param name="environment">Settings, such as <c>("PARLEY__Uploads__Anonymous", "true")</c>.</param>
    public static async Task<RunningServer> StartAsync(params (string Name, string Value)[] environment)
    {
        var server = new RunningServer(environment);
        try
        {
            server.Port = await server._port.Task.WaitAsync(Patience);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the server as a signal does, and starts it again on the same port.</summary>
    public async Task RestartAsync()
    {
        using (Process kill = Process.Start("kill", ["-TERM", ProcessId.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
        Launch(Port);
        await _port.Task.WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
        _data.Delete(recursive: true);
    }

    [MemberNotNull(nameof(_process), nameof(_port))]
    private void Launch(int port)
    {
        var start = new ProcessStartInfo(Repository.Parley, ["serve", "--listen", $"127.0.0.1:{port}", "--data", _data.FullName])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in _environment)
            start.Environment[name] = value;
        var listening = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _port = listening;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The server has ended:\n{Log}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
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
