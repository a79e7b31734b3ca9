using System.Net;
using System.Security.Cryptography;
using System.Text;
using Parley.Server.Settings;

namespace Parley.Server.Tests.Uploads;

/// <summary>Source: https://tus.io/protocols/resumable-upload.</summary>
public sealed class ResumableTests
{
    [Fact]
    public async Task A_file_comes_in_parts_and_is_one_file()
    {
        await using FileServer server = await FileServer.StartAsync();
        byte[] bytes = RandomNumberGenerator.GetBytes(300_000);

        using HttpResponseMessage created = await CreateAsync(server, bytes.Length, "filename " + Base64("Größe.png") + ",filetype " + Base64("image/png"));
        Uri upload = new(server.Address, created.Headers.Location!);
        using HttpResponseMessage first = await PatchAsync(server, upload, 0, bytes[..100_000]);
        using HttpResponseMessage where = await SendAsync(server, HttpMethod.Head, upload);
        using HttpResponseMessage second = await PatchAsync(server, upload, 100_000, bytes[100_000..]);
        using HttpResponseMessage whole = await SendAsync(server, HttpMethod.Head, upload);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.NoContent, HttpStatusCode.OK, HttpStatusCode.NoContent),
            (created.StatusCode, first.StatusCode, where.StatusCode, second.StatusCode));
        Assert.Equal(["100000", "100000", "300000"], [Offset(first), Offset(where), Offset(second)]);
        Assert.Equal(("300000", "no-store"), (where.Headers.GetValues("Upload-Length").Single(), where.Headers.CacheControl!.ToString()));
        Assert.Equal("Sun, 22 Nov 2026 13:00:00 GMT", first.Headers.GetValues("Upload-Expires").Single());
        Uri link = second.Content.Headers.ContentLocation!;
        Assert.Equal((link, "300000"), (whole.Content.Headers.ContentLocation, Offset(whole)));
        using HttpResponseMessage got = await server.Http.GetAsync(link);
        Assert.Equal(("Größe.png", "image/png"), (got.Content.Headers.ContentDisposition!.FileNameStar, got.Content.Headers.ContentType!.MediaType));
        Assert.Equal(bytes, await got.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task What_came_before_a_break_is_kept_and_who_comes_back_goes_on_there()
    {
        await using FileServer server = await FileServer.StartAsync();
        byte[] bytes = RandomNumberGenerator.GetBytes(500_000);
        using HttpResponseMessage created = await CreateAsync(server, bytes.Length);
        Uri upload = new(server.Address, created.Headers.Location!);
        using var broken = new BreakingContent(bytes.AsMemory(0, 200_000));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => PatchAsync(server, upload, 0, broken));
        using HttpResponseMessage where = await SendAsync(server, HttpMethod.Head, upload);
        int offset = int.Parse(Offset(where), System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(offset, 0, 200_000);
        using HttpResponseMessage rest = await PatchAsync(server, upload, offset, bytes[offset..]);

        Assert.Equal(bytes, await server.Http.GetByteArrayAsync(rest.Content.Headers.ContentLocation));
    }

    [Fact]
    public async Task An_empty_file_is_whole_at_once_and_the_server_says_what_it_can()
    {
        await using FileServer server = await FileServer.StartAsync(new UploadOptions { MaxSize = 1000 });

        using HttpResponseMessage created = await CreateAsync(server, 0);
        using HttpResponseMessage options = await server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Options, "uploads"));

        Assert.Empty(await server.Http.GetByteArrayAsync(created.Content.Headers.ContentLocation));
        Assert.Equal(("1.0.0", "creation,expiration,termination", "1000"), (Header(options, "Tus-Version"), Header(options, "Tus-Extension"), Header(options, "Tus-Max-Size")));
    }

    [Fact]
    public async Task What_is_given_up_or_does_not_go_on_leaves_nothing()
    {
        await using FileServer server = await FileServer.StartAsync();
        using HttpResponseMessage one = await CreateAsync(server, 10), other = await CreateAsync(server, 10);
        Uri first = new(server.Address, one.Headers.Location!), second = new(server.Address, other.Headers.Location!);
        (await PatchAsync(server, second, 0, new byte[5])).Dispose();

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(server, HttpMethod.Delete, first)).StatusCode);
        server.Time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(server, HttpMethod.Head, first)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PatchAsync(server, second, 5, new byte[5])).StatusCode);
        Assert.Empty(Directory.GetFiles(server.Folder));
    }

    [Fact]
    public async Task What_is_wrong_is_said()
    {
        await using FileServer server = await FileServer.StartAsync(new UploadOptions { MaxSize = 1000 });
        using HttpResponseMessage created = await CreateAsync(server, 10);
        Uri upload = new(server.Address, created.Headers.Location!);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await CreateAsync(server, 1001)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await CreateAsync(server, 1, token: null)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await CreateAsync(server, null)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await PatchAsync(server, upload, 1, new byte[1])).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PatchAsync(server, upload, 0, new byte[11])).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await SendAsync(server, HttpMethod.Head, upload, version: "0.2.2")).StatusCode);
        using var typed = new ByteArrayContent([1]);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await SendAsync(server, HttpMethod.Patch, upload, typed, offset: 0)).StatusCode);
        for (int i = 0; i < 19; i++)
            Assert.Equal(HttpStatusCode.Created, (await CreateAsync(server, 10)).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await CreateAsync(server, 10)).StatusCode);
    }

    private static Task<HttpResponseMessage> CreateAsync(FileServer server, long? size, string? metadata = null, string? token = "ada's")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "uploads");
        request.Headers.Add("Tus-Resumable", "1.0.0");
        if (size is not null)
            request.Headers.Add("Upload-Length", $"{size}");
        if (metadata is not null)
            request.Headers.Add("Upload-Metadata", metadata);
        if (token is not null)
            request.Headers.Add("Authorization", "Bearer " + server.Token);
        return server.Http.SendAsync(request);
    }

    private static Task<HttpResponseMessage> PatchAsync(FileServer server, Uri upload, long offset, byte[] bytes)
        => PatchAsync(server, upload, offset, new ByteArrayContent(bytes));

    private static Task<HttpResponseMessage> PatchAsync(FileServer server, Uri upload, long offset, HttpContent content)
    {
        content.Headers.TryAddWithoutValidation("Content-Type", "application/offset+octet-stream");
        return SendAsync(server, HttpMethod.Patch, upload, content, offset);
    }

    private static Task<HttpResponseMessage> SendAsync(FileServer server, HttpMethod method, Uri upload, HttpContent? content = null, long? offset = null, string version = "1.0.0")
    {
        var request = new HttpRequestMessage(method, upload) { Content = content };
        request.Headers.Add("Tus-Resumable", version);
        if (offset is not null)
            request.Headers.Add("Upload-Offset", $"{offset}");
        return server.Http.SendAsync(request);
    }

    private static string Offset(HttpResponseMessage response) => Header(response, "Upload-Offset");

    private static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues(name).Single();

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>Says that it is long, and breaks off.</summary>
    private sealed class BreakingContent(ReadOnlyMemory<byte> beginning) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(beginning);
            await stream.FlushAsync();
            throw new IOException("The network broke.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 500_000;
            return true;
        }
    }
}
