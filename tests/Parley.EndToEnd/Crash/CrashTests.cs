using System.Diagnostics;

namespace Parley.EndToEnd.Crash;

/// <summary>What was acknowledged survives kill -9. More often, and for longer: bench/README.md.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task A_server_that_is_killed_under_load_has_kept_what_it_acknowledged()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It asks servers to stop by signals");
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Crash.dll"), "--parley", Repository.Parley, "--runs", "4", "--longest", "1"];
        using Process crash = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> result = crash.StandardOutput.ReadToEndAsync(), errors = crash.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        try
        {
            await crash.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!crash.HasExited)
                crash.Kill(entireProcessTree: true);
        }

        Assert.True(crash.ExitCode == 0, await result + await errors);
        Assert.Contains("4 times killed", await result, StringComparison.Ordinal);
    }
}
