using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Parley.Core.Uploads;
using Parley.Server.Settings;

namespace Parley.Server.Uploads;

/// <summary><c>POST /uploads</c>: one file, its bytes as the body; and <c>OPTIONS /uploads</c>.</summary>
/// <remarks>Source: https://soju.im/filehost. Replies 201 with Location; 400, 401, 403, 411, 413, 415, 500 and 507 with a reason as text.</remarks>
public static class UploadEndpoints
{
    /// <summary>Where files are sent to, below the server's address.</summary>
    public const string Path = "/uploads";

    private const string AllowedMethods = "OPTIONS, POST", OfOneUpload = "HEAD, PATCH, DELETE";

    /// <summary>Maps them. Needs <see cref="UploadSetup.AddUploads"/>.</summary>
    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, PostAsync);
        routes.MapMethods(Path, [HttpMethods.Options], Options);
        routes.MapResumable();
    }

    private static async Task<IResult> PostAsync(HttpContext context, UploadFolder folder, UploadTokens tokens, PublicAddress address)
    {
        AllowOtherOrigins(context.Response);
        NewUpload upload = UploadRequest.Read(context.Request, tokens);
        if (upload.Owner is null && IsFromAnotherSite(context.Request))
            return Refuse(StatusCodes.Status403Forbidden, "A page of another site may send files here only with a token.");
        if (ResumableEndpoints.IsMeant(context.Request))
            return await ResumableEndpoints.CreateAsync(context, upload, folder, address);
        if (UploadRequest.HasNoBody(context))
            return Refuse(StatusCodes.Status411LengthRequired, "There is no file in the request. Try: curl -X POST -T FILE URL");
        if (UploadRequest.IsForm(context.Request))
            return Refuse(StatusCodes.Status415UnsupportedMediaType, "Send the file itself, not a form. Try: curl -X POST -T FILE URL");

        AllowAnySize(context);
        UploadOutcome outcome = await folder.SaveAsync(upload, context.Request.Body, context.RequestAborted);
        return outcome.IsRefused ? Refuse(context.Response, outcome.Refusal) : Created(context, outcome.Stored, address);
    }

    /// <summary>The link to a stored file.</summary>
    internal static Uri LinkOf(HttpRequest request, Upload stored, PublicAddress address)
        => new(address.For(request.Scheme, request.Host), FileEndpoints.PathOf(stored));

    /// <summary>The folder's policy is the limit, and it says so in its own words.</summary>
    internal static void AllowAnySize(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
    }

    private static IResult Created(HttpContext context, Upload stored, PublicAddress address)
    {
        Uri link = LinkOf(context.Request, stored, address);
        context.Response.Headers.Location = link.AbsoluteUri;
        return Text(StatusCodes.Status201Created, link.AbsoluteUri);
    }

    /// <summary>What can be sent here, and how.</summary>
    internal static IResult Options(HttpResponse response, UploadPolicy policy)
    {
        AllowOtherOrigins(response);
        response.Headers["Tus-Resumable"] = response.Headers["Tus-Version"] = ResumableEndpoints.Version;
        response.Headers["Tus-Extension"] = ResumableEndpoints.Extensions;
        response.Headers["Tus-Max-Size"] = policy.MaxSize.ToString(System.Globalization.CultureInfo.InvariantCulture);
        response.Headers.Allow = AllowedMethods;
        response.Headers["Accept-Post"] = "*/*";
        return Results.NoContent();
    }

    internal static IResult Refuse(HttpResponse response, UploadRefusal refusal)
    {
        if (refusal.Kind == UploadRefusalKind.NotConnected)
            response.Headers.WWWAuthenticate = "Bearer";
        return Refuse(
            refusal.Kind switch
            {
                UploadRefusalKind.NotConnected => StatusCodes.Status401Unauthorized,
                UploadRefusalKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
                UploadRefusalKind.NoSpace => StatusCodes.Status507InsufficientStorage,
                UploadRefusalKind.BrokenOff => StatusCodes.Status400BadRequest,
                UploadRefusalKind.TooMany => StatusCodes.Status429TooManyRequests,
                _ => StatusCodes.Status500InternalServerError,
            },
            refusal.Reason);
    }

    internal static IResult Refuse(int status, string reason) => Text(status, reason);

    private static IResult Text(int status, string text) => Results.Text(text + "\n", "text/plain", Encoding.UTF8, status);

    // A web client served from elsewhere (gamja) may send files with a token. No cookie counts here, so a token is all that there is to steal.
    internal static void AllowOtherOrigins(HttpResponse response)
    {
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlAllowMethods = $"{AllowedMethods}, {OfOneUpload}";
        response.Headers.AccessControlAllowHeaders = $"{HeaderNames.Authorization}, {HeaderNames.ContentType}, {HeaderNames.ContentDisposition}, {ResumableEndpoints.Headers}";
        response.Headers.AccessControlExposeHeaders = $"{HeaderNames.Location}, {HeaderNames.ContentLocation}, Tus-Version, Tus-Extension, {ResumableEndpoints.Headers}";
        response.Headers.AccessControlMaxAge = "86400";
    }

    // Where anybody may upload, any page that somebody on the LAN opens could fill the disk: browsers say whose page it was.
    private static bool IsFromAnotherSite(HttpRequest request)
        => request.Headers.Origin is [{ Length: > 0 } origin, ..]
            && !(Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
