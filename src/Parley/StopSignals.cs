using System.Runtime.InteropServices;

namespace Parley;

/// <summary>Hears Ctrl+C, SIGTERM, the terminal's end and, on Windows, the closing of the window.</summary>
/// <remarks>The second of them ends the process at once, as the system does it.</remarks>
internal sealed class StopSignals : IDisposable
{
    // Windows kills the process some 5 s after the window was closed, or as soon as this handler returns.
    private static readonly TimeSpan ClosingWindow = TimeSpan.FromSeconds(5);

    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT, PosixSignal.SIGHUP];

    private readonly CancellationTokenSource _asked = new();
    private readonly ManualResetEventSlim _stopped = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    public StopSignals()
    {
        foreach (PosixSignal signal in Signals)
            _registrations.Add(PosixSignalRegistration.Create(signal, Heard));
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Asked => _asked.Token;

    public void Dispose()
    {
        _stopped.Set();
        _registrations.ForEach(r => r.Dispose());
        _asked.Dispose();
    }

    private void Heard(PosixSignalContext context)
    {
        if (_asked.IsCancellationRequested)
            return;
        context.Cancel = true;
        _asked.Cancel();
        if (OperatingSystem.IsWindows() && context.Signal is PosixSignal.SIGHUP or PosixSignal.SIGTERM)
            _stopped.Wait(ClosingWindow);
    }
}
