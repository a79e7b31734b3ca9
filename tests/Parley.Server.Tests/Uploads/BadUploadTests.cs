using System.Net;
using System.Text;
using Parley.Server.Settings;

namespace Parley.Server.Tests.Uploads;

/// <summary>Whatever a sender does, only its own upload fails, it is told why, and nothing stays.</summary>
public sealed class BadUploadTests
{
    private static readonly UploadOptions Small = new() { MaxSize = 300_000, MaxTotal = 1_000_000 };

    [Fact]
    public async Task An_announced_size_over_the_limit_is_refused_before_it_is_sent()
    {
        await using FileServer server = await FileServer.StartAsync(Small);

        server.Http.DefaultRequestHeaders.ExpectContinue = true;
        var content = new ByteArrayContent(new byte[300_001]);
        using HttpResponseMessage response = await server.PostAsync(content);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Contains("at most 300000 bytes", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        AssertNothingStays(server);
    }

    [Fact]
    public async Task A_sender_that_does_not_wait_still_hears_why()
    {
        await using FileServer server = await FileServer.StartAsync(Small);

        using HttpResponseMessage response = await server.PostAsync(new ByteArrayContent(new byte[20_000_000]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("at most 300000 bytes", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        AssertNothingStays(server);
    }

    [Fact]
    public async Task Chunks_without_a_size_end_at_the_limit()
    {
        await using FileServer server = await FileServer.StartAsync(Small);

        using HttpResponseMessage exact = await server.PostAsync(Chunked(300_000));
        using HttpResponseMessage over = await server.PostAsync(Chunked(300_001));

        Assert.Equal(HttpStatusCode.Created, exact.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, over.StatusCode);
        Assert.Single(server.Files("*.bin"));
        Assert.Empty(server.Files("*.part"));
    }

    [Theory]
    [InlineData("Content-Length: 100")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task A_sender_cut_in_the_middle_leaves_nothing(string framing)
    {
        await using FileServer server = await FileServer.StartAsync(Small);
        string begun = framing.StartsWith("Content", StringComparison.Ordinal) ? "half of it" : "A\r\nhalf of it\r\n";

        string answer = await server.ExchangeAsync(Head(server, framing), Encoding.ASCII.GetBytes(begun), thenCut: true);
        await server.StopAsync();

        Assert.DoesNotContain(" 201 ", answer, StringComparison.Ordinal);
        AssertNothingStays(server);
    }

    [Fact]
    public async Task Broken_chunks_are_refused()
    {
        await using FileServer server = await FileServer.StartAsync(Small);

        string answer = await server.ExchangeAsync(Head(server, "Transfer-Encoding: chunked\nConnection: close"), "zz\r\nnot a chunk\r\n"u8.ToArray());

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        AssertNothingStays(server);
    }

    [Fact]
    public async Task Bytes_beyond_the_announced_size_are_not_part_of_the_file()
    {
        await using FileServer server = await FileServer.StartAsync(Small);

        string answer = await server.ExchangeAsync(Head(server, "Content-Length: 4\nConnection: close"), "fourDELETE / HTTP/1.1\r\n\r\n"u8.ToArray());

        Assert.StartsWith("HTTP/1.1 201 ", answer, StringComparison.Ordinal);
        Assert.Equal(4, new FileInfo(Directory.GetFiles(server.Folder, "*.bin").Single()).Length);
    }

    [Fact]
    public async Task A_request_without_a_body_is_told_that_it_lacks_one()
    {
        await using FileServer server = await FileServer.StartAsync(Small);

        string answer = await server.ExchangeAsync(Head(server, "Connection: close"));

        Assert.StartsWith("HTTP/1.1 411 ", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Many_at_once_never_exceed_the_total(bool announced)
    {
        await using FileServer server = await FileServer.StartAsync(Small);

        HttpResponseMessage[] responses = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => server.PostAsync(announced ? new ByteArrayContent(new byte[150_000]) : Chunked(150_000))));

        // Those that came together may all have failed for want of the same last bytes, but whoever comes now fills it up.
        int stored = responses.Count(response => response.StatusCode == HttpStatusCode.Created);
        HttpResponseMessage refused = responses.First(response => response.StatusCode != HttpStatusCode.Created);
        Assert.InRange(stored, 1, 6);
        Assert.All(responses, response => Assert.Contains(response.StatusCode, new[] { HttpStatusCode.Created, HttpStatusCode.InsufficientStorage }));
        Assert.Contains("no room left", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        for (; stored < 6; stored++)
            Assert.Equal(HttpStatusCode.Created, (await server.PostAsync(Chunked(150_000))).StatusCode);
        Assert.Equal(HttpStatusCode.InsufficientStorage, (await server.PostAsync(Chunked(150_000))).StatusCode);
        Assert.Equal(6, server.Files("*.bin").Length);
        Assert.Empty(server.Files("*.part"));
    }

    private static string Head(FileServer server, string more) => $"""
        POST /uploads HTTP/1.1
        Host: {server.Address.Authority}
        Authorization: Bearer {server.Token}
        {more}


        """;

    private static StreamContent Chunked(int length) => new(new UnknownLength(length));

    private static void AssertNothingStays(FileServer server)
    {
        Assert.Empty(server.Files());
        Assert.Empty(server.Log.Lines);
    }

    /// <summary>A stream that does not tell its length, so that HttpClient sends chunks.</summary>
    private sealed class UnknownLength(int length) : MemoryStream(new byte[length])
    {
        public override bool CanSeek => false;
    }
}
