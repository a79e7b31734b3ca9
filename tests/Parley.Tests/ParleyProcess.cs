using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Parley.Tests;

/// <summary><c>parley</c> as a process of its own, with an empty folder for its data.</summary>
internal sealed class ParleyProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly CancellationTokenSource _patience = new(Patience);

    private ParleyProcess(Process process) => _process = process;

    /// <summary>What it has written on standard error until now.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
                return _errors.ToString();
        }
    }

    public static ParleyProcess Start(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "parley.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        var parley = new ParleyProcess(Process.Start(start)!);
        parley._process.ErrorDataReceived += (_, line) => parley.Hear(line.Data);
        parley._process.BeginErrorReadLine();
        return parley;
    }

    /// <summary>Runs it to its end.</summary>
    public static Task<(int Code, string Output, string Errors)> RunAsync(string[] arguments, params (string Name, string Value)[] environment)
        => RunAsync(arguments, typed: null, environment);

    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="typed">A line for its standard input. Null: none.</param>
    /// <param name="environment">Variables.</param>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(
        string[] arguments, string? typed, params (string Name, string Value)[] environment)
    {
        await using ParleyProcess parley = Start(arguments, environment);
        if (typed is not null)
            await parley.TypeAsync(typed);
        parley._process.StandardInput.Close();
        string output = await parley._process.StandardOutput.ReadToEndAsync(parley._patience.Token);
        return (await parley.ExitAsync(), output, parley.Errors);
    }

    /// <summary>Reads standard output up to the line that starts with this, and returns that line.</summary>
    public async Task<string> LineAsync(string start)
    {
        var seen = new StringBuilder();
        while (await _process.StandardOutput.ReadLineAsync(_patience.Token) is { } line)
        {
            if (line.StartsWith(start, StringComparison.Ordinal))
                return line;
            seen.AppendLine(line);
        }
        throw new InvalidOperationException($"parley ended without a line that starts with '{start}'. Output:\n{seen}Errors:\n{Errors}");
    }

    /// <summary>Types a line on its standard input.</summary>
    public Task TypeAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>Sends it a signal, as kill(1) does.</summary>
    public async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(_patience.Token);
    }

    /// <summary>Waits until it has ended, and returns its exit code.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(_patience.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
        _patience.Dispose();
    }

    private void Hear(string? line)
    {
        lock (_errors)
        {
            if (line is not null)
                _errors.Append(line).Append('\n');
        }
    }
}
