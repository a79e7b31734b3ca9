using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Parley.EndToEnd.TheLounge;

/// <summary>The Lounge, a web client for IRC, in public mode: whoever opens its page fills in a form and is connected.</summary>
/// <remarks>package.json beside this file names its version and the Node.js that it runs on; <c>./check</c> installs both from npm.</remarks>
internal sealed partial class LoungeServer : IAsyncDisposable
{
    // Only a test that fails waits so long.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly string Modules = Path.Combine(Repository.Root, "tests", "Parley.EndToEnd", "TheLounge", "node_modules");

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("parley-lounge");
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private LoungeServer(RunningServer server)
    {
        File.WriteAllText(Path.Combine(_home.FullName, "config.js"), $$"""
            module.exports = {
              public: true, host: "127.0.0.1", port: 0, prefetch: false, messageStorage: [],
              defaults: {
                name: "Parley", host: "127.0.0.1", port: {{server.Port}}, tls: false,
                nick: "louise", username: "louise", realname: "Louise", join: "#lobby",
              },
            };
            """);
        string node = Path.Combine(Modules, $"node-linux-{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64")}", "bin", "node");
        var start = new ProcessStartInfo(File.Exists(node) ? node : "node", [Path.Combine(Modules, "thelounge", "index.js"), "start"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["THELOUNGE_HOME"] = _home.FullName;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"The Lounge has ended:\n{_log}"));
    }

    /// <summary>Where its page is.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Starts it, with that server in its form.</summary>
    public static async Task<LoungeServer> StartAsync(RunningServer server)
    {
        var lounge = new LoungeServer(server);
        lounge._process.Start();
        lounge._process.BeginOutputReadLine();
        lounge._process.BeginErrorReadLine();
        try
        {
            lounge.Address = await lounge._address.Task.WaitAsync(Patience);
            return lounge;
        }
        catch
        {
            await lounge.DisposeAsync();
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
        _home.Delete(recursive: true);
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        lock (_log)
            _log.AppendLine(line);
        if (Available().Match(line) is { Success: true } found)
            _address.TrySetResult(new Uri(found.Groups[1].Value));
    }

    [GeneratedRegex(@"Available at (http://[\d.:]+/)")]
    private static partial Regex Available();
}
