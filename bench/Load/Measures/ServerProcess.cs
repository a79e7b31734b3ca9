using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Parley.Load.Measures;

/// <summary>What the operating system says of the server.</summary>
/// <param name="pid">Null: the server is elsewhere, and nothing is known of it.</param>
internal sealed partial class ServerProcess(int? pid)
{
    private readonly Process? _process = pid is int id ? Process.GetProcessById(id) : null;

    /// <summary>User and system time since the start, all threads. Null: not known.</summary>
    public TimeSpan? Cpu
    {
        get
        {
            if (_process is null)
                return null;
            if (OperatingSystem.IsLinux())
                return LinuxCpu(_process.Id);
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory in bytes. Null: not known.</summary>
    public long? Resident
    {
        get
        {
            _process?.Refresh();
            return _process?.WorkingSet64;
        }
    }

    // /proc/PID/stat counts in hundredths of a second; the process's clock, in nanoseconds. Its number is made as in
    // https://man7.org/linux/man-pages/man3/clock_getcpuclockid.3.html: the complement of the process's, and 2 for scheduler time.
    private static TimeSpan LinuxCpu(int process)
    {
        if (Clock((~process << 3) | 2, out Timespec time) != 0)
            throw new LoadException($"Process {process} has ended");
        return TimeSpan.FromSeconds((long)time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0);
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int Clock(int clock, out Timespec time);

    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
