using System.Globalization;

namespace Parley.Web.Moderation;

/// <summary>Keeps names in a text of the other direction from turning what stands around them.</summary>
/// <remarks>Source: https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates.</remarks>
internal static class Isolate
{
    /// <summary>A text with names at its places {0}, {1}, …</summary>
    public static string Into(string text, params string[] names)
        => string.Format(CultureInfo.CurrentCulture, text, [.. names.Select(static name => (object)$"\u2068{name}\u2069")]);
}
