using Parley.Client.Files;

namespace Parley.Web.Files;

/// <summary>What a file's name says about how to show it.</summary>
internal static class FileKind
{
    /// <summary>Whether browsers show such a file as an image.</summary>
    public static bool IsImage(string name) => MediaType.Of(name).StartsWith("image/", StringComparison.Ordinal);
}
