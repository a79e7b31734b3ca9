namespace Parley.Server.Settings;

/// <summary>Where the platform wants an application to keep its data.</summary>
public static class DataFolder
{
    /// <summary>The file in the data folder that holds options.</summary>
    public const string SettingsFile = "parley.toml";

    /// <summary>The folder used when none is named.</summary>
    /// <remarks>Linux: https://specifications.freedesktop.org/basedir-spec/latest/ ($XDG_DATA_HOME/parley, else ~/.local/share/parley).
    /// macOS: ~/Library/Application Support/Parley. Windows: %LOCALAPPDATA%\Parley.</remarks>
    public static string Default
    {
        get
        {
            string platform = Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            return Path.Combine(platform, OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? "Parley" : "parley");
        }
    }
}
