using System.Text;
using Parley.Crash;

namespace Parley.EndToEnd;

/// <summary>A server as people run it: <c>./parley serve</c>, on a free port of loopback, with an empty folder for its data.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly (string Name, string Value)[] _environment;
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("parley-server");
    private readonly StringBuilder _log = new();
    private ServerProcess _process;

    private RunningServer((string Name, string Value)[] environment)
    {
        _environment = environment;
        _process = Launch(port: 0);
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
    public string Log => _process.Log;

    /// <summary>Starts one, and waits until it listens.</summary>
    /// <param name="environment">Settings, such as <c>("PARLEY__Uploads__Anonymous", "true")</c>.</param>
    public static async Task<RunningServer> StartAsync(params (string Name, string Value)[] environment)
    {
        var server = new RunningServer(environment);
        try
        {
            server.Port = await server._process.ListensAsync();
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
        await _process.StopAsync();
        await _process.DisposeAsync();
        _process = Launch(Port);
        await _process.ListensAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private ServerProcess Launch(int port) => new(Repository.Parley, port, _data.FullName, _log, _environment);
}
