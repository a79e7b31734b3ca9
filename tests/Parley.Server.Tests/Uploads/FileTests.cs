using System.Net;
using System.Security.Cryptography;

namespace Parley.Server.Tests.Uploads;

/// <summary>Sources: https://www.rfc-editor.org/rfc/rfc9110 and https://www.rfc-editor.org/rfc/rfc9530.</summary>
public sealed class FileTests
{
    private static readonly byte[] Digits = "0123456789"u8.ToArray();

    [Theory]
    [InlineData("bytes=0-3", "0123", "bytes 0-3/10")]
    [InlineData("bytes=9-9", "9", "bytes 9-9/10")]
    [InlineData("bytes=4-", "456789", "bytes 4-9/10")]
    [InlineData("bytes=-2", "89", "bytes 8-9/10")]
    [InlineData("bytes=8-99", "89", "bytes 8-9/10")]
    public async Task A_part_can_be_asked_for(string range, string expected, string contentRange)
    {
        await using FileServer server = await FileServer.StartAsync();

        using HttpResponseMessage response = await GetAsync(server, await server.UploadAsync(Digits), ("Range", range));

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(expected, await response.Content.ReadAsStringAsync());
        Assert.Equal(contentRange, response.Content.Headers.ContentRange!.ToString());
        Assert.Equal([Digest(Digits)], response.Headers.GetValues("Repr-Digest"));
    }

    [Fact]
    public async Task A_part_that_is_not_there_is_416()
    {
        await using FileServer server = await FileServer.StartAsync();

        using HttpResponseMessage response = await GetAsync(server, await server.UploadAsync(Digits), ("Range", "bytes=10-"));

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, response.StatusCode);
        Assert.Equal("bytes */10", response.Content.Headers.ContentRange!.ToString());
        Assert.False(response.Headers.Contains("Repr-Digest"));
    }

    [Fact]
    public async Task Several_parts_at_once_give_the_whole()
    {
        await using FileServer server = await FileServer.StartAsync();

        using HttpResponseMessage response = await GetAsync(server, await server.UploadAsync(Digits), ("Range", "bytes=0-1,8-9"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Digits, await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task HEAD_tells_all_and_sends_nothing()
    {
        await using FileServer server = await FileServer.StartAsync();
        Uri link = await server.UploadAsync(Digits, "n.txt");

        using HttpResponseMessage response = await server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, link));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(10, response.Content.Headers.ContentLength);
        Assert.Equal(["bytes"], response.Headers.AcceptRanges);
        Assert.Equal([Digest(Digits)], response.Headers.GetValues("Repr-Digest"));
        Assert.Equal(server.Time.GetUtcNow(), response.Content.Headers.LastModified);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_client_that_has_it_gets_304_and_a_wrong_condition_the_whole()
    {
        await using FileServer server = await FileServer.StartAsync();
        Uri link = await server.UploadAsync(Digits);
        using HttpResponseMessage first = await GetAsync(server, link);
        string tag = first.Headers.ETag!.Tag;

        using HttpResponseMessage again = await GetAsync(server, link, ("If-None-Match", tag));
        using HttpResponseMessage rest = await GetAsync(server, link, ("Range", "bytes=5-"), ("If-Range", tag));
        using HttpResponseMessage whole = await GetAsync(server, link, ("Range", "bytes=5-"), ("If-Range", "\"other\""));

        Assert.False(first.Headers.ETag.IsWeak);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal("56789", await rest.Content.ReadAsStringAsync());
        Assert.Equal("0123456789", await whole.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("photo.png", null, "image/png", "inline")]
    [InlineData("photo", "image/webp", "image/webp", "inline")]
    [InlineData("song.mp3", null, "audio/mpeg", "inline")]
    [InlineData("film.mp4", "application/octet-stream", "video/mp4", "inline")]
    [InlineData("notes.txt", null, "text/plain; charset=utf-8", "inline")]
    [InlineData("notes.txt", "text/plain; charset=iso-8859-1", "text/plain; charset=utf-8", "inline")]
    [InlineData("page.html", null, "text/html; charset=utf-8", "attachment")]
    [InlineData("page.txt", "text/html", "text/html; charset=utf-8", "attachment")]
    [InlineData("drawing.svg", null, "image/svg+xml", "attachment")]
    [InlineData("drawing.png", "image/svg+xml", "image/svg+xml", "attachment")]
    [InlineData("data.xml", "TEXT/XML", "text/xml; charset=utf-8", "attachment")]
    [InlineData("page.xhtml", null, "application/xhtml+xml", "attachment")]
    [InlineData("paper.pdf", "application/pdf", "application/pdf", "attachment")]
    [InlineData("tool", "image/*", "application/octet-stream", "attachment")]
    [InlineData("what.parley-unknown", "not a type", "application/octet-stream", "attachment")]
    [InlineData("curl", "application/x-www-form-urlencoded", "application/octet-stream", "attachment")]
    public async Task Only_what_cannot_run_is_opened(string name, string? sent, string type, string disposition)
    {
        await using FileServer server = await FileServer.StartAsync();

        using HttpResponseMessage response = await GetAsync(server, await server.UploadAsync(Digits, name, sent));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.GetValues("Content-Type").Single());
        Assert.Equal(disposition, response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(name, response.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        string policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith(disposition == "inline" ? "sandbox allow-same-origin; default-src 'none';" : "sandbox; default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-scripts", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.Equal("max-age=31536000, private, immutable", response.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task The_id_decides_and_another_name_leads_to_the_right_one()
    {
        await using FileServer server = await FileServer.StartAsync();
        Uri link = await server.UploadAsync(Digits, "a (1).txt");
        string id = link.Segments[2];

        foreach (string wrong in new[] { "", "a", "b.exe", "a%20(1)" })
        {
            using HttpResponseMessage response = await GetAsync(server, new Uri(server.Address, "files/" + id + wrong));

            Assert.Equal(HttpStatusCode.MovedPermanently, response.StatusCode);
            Assert.Equal($"/files/{id}a%20%281%29.txt", response.Headers.Location!.OriginalString);
        }
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(server, new Uri(server.Address, $"files/{id}a%20(1).txt"))).StatusCode);
    }

    [Theory]
    [InlineData("files/aaaaaaaaaaaaaaaaaaaaaaaaaa/a.txt")]
    [InlineData("files/..%2F..%2Fetc%2Fpasswd/passwd")]
    [InlineData("files/%00/x")]
    [InlineData("files/")]
    public async Task What_is_not_there_is_404(string path)
    {
        await using FileServer server = await FileServer.StartAsync();

        string answer = await server.ExchangeAsync($"GET /{path} HTTP/1.1\nHost: x\nConnection: close\n\n");

        Assert.Matches("^HTTP/1.1 40[04] ", answer);
    }

    [Fact]
    public async Task A_file_that_the_operator_removed_is_404()
    {
        await using FileServer server = await FileServer.StartAsync();
        Uri link = await server.UploadAsync(Digits);
        File.Delete(Directory.GetFiles(server.Folder, "*.bin").Single());

        using HttpResponseMessage response = await GetAsync(server, link);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(server.Log.Lines);
    }

    private static string Digest(byte[] bytes) => $"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:";

    private static async Task<HttpResponseMessage> GetAsync(FileServer server, Uri link, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, link);
        foreach ((string name, string value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await server.Http.SendAsync(request);
    }
}
