namespace Parley.Terminal.Files;

/// <summary>A path as people type it: in quotes perhaps, and with <c>~</c> for their own folder.</summary>
internal static class HomePath
{
    public static string Expand(string path)
    {
        path = path.Trim();
        if (path.Length > 1 && path[0] is '"' or '\'' && path[^1] == path[0])
            path = path[1..^1];
        if (path == "~" || path.StartsWith("~/", StringComparison.Ordinal) || path.StartsWith("~\\", StringComparison.Ordinal))
            path = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..];
        return path.Length > 0 ? Path.GetFullPath(path) : path;
    }
}
