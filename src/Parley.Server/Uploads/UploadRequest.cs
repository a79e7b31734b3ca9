using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Parley.Core.Uploads;

namespace Parley.Server.Uploads;

/// <summary>Reads what a request says of the file in its body.</summary>
internal static class UploadRequest
{
    private const int MaxTypeLength = 100;
    private const string BearerPrefix = "Bearer ";

    // What programs put there when nobody told them a type.
    private static readonly string[] SayingNothing = ["application/octet-stream", "application/x-www-form-urlencoded"];

    public static NewUpload Read(HttpRequest request, UploadTokens tokens)
        => new(NameOf(request), TypeOf(request), request.ContentLength, OwnerOf(request, tokens));

    /// <summary>Whether a form was sent instead of the bytes themselves: its boundaries would become part of the file.</summary>
    public static bool IsForm(HttpRequest request) => request.HasFormContentType && TypeOf(request) is not null;

    /// <summary>Whether neither a length nor chunks announce a body.</summary>
    public static bool HasNoBody(HttpContext context)
        => context.Request.ContentLength is null && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false };

    // https://www.rfc-editor.org/rfc/rfc6266#section-4.3: filename* wins.
    private static string? NameOf(HttpRequest request)
    {
        if (!ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out ContentDispositionHeaderValue? value))
            return null;
        StringSegment name = value.FileNameStar.HasValue ? value.FileNameStar : value.FileName;
        return HeaderUtilities.UnescapeAsQuotedString(name).Value;
    }

    private static string? TypeOf(HttpRequest request) => TypeOf(request.ContentType);

    /// <summary>The media type without parameters; null: it says nothing.</summary>
    public static string? TypeOf(string? text)
    {
        if (!MediaTypeHeaderValue.TryParse(text, out MediaTypeHeaderValue? value))
            return null;
        string? type = value.MediaType.Value?.ToLowerInvariant();
        return type is null || type.Length > MaxTypeLength || type.Contains('*', StringComparison.Ordinal) || SayingNothing.Contains(type) ? null : type;
    }

    // https://www.rfc-editor.org/rfc/rfc6750#section-2.1
    private static UploadOwner? OwnerOf(HttpRequest request, UploadTokens tokens)
    {
        string header = request.Headers.Authorization.ToString();
        return header.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase) ? tokens.Find(header[BearerPrefix.Length..].Trim()) : null;
    }
}
