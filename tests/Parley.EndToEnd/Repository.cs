using System.Runtime.CompilerServices;

namespace Parley.EndToEnd;

/// <summary>Where the repository lies.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    /// <summary>The script that a person starts Parley with.</summary>
    public static string Parley { get; } = Path.Combine(Root, OperatingSystem.IsWindows() ? "parley.cmd" : "parley");

    private static string Here([CallerFilePath] string path = "") => path;
}
