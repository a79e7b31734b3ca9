using System.Net;
using System.Net.Http.Headers;
using Parley.Server.Control;
using Parley.Testing;

namespace Parley.Server.Tests.Control;

/// <summary>Who may command a running server: who can read the file in its data folder, from the same computer.</summary>
public sealed class ControlEndpointTests
{
    [Fact]
    public async Task Who_shows_the_key_is_answered()
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpResponseMessage response = await AskAsync(server, "account/list");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"value":[],"problem":null}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer wrong")]
    [InlineData("Basic wrong")]
    public async Task Who_does_not_show_it_is_refused(string? shown)
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpResponseMessage response = await AskAsync(server, "account/list", request =>
        {
            request.Headers.Remove("Authorization");
            if (shown is not null)
                request.Headers.TryAddWithoutValidation("Authorization", shown);
        });

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("The key is another one: it is in control.json of the data folder.\n", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    public async Task Over_a_proxy_there_is_no_such_thing_even_with_the_key(string header, string value)
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpResponseMessage response = await AskAsync(server, "account/list", request => request.Headers.TryAddWithoutValidation(header, value));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_client_of_a_proxy_that_the_server_knows_is_refused_even_if_the_proxy_says_it_is_this_computer()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Connections = options.Connections with { ProxiesFrom = ["127.0.0.1"] } });
        using HttpResponseMessage response = await AskAsync(server, "account/list", request => request.Headers.TryAddWithoutValidation("X-Forwarded-For", "::1"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("account/list", "", HttpStatusCode.BadRequest)]
    [InlineData("account/list", "null", HttpStatusCode.BadRequest)]
    [InlineData("account/list", "[", HttpStatusCode.BadRequest)]
    [InlineData("account/add", "{}", HttpStatusCode.BadRequest)]
    [InlineData("account/add", """{"name":null,"password":"x"}""", HttpStatusCode.BadRequest)]
    [InlineData("account", "{}", HttpStatusCode.NotFound)]
    [InlineData("nothing/of/the/kind", "{}", HttpStatusCode.NotFound)]
    public async Task What_is_no_question_is_refused(string name, string question, HttpStatusCode expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpResponseMessage response = await AskAsync(server, name, request => request.Content = new StringContent(question));

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_question_without_end_is_not_read()
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpResponseMessage response = await AskAsync(server, "account/list", request => request.Content = new ByteArrayContent(new byte[1 << 20]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task The_key_is_for_its_owners_eyes_and_goes_with_the_server()
    {
        await using TestServer server = await TestServer.StartAsync();
        string path = Path.Combine(server.Data, ControlFile.Name);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));

        await server.StopAsync();

        Assert.False(File.Exists(path));
    }

    [Theory]
    [InlineData("http://127.0.0.1:2428/", "0.0.0.0:2428", "[::]:2428")]
    [InlineData("http://[::1]:2428/", "192.168.1.20:80", "[::]:2428")]
    [InlineData("http://192.168.1.20:80/", "192.168.1.20:80")]
    public void It_names_an_address_that_this_computer_reaches(string expected, params string[] listens)
        => Assert.Equal(new Uri(expected), ControlFile.For([.. listens.Select(IPEndPoint.Parse)]).Address);

    private static async Task<HttpResponseMessage> AskAsync(TestServer server, string name, Action<HttpRequestMessage>? change = null)
    {
        ControlFile control = ControlFile.Read(server.Data)!;
        using var http = new HttpClient { BaseAddress = control.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"control/{name}") { Content = new StringContent("{}") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", control.Key);
        change?.Invoke(request);
        return await http.SendAsync(request);
    }
}
