using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Parley.Core.Uploads;

namespace Parley.Server.Uploads;

/// <summary><c>GET</c> and <c>HEAD /files/{id}/{name}</c>: an uploaded file, whole or in parts.</summary>
/// <remarks>
/// Sources: https://www.rfc-editor.org/rfc/rfc9110 (ranges, conditions), https://www.rfc-editor.org/rfc/rfc9530 (Repr-Digest).
/// The id alone decides; another name is sent on to the right one, because chat programs cut links and drop their last characters.
/// </remarks>
public static class FileEndpoints
{
    private static readonly string Prefix = Encoding.UTF8.GetString(Upload.LinkPath);

    // Without allow-scripts and allow-forms a sandbox runs nothing, whatever the file holds.
    private const string Policy = "sandbox; default-src 'none'";

    // Browsers show an image, a film or a text in a page that they build around it: it loads the file once more, as the page's own
    // origin (Chromium plays no film in the opaque origin of a bare sandbox), and styles it.
    private const string PolicyWhenOpened = "sandbox allow-same-origin; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'";

    /// <summary>Maps them. Needs <see cref="UploadSetup.AddUploads"/>.</summary>
    public static void MapFiles(this IEndpointRouteBuilder routes)
        => routes.MapMethods(Prefix + "{id}/{name?}", [HttpMethods.Get, HttpMethods.Head], Get);

    /// <summary>The path of this upload's link, escaped.</summary>
    internal static string PathOf(Upload upload) => $"{Prefix}{upload.Id}/{Uri.EscapeDataString(UploadName.ForLink(upload.Name))}";

    private static IResult Get(string id, string? name, HttpResponse response, UploadFolder folder)
    {
        // The operator may have removed the bytes meanwhile.
        if (folder.Find(id) is not { } upload || !File.Exists(folder.PathOf(upload)))
            return Results.Text("There is no such file.\n", "text/plain", Encoding.UTF8, StatusCodes.Status404NotFound);
        if (name != UploadName.ForLink(upload.Name))
            return Results.Redirect(PathOf(upload), permanent: true);

        FileKind kind = FileKind.Of(upload);
        Protect(response, upload, kind);
        return Results.File(
            folder.PathOf(upload),
            kind.ContentType,
            lastModified: upload.Created,
            entityTag: new EntityTagHeaderValue($"\"{upload.Sha256}\""),
            enableRangeProcessing: true);
    }

    private static void Protect(HttpResponse response, Upload upload, FileKind kind)
    {
        var disposition = new ContentDispositionHeaderValue(kind.MayOpen ? "inline" : "attachment");
        disposition.SetHttpFileName(upload.Name);
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = kind.MayOpen ? PolicyWhenOpened : Policy;
        // The link is the key: a web client from another address may show the picture as this one does.
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "private, max-age=31536000, immutable";
        response.OnStarting(() =>
        {
            // Of the whole file, also when a part of it is sent. Other answers, such as 416, are no part of it.
            if (response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status206PartialContent)
                response.Headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(upload.Sha256))}:";
            return Task.CompletedTask;
        });
    }
}
