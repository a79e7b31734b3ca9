using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Parley.Client.Files;

namespace Parley.Client.Tests;

/// <summary>Sources: https://codeberg.org/emersion/soju/src/branch/master/doc/ext/filehost.md, https://www.rfc-editor.org/rfc/rfc9530.</summary>
public sealed class TransferTests : IDisposable
{
    private static readonly Uri Address = new("http://chat.test:2428/files/abc/x");
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "parley-" + Guid.NewGuid().ToString("N"));
    private readonly FakeTimeProvider _time = new();

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_file_is_saved_under_a_safe_name_and_never_over_another()
    {
        var seen = new List<long>();
        DownloadResult first = await SaveAsync(_ => Ok("one"u8.ToArray()), "../evil.txt", new Told(seen));
        DownloadResult second = await SaveAsync(_ => Ok("two"u8.ToArray()), "../evil.txt");

        Assert.Equal((Path.Combine(_folder, "evil.txt"), 3), (first.Path, first.Bytes));
        Assert.Equal(Path.Combine(_folder, "evil (2).txt"), second.Path);
        Assert.Equal(["one", "two"], [await File.ReadAllTextAsync(first.Path!), await File.ReadAllTextAsync(second.Path!)]);
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
        Assert.Equal([3], seen);
    }

    [Fact]
    public async Task A_file_whose_hash_is_another_is_not_kept()
        => await FailsAsync(_ => WithDigest(Ok("broken"u8.ToArray()), SHA256.HashData("whole"u8)), "The file came broken: its SHA-256 is not the one that the server named");

    [Fact]
    public async Task A_hash_that_cannot_be_read_matches_nothing()
        => await FailsAsync(_ => WithHeader(Ok("x"u8.ToArray()), "sha-256=:AAAA:"), "The file came broken: its SHA-256 is not the one that the server named");

    [Fact]
    public async Task Among_other_hashes_the_right_one_counts()
    {
        byte[] bytes = "whole"u8.ToArray();
        string hash = Convert.ToBase64String(SHA256.HashData(bytes));
        Assert.NotNull((await SaveAsync(_ => WithHeader(Ok(bytes), $"sha-512=:AAAA:, sha-256=:{hash}:"), "x")).Path);
    }

    [Fact]
    public async Task A_file_that_does_not_come_whole_is_not_kept()
        => await FailsAsync(_ => WithLength(Ok("shor"u8.ToArray()), 5), "The file did not come whole");

    [Fact]
    public async Task A_file_over_the_limit_is_not_taken()
    {
        await FailsAsync(_ => Ok(new byte[101]), "The file is larger than 100 bytes");
        await FailsAsync(_ => WithLength(Ok(new byte[200_000]), null), "The file is larger than 100 bytes");
    }

    [Fact]
    public async Task What_the_server_says_instead_is_told()
    {
        await FailsAsync(_ => new HttpResponseMessage(HttpStatusCode.NotFound), "The file is not there any more");
        await FailsAsync(_ => new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri("http://evil.test/") } }, "The server answered 302 Found");
        await FailsAsync(_ => throw new HttpRequestException("Connection refused"), "Connection refused");
    }

    [Fact]
    public async Task Cancelling_leaves_nothing_behind()
    {
        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SaveAsync(_ => Ok(new byte[10], new Endless()), "x", new Act(() => cancel.Cancel()), cancel.Token));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_download_that_stands_still_is_given_up()
    {
        DownloadResult result = await SaveAsync(_ => Ok(new byte[10], new Endless()), "x", new Act(() => _time.Advance(TimeSpan.FromSeconds(61))));
        Assert.Equal("Nothing came for 60 seconds", result.Failure);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task An_upload_is_one_post_with_name_type_and_token()
    {
        string? body = null;
        HttpRequestMessage? asked = null;
        var seen = new List<long>();
        UploadResult result = await UploadAsync(request =>
        {
            (asked, body) = (request, request.Content!.ReadAsStringAsync().Result);
            return new HttpResponseMessage(HttpStatusCode.Created) { Headers = { Location = new Uri("/files/abc/caf%C3%A9.png", UriKind.Relative) } };
        }, seen);

        Assert.Equal("http://chat.test:2428/files/abc/caf%C3%A9.png", result.Location?.AbsoluteUri);
        Assert.Equal((HttpMethod.Post, "bytes"), (asked!.Method, body));
        Assert.Equal("Bearer secret", asked.Headers.Authorization?.ToString());
        Assert.Equal("attachment; filename*=utf-8''caf%C3%A9.png", asked.Content!.Headers.ContentDisposition?.ToString());
        Assert.Equal("image/png", asked.Content.Headers.ContentType?.ToString());
        Assert.Equal(5, seen[^1]);
    }

    [Theory]
    [InlineData(413, "Files may have at most 1 GiB")]
    [InlineData(507, "The server has no room left for files")]
    [InlineData(401, "The token is not valid")]
    public async Task A_refused_upload_says_why(int status, string reason)
    {
        UploadResult result = await UploadAsync(_ => new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(reason + "\r\n", Encoding.UTF8, "text/plain") });
        Assert.Equal((null, reason), (result.Location, result.Failure));
    }

    [Fact]
    public async Task A_token_comes_in_parts()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.WelcomeAsync("batch draft/authtoken");
        await connection.SyncAsync();
        Task<string?> token = server.Client.RequestUploadTokenAsync();
        await connection.ExpectAsync("TOKEN GENERATE FILEHOST");
        connection.Say(":s BATCH +q draft/authtoken FILEHOST", "@batch=q :s TOKEN GENERATE * abc", "@batch=q :s TOKEN GENERATE * def", ":s BATCH -q");
        Assert.Equal("abcdef", await token);
    }

    [Theory]
    [InlineData(":s FAIL TOKEN ACCOUNT_REQUIRED FILEHOST :Log in first", "Log in first")]
    [InlineData(":s 421 ada TOKEN :Unknown command", "Unknown command")]
    public async Task Or_is_refused(string refusal, string reason)
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.WelcomeAsync("batch draft/authtoken");
        await connection.SyncAsync();
        Task<string?> token = server.Client.RequestUploadTokenAsync();
        connection.Say(refusal);
        Assert.Equal(reason, (await Assert.ThrowsAsync<IOException>(() => token)).Message);
    }

    [Fact]
    public async Task A_server_without_tokens_is_not_asked()
    {
        await using var server = new ScriptedServer();
        ScriptedConnection connection = await server.WelcomeAsync();
        await connection.SyncAsync();
        Assert.Null(await server.Client.RequestUploadTokenAsync());
    }

    private async Task FailsAsync(Func<HttpRequestMessage, HttpResponseMessage> answer, string reason)
    {
        DownloadResult result = await SaveAsync(answer, "x");
        Assert.Equal((null, reason), (result.Path, result.Failure));
        Assert.True(!Directory.Exists(_folder) || Directory.GetFiles(_folder).Length == 0);
    }

    private async Task<DownloadResult> SaveAsync(Func<HttpRequestMessage, HttpResponseMessage> answer, string name, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        using var http = new HttpClient(new Answers(answer));
        return await new Downloader(http, _folder, maxBytes: 100, _time).SaveAsync(Address, name, progress, cancellation);
    }

    private static async Task<UploadResult> UploadAsync(Func<HttpRequestMessage, HttpResponseMessage> answer, List<long>? seen = null)
    {
        using var http = new HttpClient(new Answers(answer));
        return await new Uploader(http).UploadAsync(new Uri("http://chat.test:2428/uploads"), "secret", "café.png", null, new MemoryStream("bytes"u8.ToArray()), new Told(seen ?? []), default);
    }

    private static HttpResponseMessage Ok(byte[] bytes, Stream? then = null)
        => new(HttpStatusCode.OK) { Content = then is null ? new ByteArrayContent(bytes) : new StreamContent(then) };

    private static HttpResponseMessage WithDigest(HttpResponseMessage response, byte[] hash) => WithHeader(response, $"sha-256=:{Convert.ToBase64String(hash)}:");

    private static HttpResponseMessage WithHeader(HttpResponseMessage response, string digest)
    {
        response.Headers.Add("Repr-Digest", digest);
        return response;
    }

    private static HttpResponseMessage WithLength(HttpResponseMessage response, long? length)
    {
        response.Content = new StreamContent(response.Content.ReadAsStream());
        response.Content.Headers.ContentLength = length;
        return response;
    }

    private sealed class Answers(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }

    private sealed class Told(List<long> seen) : IProgress<long>
    {
        public void Report(long value) => seen.Add(value);
    }

    private sealed class Act(Action act) : IProgress<long>
    {
        public void Report(long value) => act();
    }

    // A few bytes, and then nothing more until it is cancelled.
    private sealed class Endless : MemoryStream
    {
        private bool _begun;

        public override bool CanSeek => false;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_begun)
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            _begun = true;
            return 5;
        }
    }
}
