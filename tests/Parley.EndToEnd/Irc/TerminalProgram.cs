using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Parley.EndToEnd.Irc;

/// <summary>A program in a pseudo-terminal: types into it and reads its screen.</summary>
internal sealed partial class TerminalProgram : IAsyncDisposable
{
    // Only a test that fails waits so long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly DirectoryInfo _home;
    private readonly StringBuilder _screen = new();
    private readonly SemaphoreSlim _more = new(0);
    private readonly Task _reading;
    private int _seen;

    private TerminalProgram(Process process, DirectoryInfo home)
    {
        (_process, _home) = (process, home);
        _reading = ReadAsync();
    }

    /// <summary>A folder for the program's files, removed with it.</summary>
    public string Home => _home.FullName;

    /// <summary>All that has been on the screen, without spaces: programs leave them out by moving the cursor.</summary>
    public string Screen
    {
        get
        {
            lock (_screen)
                return Plain(_screen.ToString());
        }
    }

    /// <summary>Starts a program.</summary>
    /// <param name="command">The command line for a shell; {home} stands for an empty folder of its own.</param>
    public static TerminalProgram Start(string command)
    {
        DirectoryInfo home = Directory.CreateTempSubdirectory("parley-terminal");
        string line = $"stty rows 50 cols 240; exec {command.Replace("{home}", home.FullName, StringComparison.Ordinal)}";
        var start = new ProcessStartInfo("script", ["-qfec", line, "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardInputEncoding = new UTF8Encoding(false),
        };
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["LANG"] = start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["HOME"] = home.FullName;
        Process process = Process.Start(start) ?? throw new InvalidOperationException("script did not start.");
        return new TerminalProgram(process, home);
    }

    /// <summary>Types a line and Enter.</summary>
    public async Task TypeAsync(string line)
    {
        await _process.StandardInput.WriteAsync(line + "\r");
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits until this stands on the screen, after what was last waited for.</summary>
    public async Task ExpectAsync(string text) => _seen = await FindAsync(text, _seen);

    /// <summary>Waits until this stands anywhere on the screen, or has stood there.</summary>
    public async Task ExpectAnywhereAsync(string text) => await FindAsync(text, from: 0);

    private async Task<int> FindAsync(string text, int from)
    {
        string wanted = Plain(text);
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            string screen = Screen;
            int at = screen.IndexOf(wanted, Math.Min(from, screen.Length), StringComparison.Ordinal);
            if (at >= 0)
                return at + wanted.Length;
            try
            {
                await _more.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"\"{text}\" did not come on the screen:\n{screen[^Math.Min(4000, screen.Length)..]}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
        _more.Dispose();
        _home.Delete(recursive: true);
    }

    private async Task ReadAsync()
    {
        char[] buffer = new char[4096];
        while (await _process.StandardOutput.ReadAsync(buffer) is var count and > 0)
        {
            lock (_screen)
                _screen.Append(buffer, 0, count);
            _more.Release();
        }
    }

    private static string Plain(string text) => Blank().Replace(Escape().Replace(text, ""), "");

    [GeneratedRegex(@"\x1B(?:\][^\x07\x1B]*(?:\x07|\x1B\\)|\[[0-?]*[ -/]*[@-~]|[()][0-9A-B]|[=>78MHcDEZ])")]
    private static partial Regex Escape();

    [GeneratedRegex(@"[\s\x00-\x1F]+")]
    private static partial Regex Blank();
}
