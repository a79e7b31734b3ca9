using System.Net;
using System.Net.Http.Headers;

namespace Parley.Client.Files;

/// <summary>What came of an upload: either is null.</summary>
/// <param name="Location">The file's link as the server names it: send it to a room to announce the file.</param>
/// <param name="Failure">Why there is none, for people to read: the server's own reason when it gave one.</param>
public sealed record UploadResult(Uri? Location, string? Failure);

/// <summary>Uploads files as FILEHOST clients do: one POST with the bytes as its body; or large ones so that they go on where they broke off, where the server knows how.</summary>
/// <remarks>Sources: https://codeberg.org/emersion/soju/src/branch/master/doc/ext/filehost.md, https://tus.io/protocols/resumable-upload. In a browser a script does it instead.</remarks>
/// <param name="http">Not disposed here. Its timeout must be infinite, for large files.</param>
/// <param name="time">The clock. Null: the system's.</param>
public sealed class Uploader(HttpClient http, TimeProvider? time = null)
{
    /// <summary>Uploads what a stream holds, without keeping it in memory.</summary>
    /// <param name="address"><see cref="ChatClient.UploadAddress"/>.</param>
    /// <param name="token">From <see cref="ChatClient.RequestUploadTokenAsync"/>, or null.</param>
    /// <param name="name">The name that others see.</param>
    /// <param name="type">The media type; null: that of the name's ending.</param>
    /// <param name="body">Read from where it stands to its end.</param>
    /// <param name="progress">Told the bytes sent so far, in all.</param>
    /// <param name="cancellation">Ends it; the server then keeps nothing.</param>
    /// <returns>The link, or the failure. What servers and networks do never throws.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<UploadResult> UploadAsync(Uri address, string? token, string name, string? type, Stream body, IProgress<long>? progress, CancellationToken cancellation)
    {
        string sent = type ?? MediaType.Of(name);
        try
        {
            if (body.CanSeek && body.Length - body.Position >= ResumableUpload.LeastBytes && await ResumableUpload.IsKnownAsync(http, address, cancellation))
                return await new ResumableUpload(http, body, progress, time ?? TimeProvider.System).SendAsync(address, token, name, sent, cancellation);
            return await SendWholeAsync(address, token, name, sent, body, progress, cancellation);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new UploadResult(null, (e.InnerException as IOException ?? e).Message);
        }
    }

    private async Task<UploadResult> SendWholeAsync(Uri address, string? token, string name, string type, Stream body, IProgress<long>? progress, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ProgressContent(body, progress) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.TryParse(type, out MediaTypeHeaderValue? known)
            ? known
            : new MediaTypeHeaderValue(MediaType.Bytes);
        request.Content.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = name };
        // A refusal then comes before gigabytes were sent in vain, and not as a broken connection.
        request.Headers.ExpectContinue = true;
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (response.StatusCode != HttpStatusCode.Created)
            return new UploadResult(null, await HttpReason.OfAsync(response, cancellation));
        return response.Headers.Location is { } location
            ? new UploadResult(new Uri(address, location), null)
            : new UploadResult(null, "The server did not say where the file is");
    }
}
