using System.Diagnostics.CodeAnalysis;

namespace Parley.Client.Files;

/// <summary>A file on a Parley server, as its link names it: <c>http(s)://anything/files/{id}/{name}</c>.</summary>
/// <param name="Id">The unguessable id: letters, digits, <c>-</c> and <c>_</c>.</param>
/// <param name="Name">The name as the sender gave it, percent-decoded. A stranger's: pass it through <see cref="FileName.Sanitize"/>.</param>
public sealed record FileLink(string Id, string Name)
{
    private const int MaxId = 128;

    /// <summary>Reads a link, when that is the whole text.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out FileLink? link)
    {
        link = null;
        if (!text.StartsWith("http", StringComparison.OrdinalIgnoreCase) || text.AsSpan().ContainsAny(" \t\u00A0")
            || !Uri.TryCreate(text, UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https"))
            return false;
        if (url.Segments is not [.., "files/", { } id, { } name] || !id.EndsWith('/') || name.EndsWith('/') || url.Query.Length > 0)
            return false;
        id = id[..^1];
        if (id.Length is 0 or > MaxId || !id.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            return false;
        link = new FileLink(id, Uri.UnescapeDataString(name));
        return true;
    }

    /// <summary>The address by which this client reaches the file, whatever host the link names.</summary>
    /// <param name="httpBase"><see cref="Connections.ChatAddress.HttpBase"/>.</param>
    public Uri Resolve(Uri httpBase) => new(httpBase, $"files/{Id}/{Uri.EscapeDataString(Name)}");
}
