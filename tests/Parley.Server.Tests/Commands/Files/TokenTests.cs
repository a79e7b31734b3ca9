using System.Net;
using System.Net.Http.Headers;
using Parley.Server.Settings;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.Files;

/// <summary>Source: https://github.com/ircv3/ircv3-specifications/pull/602 (draft/authtoken), https://soju.im/filehost.</summary>
public sealed class TokenTests
{
    [Fact]
    public async Task A_connected_user_gets_a_token_and_uploads_with_it()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using WireClient ada = await server.RegisterAsync("ada", "batch");

        string token = await GenerateAsync(ada);
        using HttpResponseMessage first = await UploadAsync(server, token);
        using HttpResponseMessage second = await UploadAsync(server, token);

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal("hello"u8.ToArray(), await new HttpClient().GetByteArrayAsync(first.Headers.Location));
    }

    [Fact]
    public async Task It_ends_with_its_time()
    {
        await using TestServer server = await TestServer.StartAsync(o => o with { Uploads = new UploadOptions { TokenLifetime = TimeSpan.FromSeconds(20) } });
        await using WireClient ada = await server.RegisterAsync("ada", "batch");
        string token = await GenerateAsync(ada);

        server.Time.Advance(TimeSpan.FromSeconds(21));

        using HttpResponseMessage late = await UploadAsync(server, token);
        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
    }

    [Fact]
    public async Task It_ends_with_its_connection()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using WireClient ada = await server.RegisterAsync("ada", "batch");
        string token = await GenerateAsync(ada);

        await ada.SendAsync("QUIT");
        await ada.ExpectClosedAsync();

        using HttpResponseMessage late = await UploadAsync(server, token);
        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
    }

    [Theory]
    [InlineData("TOKEN", ":test 461 ada TOKEN :Not enough parameters")]
    [InlineData("TOKEN GENERATE", ":test FAIL TOKEN INVALID_PARAMS GENERATE :TOKEN GENERATE needs the name of a service")]
    [InlineData("TOKEN generate PASTEBIN #lobby", ":test FAIL TOKEN UNKNOWN_SERVICE PASTEBIN :There is no such service")]
    [InlineData("TOKEN VALIDATE FILEHOST x", ":test FAIL TOKEN UNKNOWN_COMMAND VALIDATE :There is no such subcommand")]
    public async Task A_refusal_says_why(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        await using WireClient ada = await server.RegisterAsync("ada", "batch");

        await ada.SendAsync(sent);

        await ada.ExpectAsync(expected);
    }

    [Fact]
    public async Task Without_batches_there_is_no_token()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using WireClient ada = await server.RegisterAsync("ada");

        await ada.SendAsync("TOKEN GENERATE FILEHOST");

        await ada.ExpectAsync(":test FAIL TOKEN NEED_CAPABILITY batch :TOKEN GENERATE needs the capability batch");
    }

    [Fact]
    public async Task Only_the_registered_get_one()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using WireClient nobody = await server.ConnectAsync();

        await nobody.SendAsync("TOKEN GENERATE FILEHOST");

        await nobody.ExpectAsync(":test 451 * :You have not registered");
    }

    [Fact]
    public async Task The_services_are_listed_when_asked_for()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using WireClient ada = await server.RegisterAsync("ada", "batch");
        await using WireClient bob = await server.RegisterAsync("bob");
        string service = $":test TOKEN SERVICE FILEHOST {server.Url}uploads :Takes files and gives a link to each";

        await ada.SendAsync("TOKEN SERVICELIST");
        await bob.SendAsync("TOKEN SERVICELIST");

        await ada.ExpectAsync(":test BATCH +b draft/authtoken *", "@batch=b " + service, ":test BATCH -b");
        await bob.ExpectAsync(service);
    }

    [Fact]
    public async Task A_labelled_request_is_answered_by_the_batch_with_the_label()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using WireClient ada = await server.RegisterAsync("ada", "batch", "labeled-response", "message-tags");

        await ada.SendAsync("@label=x TOKEN SERVICELIST");

        await ada.ExpectAsync(
            "@label=x :test BATCH +b draft/authtoken *",
            $"@batch=b :test TOKEN SERVICE FILEHOST {server.Url}uploads :Takes files and gives a link to each",
            ":test BATCH -b");
    }

    [Fact]
    public async Task Who_has_the_capability_hears_of_the_services_between_ISUPPORT_and_LUSERS()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using WireClient ada = await server.ConnectAsync();

        await ada.SendAsync("CAP REQ :batch draft/authtoken", "CAP END", "NICK ada", "USER ada 0 * :Ada");

        await ada.SkipToAsync(line => line.Contains(" 005 ", StringComparison.Ordinal));
        Assert.Equal(":test BATCH +b draft/authtoken *", await ada.SkipToAsync(line => !line.Contains(" 005 ", StringComparison.Ordinal)));
        await ada.SkipToAsync(line => line == ":test BATCH -b");
        Assert.StartsWith(":test 251 ", await ada.ReadAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://chat.example/")]
    public async Task ISUPPORT_says_where_files_go(string? url)
    {
        await using TestServer server = await TestServer.StartAsync(o => o with { Server = o.Server with { Url = url is null ? null : new Uri(url) } });
        await using WireClient ada = await server.ConnectAsync();

        await ada.SendAsync("NICK ada", "USER ada 0 * :Ada");
        string greeting = "";
        for (string line = await ada.ReadAsync(); !line.Contains(" 376 ", StringComparison.Ordinal); line = await ada.ReadAsync())
            greeting += line + "\n";

        Assert.Contains($" soju.im/FILEHOST={url ?? server.Url.AbsoluteUri}uploads ", greeting, StringComparison.Ordinal);
        Assert.Contains($" draft/FILEHOST={url ?? server.Url.AbsoluteUri}uploads ", greeting, StringComparison.Ordinal);
        Assert.Contains(" draft/AUTHTOKEN ", greeting, StringComparison.Ordinal);
    }

    private static async Task<string> GenerateAsync(WireClient client)
    {
        await client.SendAsync("TOKEN GENERATE filehost");
        await client.ExpectAsync(":test BATCH +b draft/authtoken FILEHOST");
        string line = await client.ReadAsync();
        await client.ExpectAsync(":test BATCH -b");
        Assert.Matches("^@batch=b :test TOKEN GENERATE \\* :[A-Za-z0-9_-]{43}$", line);
        return line[(line.LastIndexOf(':') + 1)..];
    }

    private static async Task<HttpResponseMessage> UploadAsync(TestServer server, string token)
    {
        using var http = new HttpClient();
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, "uploads")) { Content = new ByteArrayContent("hello"u8.ToArray()) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request);
    }
}
