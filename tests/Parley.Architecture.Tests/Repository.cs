using System.Runtime.CompilerServices;

namespace Parley.Architecture.Tests;

/// <summary>The sources as they lie on the disk.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    /// <summary>The files of a folder with this ending, without what builds leave, relative to <see cref="Root"/> and with slashes.</summary>
    public static IReadOnlyList<string> Files(string folder, string ending)
        => [.. Directory.EnumerateFiles(Path.Combine(Root, folder), "*" + ending, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)];

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string Here([CallerFilePath] string path = "") => path;
}
