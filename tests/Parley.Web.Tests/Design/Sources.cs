using System.Runtime.CompilerServices;

namespace Parley.Web.Tests.Design;

/// <summary>Where the repository's files lie.</summary>
internal static class Sources
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Here([CallerFilePath] string path = "") => path;
}
