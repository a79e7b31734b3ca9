using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Parley.EndToEnd;

/// <summary>A server as people run it: <c>./parley serve</c>, on a free port of loopback, with an empty folder for its data.</summary>
internal sealed partial class RunningServer : IAsyncDisposable
{
    // The first start of all builds the program.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("parley-server");
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningServer((string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Repository.Parley, ["serve", "--listen", "127.0.0.1:0", "--data", _data.FullName])
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
        _process.Exited += (_, _) => _port.TrySetException(new InvalidOperationException($"The server has ended:\n{Log}"));
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
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
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
