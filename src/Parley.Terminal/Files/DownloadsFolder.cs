using Microsoft.Win32;

namespace Parley.Terminal.Files;

/// <summary>Where files are saved unless somebody says otherwise.</summary>
public static class DownloadsFolder
{
    private const string Own = "parley";
    private const string Usual = "Downloads";

    /// <summary>The folder <c>parley</c> in the user's own folder for downloads.</summary>
    public static string Default()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string? downloads = OperatingSystem.IsWindows() ? OnWindows()
            : OperatingSystem.IsLinux() || OperatingSystem.IsFreeBSD() ? OnFreedesktop(home, Environment.GetEnvironmentVariable, ReadOrNothing)
            : null;
        return Path.Combine(downloads ?? Path.Combine(home, Usual), Own);
    }

    /// <summary>The folder by the rules of freedesktop.org, or null. Source: https://www.freedesktop.org/wiki/Software/xdg-user-dirs.</summary>
    internal static string? OnFreedesktop(string home, Func<string, string?> variable, Func<string, IEnumerable<string>> read)
    {
        const string name = "XDG_DOWNLOAD_DIR";
        if (variable(name) is { Length: > 0 } set)
            return set;
        string config = variable("XDG_CONFIG_HOME") is { Length: > 0 } other ? other : Path.Combine(home, ".config");
        string? line = read(Path.Combine(config, "user-dirs.dirs")).LastOrDefault(one => one.TrimStart().StartsWith(name + "=", StringComparison.Ordinal));
        string? folder = line?[(line.IndexOf('=') + 1)..].Trim().Trim('"').Replace("$HOME", home, StringComparison.Ordinal);
        // A folder of "$HOME/" says that there is none.
        return folder is { Length: > 0 } && folder.TrimEnd('/') != home.TrimEnd('/') ? folder : null;
    }

    private static IEnumerable<string> ReadOrNothing(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    [System.Runtime.Versioning.SupportedOSPlatform("windows")]
    private static string? OnWindows()
        => Registry.GetValue(
            @"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders",
            "{374DE290-123F-4565-9164-39C4925E467B}",
            null) is string { Length: > 0 } folder
            ? Environment.ExpandEnvironmentVariables(folder)
            : null;
}
