using System.Net;
using System.Security.Cryptography;
using Parley.Core.Uploads;
using Parley.Server.Settings;

namespace Parley.Server.Tests.Uploads;

/// <summary>Source: https://soju.im/filehost.</summary>
public sealed class UploadTests
{
    [Fact]
    public async Task A_file_comes_back_byte_for_byte()
    {
        await using FileServer server = await FileServer.StartAsync();
        byte[] bytes = RandomNumberGenerator.GetBytes(1_000_003);

        using HttpResponseMessage created = await server.PostAsync(new ByteArrayContent(bytes), "attachment; filename=\"holiday photo.jpg\"", "image/jpeg");

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Matches("^http://[^/]+/files/[a-z2-7]{26}/holiday%20photo.jpg$", created.Headers.Location!.AbsoluteUri);
        Assert.Equal(created.Headers.Location.AbsoluteUri + "\n", await created.Content.ReadAsStringAsync());
        Assert.Equal(bytes, await server.Http.GetByteArrayAsync(created.Headers.Location));
    }

    [Fact]
    public async Task An_empty_file_is_a_file()
    {
        await using FileServer server = await FileServer.StartAsync();

        Assert.Empty(await server.Http.GetByteArrayAsync(await server.UploadAsync([])));
    }

    [Theory]
    [InlineData("attachment; filename=\"a.txt\"", "a.txt")]
    [InlineData("attachment; filename=a.txt", "a.txt")]
    [InlineData("inline; filename=\"a.txt\"; filename*=UTF-8''%E2%82%AC%20b.txt", "€ b.txt")]
    [InlineData("attachment; filename=\"a\\\"b\\\\c.txt\"", "c.txt")]
    [InlineData("attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd", "passwd")]
    [InlineData("attachment; filename=\"C:\\\\x\"", "x")]
    [InlineData("attachment; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x", "aSet-Cookie: x")]
    [InlineData("attachment; filename*=UTF-8''a%00b", "ab")]
    [InlineData("attachment; filename*=UTF-8''gpj%E2%80%AE.exe", "gpj.exe")]
    [InlineData("attachment; filename*=UTF-8''100%25%2541.txt", "100%%41.txt")]
    [InlineData("attachment", "file")]
    [InlineData("what is this = ;;", "file")]
    [InlineData(null, "file")]
    public async Task The_name_comes_from_Content_Disposition(string? disposition, string expected)
    {
        await using FileServer server = await FileServer.StartAsync();

        using HttpResponseMessage created = await server.PostAsync(new ByteArrayContent([1]), disposition);
        using HttpResponseMessage got = await server.Http.GetAsync(created.Headers.Location);

        Assert.Equal(HttpStatusCode.OK, got.StatusCode);
        Assert.Equal(expected, got.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.False(got.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_very_long_name_in_wide_characters_keeps_a_short_link()
    {
        await using FileServer server = await FileServer.StartAsync();

        Uri link = await server.UploadAsync([1], new string('漢', 300) + ".png");
        using HttpResponseMessage got = await server.Http.GetAsync(link);

        Assert.True(link.AbsoluteUri.Length < 300, link.AbsoluteUri);
        Assert.EndsWith(".png", link.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal(new string('漢', 83) + ".png", got.Content.Headers.ContentDisposition!.FileNameStar);
    }

    [Fact]
    public async Task Without_a_token_the_answer_says_how_to_get_one()
    {
        await using FileServer server = await FileServer.StartAsync();

        foreach (string? token in new[] { null, "", "wrong", new string('x', 5000) })
        {
            using HttpResponseMessage response = await server.PostAsync(new ByteArrayContent([1]), token: token);

            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
            Assert.Contains("TOKEN GENERATE FILEHOST", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Empty(server.Files());
    }

    [Fact]
    public async Task A_token_ends_with_its_time_and_with_its_session()
    {
        await using FileServer server = await FileServer.StartAsync(new UploadOptions { TokenLifetime = TimeSpan.FromMinutes(5) });
        string bobs = server.Tokens.Issue(new UploadOwner("bob", 2));
        server.Time.Advance(TimeSpan.FromMinutes(4));
        string carols = server.Tokens.Issue(new UploadOwner("carol", 3));

        Assert.Equal(HttpStatusCode.Created, await StatusAsync(bobs));
        Assert.Equal(HttpStatusCode.Created, await StatusAsync(bobs));
        server.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(bobs));
        Assert.Equal(HttpStatusCode.Created, await StatusAsync(carols));
        server.Tokens.Revoke(3);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(carols));

        async Task<HttpStatusCode> StatusAsync(string token)
        {
            using HttpResponseMessage response = await server.PostAsync(new ByteArrayContent([1]), token: token);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task Anyone_may_where_the_operator_allows_it_but_no_other_sites_page()
    {
        await using FileServer server = await FileServer.StartAsync(new UploadOptions { Anonymous = true });
        using HttpResponseMessage curl = await server.PostAsync(new ByteArrayContent([1]), token: null);
        var fromElsewhere = new ByteArrayContent([1]);
        server.Http.DefaultRequestHeaders.Add("Origin", "http://evil.example");
        using HttpResponseMessage evil = await server.PostAsync(fromElsewhere, token: null);
        using HttpResponseMessage connected = await server.PostAsync(new ByteArrayContent([1]));

        Assert.Equal(HttpStatusCode.Created, curl.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, evil.StatusCode);
        Assert.Equal(HttpStatusCode.Created, connected.StatusCode);
    }

    [Fact]
    public async Task OPTIONS_says_what_is_taken_and_lets_web_clients_from_elsewhere_in()
    {
        await using FileServer server = await FileServer.StartAsync();

        using HttpResponseMessage response = await server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Options, "uploads"));

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(["OPTIONS", "POST"], response.Content.Headers.Allow);
        Assert.Equal(["*/*"], response.Headers.GetValues("Accept-Post"));
        Assert.Equal(["*"], response.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Equal("Authorization, Content-Type, Content-Disposition, Tus-Resumable, Upload-Offset, Upload-Length, Upload-Metadata", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Headers")));
    }

    [Fact]
    public async Task The_link_is_by_the_name_that_the_client_used()
    {
        await using FileServer server = await FileServer.StartAsync();

        string answer = await server.ExchangeAsync($"""
            POST /uploads HTTP/1.1
            Host: chat.example:{server.Address.Port}
            Authorization: bearer {server.Token}
            Content-Length: 2
            Connection: close

            hi
            """);

        Assert.Contains($"\r\nLocation: http://chat.example:{server.Address.Port}/files/", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_is_refused_with_the_right_way()
    {
        await using FileServer server = await FileServer.StartAsync();

        using HttpResponseMessage response = await server.PostAsync(new MultipartFormDataContent { { new ByteArrayContent([1]), "file", "a.txt" } });

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Contains("curl -X POST -T", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(server.Files());
    }
}
