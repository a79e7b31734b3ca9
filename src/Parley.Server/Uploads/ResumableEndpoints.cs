using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Parley.Core.Uploads;
using Parley.Server.Settings;

namespace Parley.Server.Uploads;

/// <summary>Files that go on where they broke off: <c>POST /uploads</c> with <c>Tus-Resumable</c>, then <c>HEAD</c>, <c>PATCH</c> and <c>DELETE /uploads/{id}</c>.</summary>
/// <remarks>
/// Source: https://tus.io/protocols/resumable-upload, with creation, expiration and termination. Once the file is whole, <c>Content-Location</c> is its link.
/// Who knows the address of an upload goes on with it, also after the token has ended with its connection. Replies 201, 200, 204; 400, 401, 404, 409, 412, 413, 415, 429, 500, 507.
/// </remarks>
internal static class ResumableEndpoints
{
    public const string Extensions = "creation,expiration,termination";
    public const string Version = "1.0.0";

    private const string VersionHeader = "Tus-Resumable", OffsetHeader = "Upload-Offset", LengthHeader = "Upload-Length", MetadataHeader = "Upload-Metadata";
    private const string BytesType = "application/offset+octet-stream";
    private const int MaxMetadata = 2048;

    /// <summary>What pages of other sites may send and read.</summary>
    public const string Headers = $"{VersionHeader}, {OffsetHeader}, {LengthHeader}, {MetadataHeader}";

    /// <summary>Whether the request speaks of resuming.</summary>
    public static bool IsMeant(HttpRequest request) => request.Headers.ContainsKey(VersionHeader);

    /// <summary>Maps those of one upload. Needs <see cref="UploadSetup.AddUploads"/>.</summary>
    public static void MapResumable(this IEndpointRouteBuilder routes)
    {
        const string path = UploadEndpoints.Path + "/{id}";
        routes.MapMethods(path, [HttpMethods.Options], UploadEndpoints.Options);
        routes.MapMethods(path, [HttpMethods.Head], HeadAsync);
        routes.MapMethods(path, [HttpMethods.Patch], PatchAsync);
        routes.MapMethods(path, [HttpMethods.Delete], DeleteAsync);
    }

    /// <summary>Begins an upload.</summary>
    public static async Task<IResult> CreateAsync(HttpContext context, NewUpload upload, UploadFolder folder, PublicAddress address)
    {
        if (Begin(context) is { } wrong)
            return wrong;
        string metadata = context.Request.Headers[MetadataHeader].ToString();
        if (Number(context.Request, LengthHeader) is not { } size || metadata.Length > MaxMetadata)
            return UploadEndpoints.Refuse(StatusCodes.Status400BadRequest, $"A resumable upload needs {LengthHeader}, and {MetadataHeader} of at most {MaxMetadata} characters.");
        (OpenUpload? open, UploadRefusal? refusal) = await folder.BeginAsync(Describe(upload, metadata) with { Size = size }, metadata);
        if (open is null)
            return UploadEndpoints.Refuse(context.Response, refusal!);
        context.Response.Headers.Location = $"{UploadEndpoints.Path}/{open.Id}";
        Expire(context.Response, open);
        if (size > 0)
            return Results.StatusCode(StatusCodes.Status201Created);
        await open.TakeAsync(context.RequestAborted);
        try
        {
            return await AppendAsync(context, open, folder, address, default) ?? Results.StatusCode(StatusCodes.Status201Created);
        }
        finally
        {
            open.Release();
        }
    }

    private static async Task<IResult> HeadAsync(string id, HttpContext context, UploadFolder folder, PublicAddress address)
    {
        if (Begin(context) is { } wrong)
            return wrong;
        context.Response.Headers.CacheControl = "no-store";
        if (folder.FindOpen(id) is not { } open)
            return Whole(context, folder.Find(id), address) ? Results.Ok() : Results.NotFound();
        await open.TakeAsync(context.RequestAborted);
        try
        {
            if (open.IsClosed)
                return Whole(context, folder.Find(id), address) ? Results.Ok() : Results.NotFound();
            context.Response.Headers[OffsetHeader] = Text(open.Part.Length);
            context.Response.Headers[LengthHeader] = Text(open.Size);
            if (open.Metadata.Length > 0)
                context.Response.Headers[MetadataHeader] = open.Metadata;
            Expire(context.Response, open);
            return Results.Ok();
        }
        finally
        {
            open.Release();
        }
    }

