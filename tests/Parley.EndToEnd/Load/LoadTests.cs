using System.Diagnostics;

namespace Parley.EndToEnd.Load;

/// <summary>The load generator ends with 0 only if every member received every message, once and in each sender's order.</summary>
public sealed class LoadTests
{
    [Theory]
    [InlineData("A", "--members 50")]
    [InlineData("B", "--members 50")]
    [InlineData("C", "--rooms 20")]
    [InlineData("D", "--rooms 5 --rate 500")]
    [InlineData("idle", "--rooms 5")]
    [InlineData("churn", "--members 20")]
    public async Task Under_load_everything_is_delivered(string scenario, string size)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Load.dll"), "--port", $"{server.Port}", "--pid", $"{server.ProcessId}",
            "--scenario", scenario, "--seconds", "1", "--warmup", "0", "--json", .. size.Split(' '),
        ];

        using Process load = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> result = load.StandardOutput.ReadToEndAsync(), errors = load.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            await load.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!load.HasExited)
                load.Kill();
        }

        Assert.True(load.ExitCode == 0, await result + await errors);
        Assert.Contains($"\"scenario\":\"{scenario}\"", await result, StringComparison.Ordinal);
    }
}
