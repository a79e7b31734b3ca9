using System.Net;
using System.Net.Http.Headers;

namespace Parley.Client.Files;

/// <summary>What came of an upload: either is null.</summary>
/// <param name="Location">The file's link as the server names it: send it to a room to announce the file.</param>
/// <param name="Failure">Why there is none, for people to read: the server's own reason when it gave one.</param>
public sealed record UploadResult(Uri? Location, string? Failure);

/// <summary>Uploads files as FILEHOST clients do: one POST with the bytes as its body.</summary>
/// <remarks>Source: https://codeberg.org/emersion/soju/src/branch/master/doc/ext/filehost.md. In a browser a script does it instead.</remarks>
/// <param name="http">Not disposed here. Its timeout must be infinite, for large files.</param>
public sealed class Uploader(HttpClient http)
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
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ProgressContent(body, progress) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.TryParse(type ?? MediaType.Of(name), out MediaTypeHeaderValue? known)
            ? known
            : new MediaTypeHeaderValue(MediaType.Bytes);
        request.Content.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = name };
        // A refusal then comes before gigabytes were sent in vain, and not as a broken connection.
        request.Headers.ExpectContinue = true;
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.StatusCode != HttpStatusCode.Created)
                return new UploadResult(null, await HttpReason.OfAsync(response, cancellation));
            return response.Headers.Location is { } location
                ? new UploadResult(new Uri(address, location), null)
                : new UploadResult(null, "The server did not say where the file is");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new UploadResult(null, (e.InnerException as IOException ?? e).Message);
        }
    }

    private sealed class ProgressContent(Stream body, IProgress<long>? progress) : HttpContent
    {
        private const int ChunkBytes = 64 * 1024;

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
            => SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            byte[] chunk = new byte[ChunkBytes];
            long sent = 0;
            int read;
            while ((read = await body.ReadAsync(chunk, cancellationToken)) > 0)
            {
                await stream.WriteAsync(chunk.AsMemory(0, read), cancellationToken);
                sent += read;
                progress?.Report(sent);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = body.CanSeek ? body.Length - body.Position : 0;
            return body.CanSeek;
        }
    }
}
