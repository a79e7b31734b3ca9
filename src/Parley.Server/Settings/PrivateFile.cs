namespace Parley.Server.Settings;

/// <summary>Files that hold a secret: only the account that the server runs under may read them.</summary>
internal static class PrivateFile
{
    /// <summary>Writes a file whole or not at all: half a key would keep every later start from working.</summary>
    /// <exception cref="IOException">It cannot be written, or is there already.</exception>
    public static void Create(string file, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var forOwner = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            forOwner.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        string part = file + ".part";
        File.Delete(part);
        using (var stream = new FileStream(part, forOwner))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
        File.Move(part, file);
    }
}
