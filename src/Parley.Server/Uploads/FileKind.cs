using Microsoft.AspNetCore.StaticFiles;
using Parley.Core.Uploads;

namespace Parley.Server.Uploads;

/// <summary>What a browser is told that a file is.</summary>
/// <param name="ContentType">The media type, with charset for text.</param>
/// <param name="MayOpen">Whether the browser may show it. Else it can only be saved: HTML, SVG, XML and PDF could run what is in them.</param>
internal readonly record struct FileKind(string ContentType, bool MayOpen)
{
    private const string Unknown = "application/octet-stream";

    private static readonly FileExtensionContentTypeProvider ByName = new();
    private static readonly string[] Opened = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "text/plain"];

    public static FileKind Of(Upload upload)
    {
        string type = upload.Type ?? (ByName.TryGetContentType(upload.Name, out string? known) ? known : Unknown);
        bool mayOpen = Opened.Contains(type) || type.StartsWith("audio/", StringComparison.Ordinal) || type.StartsWith("video/", StringComparison.Ordinal);
        return new FileKind(type.StartsWith("text/", StringComparison.Ordinal) ? type + "; charset=utf-8" : type, mayOpen);
    }
}