    private static async Task<IResult> PatchAsync(string id, HttpContext context, UploadFolder folder, PublicAddress address)
    {
        if (Begin(context) is { } wrong)
            return wrong;
        if (context.Request.ContentType != BytesType)
            return UploadEndpoints.Refuse(StatusCodes.Status415UnsupportedMediaType, $"The type has to be {BytesType}.");
        if (folder.FindOpen(id) is not { } open)
            return NoSuch();
        UploadEndpoints.AllowAnySize(context);
        CancellationToken another = await open.TakeAsync(context.RequestAborted);
        try
        {
            if (open.IsClosed)
                return NoSuch();
            if (Number(context.Request, OffsetHeader) != open.Part.Length)
                return UploadEndpoints.Refuse(StatusCodes.Status409Conflict, $"The upload is at byte {open.Part.Length}.");
            return await AppendAsync(context, open, folder, address, another) ?? Results.NoContent();
        }
        finally
        {
            open.Release();
        }
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext context, UploadFolder folder)
    {
        if (Begin(context) is { } wrong)
            return wrong;
        if (folder.FindOpen(id) is not { } open)
            return NoSuch();
        await open.TakeAsync(context.RequestAborted);
        folder.GiveUp(open);
        open.Release();
        return Results.NoContent();
    }

    private static async Task<IResult?> AppendAsync(HttpContext context, OpenUpload open, UploadFolder folder, PublicAddress address, CancellationToken another)
    {
        using var aborted = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, another);
        (Upload? stored, UploadRefusal? refusal) = await folder.AppendAsync(open, context.Request.Body, aborted.Token);
        if (refusal is not null)
            return UploadEndpoints.Refuse(context.Response, refusal);
        if (!Whole(context, stored, address))
        {
            context.Response.Headers[OffsetHeader] = Text(open.Part.Length);
            Expire(context.Response, open);
        }
        return null;
    }

    private static bool Whole(HttpContext context, Upload? stored, PublicAddress address)
    {
        if (stored is null)
            return false;
        context.Response.Headers[OffsetHeader] = context.Response.Headers[LengthHeader] = Text(stored.Size);
        context.Response.Headers.ContentLocation = UploadEndpoints.LinkOf(context.Request, stored, address).AbsoluteUri;
        return true;
    }

    private static IResult? Begin(HttpContext context)
    {
        UploadEndpoints.AllowOtherOrigins(context.Response);
        context.Response.Headers[VersionHeader] = Version;
        if (context.Request.Headers[VersionHeader].ToString() == Version)
            return null;
        context.Response.Headers["Tus-Version"] = Version;
        return UploadEndpoints.Refuse(StatusCodes.Status412PreconditionFailed, $"This server speaks version {Version} of the resumable upload protocol.");
    }

    // Clients of this protocol name the file in here; its body has no name.
    private static NewUpload Describe(NewUpload upload, string metadata)
    {
        foreach (string pair in metadata.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (pair.Split(' ') is [var key, var encoded] && Decode(encoded) is { Length: > 0 } value)
                upload = key switch
                {
                    "filename" or "name" => upload with { Name = value },
                    "filetype" or "type" => upload with { Type = UploadRequest.TypeOf(value) },
                    _ => upload,
                };
        return upload;
    }

    private static string? Decode(string base64)
    {
        byte[] bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out int length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private static long? Number(HttpRequest request, string header)
        => long.TryParse(request.Headers[header].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static void Expire(HttpResponse response, OpenUpload open)
        => response.Headers["Upload-Expires"] = HeaderUtilities.FormatDate(open.Touched + UploadFolder.OpenFor);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static IResult NoSuch() => UploadEndpoints.Refuse(StatusCodes.Status404NotFound, "There is no such upload, or it is whole.");
}
