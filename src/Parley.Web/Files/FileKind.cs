using System.Globalization;
using Parley.Client.Files;

namespace Parley.Web.Files;

/// <summary>What a file's name says about how to show it, and its size in words.</summary>
internal static class FileKind
{
    private static readonly string[] Units = ["bytes", "KB", "MB", "GB", "TB"];

    /// <summary>Whether browsers show such a file as an image.</summary>
    public static bool IsImage(string name) => MediaType.Of(name).StartsWith("image/", StringComparison.Ordinal);

    /// <summary>A size for people: three digits at most before the unit, by powers of 1,000 as file managers count.</summary>
    public static string Size(long bytes)
    {
        double size = bytes;
        int unit = 0;
        while (size >= 999.5 && unit < Units.Length - 1)
        {
            size /= 1000;
            unit++;
        }

        if (bytes == 1)
            return "1 byte";
        return size.ToString(unit > 0 && size < 9.95 ? "0.0" : "0", CultureInfo.CurrentCulture) + " " + Units[unit];
    }
}
