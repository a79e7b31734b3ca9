namespace Parley.Serving;

/// <summary>Holds the data folder for one server: a second one on the same folder is refused, also when it runs as somebody else.</summary>
internal sealed class FolderLock : IDisposable
{
    private const string FileName = "parley.lock";

    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Whether a server has ever had the folder.</summary>
    public static bool IsThere(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <summary>Creates the folder if it is not there, for its owner alone, and takes it.</summary>
    /// <returns>The lock, or what to tell the person who wanted it, and whether another process has it.</returns>
    /// <remarks>The file stays: the system frees the lock when the process ends.</remarks>
    public static (FolderLock? Taken, string? Problem, bool IsHeld) Take(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"The data folder {folder} cannot be created: {e.Message} Choose another one with --data.", false);
        }
        try
        {
            string file = Path.Combine(folder, FileName);
            return (new FolderLock(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)), null, false);
        }
        catch (UnauthorizedAccessException)
        {
            return (null, $"The data folder {folder} cannot be written to. Choose another one with --data.", false);
        }
        catch (IOException e)
        {
            bool isHeld = IsHeldBy(e);
            string problem = isHeld
                ? $"Another Parley is running with the data folder {folder}. Stop it, or choose another folder with --data."
                : $"The data folder {folder} cannot be used: {e.Message}";
            return (null, problem, isHeld);
        }
    }

    public void Dispose() => _file.Dispose();

    // ERROR_SHARING_VIOLATION on Windows; elsewhere EWOULDBLOCK of flock(2), which is 11 on Linux and 35 on macOS.
    private static bool IsHeldBy(IOException e) => (e.HResult & 0xFFFF) is 32 or 11 or 35;
}
