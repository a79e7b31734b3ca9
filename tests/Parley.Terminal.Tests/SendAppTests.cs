using Parley.Client.Connections;
using Parley.Terminal.Sending;
using Parley.Testing;
using Spectre.Console.Testing;

namespace Parley.Terminal.Tests;

/// <summary><c>parley send</c> against the real server.</summary>
public sealed class SendAppTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TestConsole _errors = new();

    public void Dispose() => _errors.Dispose();

    [Fact]
    public async Task Text_is_sent_and_acknowledged()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient bob = await server.JoinAsync("#lobby", "bob");
        Assert.Equal(ExitCode.Done, await RunAsync(Settings(server) with { Text = "one\ntwo" }));
        await bob.SkipToAsync(line => line.EndsWith("PRIVMSG #lobby :one", StringComparison.Ordinal));
        await bob.SkipToAsync(line => line.EndsWith("PRIVMSG #lobby :two", StringComparison.Ordinal));
        Assert.Equal("", _errors.Output);
    }

    [Fact]
    public async Task Standard_input_is_sent()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient bob = await server.JoinAsync("#lobby", "bob");
        string lines = string.Join('\n', Enumerable.Range(1, 100).Select(i => $"line {i}"));
        Assert.Equal(ExitCode.Done, await RunAsync(Settings(server) with { FromInput = true }, lines));
        for (int i = 1; i <= 100; i++)
            await bob.SkipToAsync(line => line.EndsWith($":line {i}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_are_sent_to_a_person_too()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient bob = await server.RegisterAsync("bob");
        string path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "content");
        Assert.Equal(ExitCode.Done, await RunAsync(Settings(server) with { Target = "bob", Files = [path] }));
        string said = await bob.SkipToAsync(line => line.Contains("PRIVMSG bob :http", StringComparison.Ordinal));
        using var http = new HttpClient();
        Assert.Equal("content", await http.GetStringAsync(new Uri(said[said.IndexOf("http", StringComparison.Ordinal)..])));
        File.Delete(path);
    }

    [Fact]
    public async Task Nobody_of_that_name_fails()
    {
        await using TestServer server = await TestServer.StartAsync();
        Assert.Equal(ExitCode.Failed, await RunAsync(Settings(server) with { Target = "nobody", Text = "hi" }));
        Assert.StartsWith("parley: ", _errors.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_room_that_refuses_fails()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient bob = await server.JoinAsync("#secret", "bob");
        await bob.SendAsync("MODE #secret +i");
        await bob.SyncAsync();
        Assert.Equal(ExitCode.Failed, await RunAsync(Settings(server) with { Target = "#secret", Text = "hi" }));
        Assert.StartsWith("parley: #secret: ", _errors.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_a_usage_error()
    {
        var settings = new SendSettings { Address = new ChatAddress("127.0.0.1", 1, false, null), Target = "#lobby", Files = ["/nowhere/at all"] };
        Assert.Equal(ExitCode.Usage, await RunAsync(settings));
        Assert.Equal("parley: There is no file /nowhere/at all.\n", _errors.Output);
    }

    [Fact]
    public async Task Nobody_there_fails()
    {
        var settings = new SendSettings { Address = new ChatAddress("127.0.0.1", 1, false, null), Target = "#lobby", Text = "hi" };
        Assert.Equal(ExitCode.Failed, await RunAsync(settings));
        Assert.Contains("Connection refused", _errors.Output, StringComparison.Ordinal);
    }

    private Task<int> RunAsync(SendSettings settings, string input = "") => SendApp.RunAsync(settings, _errors, new StringReader(input), default).WaitAsync(Patience);

    private static SendSettings Settings(TestServer server) => new()
    {
        Address = new ChatAddress(server.Endpoint.Address.ToString(), server.Endpoint.Port, false, null),
        Target = "#lobby",
        Name = "ada",
    };
}
