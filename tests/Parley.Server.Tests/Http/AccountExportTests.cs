using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Parley.Server.Control;
using Parley.Testing;

namespace Parley.Server.Tests.Http;

/// <summary>What a person takes out of the server for themselves: docs/export.md.</summary>
public sealed class AccountExportTests
{
    private const string Password = "correct-horse";

    [Fact]
    public async Task A_device_gets_what_is_kept_of_its_account_and_of_no_other()
    {
        await using TestServer server = await TestServer.StartAsync();
        (WireClient alice, string token) = await AddDeviceAsync(server, "alice");
        WireClient bob = await server.JoinAsync("#garden", "bob");
        await alice.SendAsync("JOIN #garden", "PRIVMSG #garden :mine", "PRIVMSG bob :hi");
        await alice.SyncAsync();
        await bob.SendAsync("PRIVMSG #garden :not mine", "PRIVMSG alice :ho");
        await bob.SyncAsync();

        using HttpResponseMessage answer = await GetAsync(server, "Alice", token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(("application/jsonl", "attachment"), (answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.DispositionType));
        Assert.True(answer.Headers.CacheControl?.NoStore);
        List<ExportLine> lines = [.. (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<ExportLine>(line, ExportLine.Form)!)];
        Assert.Equal(["export", "account"], lines.Take(2).Select(line => line.Type));
        Assert.Equal("alice", lines[1].Name);
        Assert.Equal(["hi", "ho", "mine"], lines.Where(line => line.Type == "message").Select(line => line.Text!));
    }

    [Fact]
    public async Task Nobody_else_gets_anything()
    {
        await using TestServer server = await TestServer.StartAsync();
        (WireClient alice, string token) = await AddDeviceAsync(server, "alice");
        await AddDeviceAsync(server, "bob");

        await RefusedAsync(server, "bob", token);
        await RefusedAsync(server, "alice", "parley_" + new string('A', token.Length - "parley_".Length));
        await RefusedAsync(server, "alice", Password);
        await RefusedAsync(server, "alice", null);
        await alice.SendAsync("DEVICE REVOKE :Kitchen");
        await alice.SyncAsync();
        await RefusedAsync(server, "alice", token);
    }

    [Fact]
    public async Task A_suspended_account_gets_nothing()
    {
        await using TestServer server = await TestServer.StartAsync();
        (_, string token) = await AddDeviceAsync(server, "alice");
        await server.AskAsync(AccountCommands.Suspend, new SuspendQuestion("alice", "spam"));

        await RefusedAsync(server, "alice", token);
    }

    private static async Task<(WireClient Client, string Token)> AddDeviceAsync(TestServer server, string name)
    {
        await server.AskAsync(AccountCommands.Add, new NewAccountQuestion(name, Password));
        WireClient client = await server.LogInAsync(name, Password);
        await client.SendAsync("DEVICE ADD :Kitchen");
        string added = (await client.SyncAsync()).Single(line => line.Contains(" DEVICE ADD ", StringComparison.Ordinal));
        return (client, added.Split(' ').Single(word => word.StartsWith("parley_", StringComparison.Ordinal)));
    }

    private static async Task RefusedAsync(TestServer server, string name, string? secret)
    {
        using HttpResponseMessage answer = await GetAsync(server, name, secret);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(answer.Headers.WwwAuthenticate);
        Assert.Equal("Log in with the account's name and the token of one of its devices.\n", await answer.Content.ReadAsStringAsync());
    }

    private static async Task<HttpResponseMessage> GetAsync(TestServer server, string name, string? secret)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Url, "/account/export"));
        if (secret is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{secret}")));
        return await http.SendAsync(request);
    }
}
