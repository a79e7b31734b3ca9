using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Parley.Client.Files;

/// <summary>One file on its way to a server that lets it go on where it broke off.</summary>
/// <remarks>Source: https://tus.io/protocols/resumable-upload. The link of the whole file is in Content-Location: docs/files.md.</remarks>
/// <param name="http">Not disposed here.</param>
/// <param name="body">Has to be one in which one can go back.</param>
/// <param name="progress">Told the bytes that the server has, or that are on their way there, in all.</param>
/// <param name="time">The clock.</param>
internal sealed class ResumableUpload(HttpClient http, Stream body, IProgress<long>? progress, TimeProvider time)
{
    /// <summary>A smaller file is sent again as a whole sooner than it is asked for what the server has of it.</summary>
    public const long LeastBytes = 1 << 20;

    private const string Version = "1.0.0", OffsetHeader = "Upload-Offset";

    // With the waits between them about two minutes without getting anywhere.
    private const int MostTries = 9;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500), LongestWait = TimeSpan.FromSeconds(30);

    private readonly long _start = body.Position;
    private readonly long _length = body.Length - body.Position;

    /// <summary>Whether a server knows this.</summary>
    public static async Task<bool> IsKnownAsync(HttpClient http, Uri address, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, address);
        using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        return response.IsSuccessStatusCode && Header(response, "Tus-Version")?.Split(',').Contains(Version) == true
            && Header(response, "Tus-Extension")?.Split(',').Contains("creation") == true;
    }

    /// <summary>Sends the file, as often as the network breaks.</summary>
    public async Task<UploadResult> SendAsync(Uri address, string? token, string name, string type, CancellationToken cancellation)
    {
        using var create = Request(HttpMethod.Post, address);
        create.Headers.Add("Upload-Length", Text(_length));
        create.Headers.Add("Upload-Metadata", $"filename {Base64(name)},filetype {Base64(type)}");
        if (token is not null)
            create.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using HttpResponseMessage created = await http.SendAsync(create, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (created.StatusCode != HttpStatusCode.Created || created.Headers.Location is not { } location)
            return new UploadResult(null, await HttpReason.OfAsync(created, cancellation));
        var upload = new Uri(address, location);
        try
        {
            return await SendAllAsync(upload, cancellation);
        }
        catch (OperationCanceledException)
        {
            await GiveUpAsync(upload);
            throw;
        }
    }

    private async Task<UploadResult> SendAllAsync(Uri upload, CancellationToken cancellation)
    {
        long offset = 0;
        for (int tries = 0; ; tries++)
        {
            string problem = "The server did not take the file";
            try
            {
                if (tries > 0)
                {
                    (UploadResult? known, long reached) = await AskAsync(upload, cancellation);
                    if (known is not null)
                        return known;
                    (tries, offset) = (reached > offset ? 1 : tries, reached);
                }
                if (await SendRestAsync(upload, offset, cancellation) is { } result)
                    return result;
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                problem = (e.InnerException as IOException ?? e).Message;
            }
            if (tries >= MostTries)
                return new UploadResult(null, problem);
            await Task.Delay(Wait(tries), time, cancellation);
        }
    }

    // Null: the server has not all of it yet, and says from where on.
    private async Task<UploadResult?> SendRestAsync(Uri upload, long offset, CancellationToken cancellation)
    {
        body.Position = _start + offset;
        using HttpRequestMessage patch = Request(HttpMethod.Patch, upload);
        patch.Headers.Add(OffsetHeader, Text(offset));
        patch.Content = new ProgressContent(body, progress, offset);
        patch.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        using HttpResponseMessage response = await http.SendAsync(patch, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (response.StatusCode == HttpStatusCode.Conflict)
            return null;
        return response.StatusCode == HttpStatusCode.NoContent ? LinkIn(response, upload) : new UploadResult(null, await HttpReason.OfAsync(response, cancellation));
    }

    private async Task<(UploadResult? Result, long Offset)> AskAsync(Uri upload, CancellationToken cancellation)
    {
        using HttpRequestMessage head = Request(HttpMethod.Head, upload);
        using HttpResponseMessage response = await http.SendAsync(head, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (!response.IsSuccessStatusCode || !long.TryParse(Header(response, OffsetHeader), NumberStyles.None, CultureInfo.InvariantCulture, out long offset) || offset > _length)
            return (new UploadResult(null, "The server has forgotten what was sent"), 0);
        return (offset == _length ? LinkIn(response, upload) : null, offset);
    }

    private async Task GiveUpAsync(Uri upload)
    {
        try
        {
            using HttpRequestMessage delete = Request(HttpMethod.Delete, upload);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5), time);
            (await http.SendAsync(delete, patience.Token)).Dispose();
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // It forgets it by itself after a while.
        }
    }

    private static UploadResult? LinkIn(HttpResponseMessage response, Uri upload)
        => response.Content.Headers.ContentLocation is { } link ? new UploadResult(new Uri(upload, link), null) : null;

    private static HttpRequestMessage Request(HttpMethod method, Uri address)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Add("Tus-Resumable", Version);
        return request;
    }

    private static TimeSpan Wait(int tries) => FirstWait * Math.Pow(2, tries) is var wait && wait < LongestWait ? wait : LongestWait;

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(',', values) : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
