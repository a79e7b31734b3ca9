using Parley.Protocol.Capabilities;
using Parley.Testing;

namespace Parley.Server.Tests.Commands.Registration;

/// <summary>Source: https://ircv3.net/specs/extensions/capability-negotiation.</summary>
public sealed class CapTests
{
    [Fact]
    public async Task Registration_waits_for_the_end_of_negotiation()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient client = await server.ConnectAsync();

        await client.SendAsync("CAP LS 302", "NICK ada", "USER ada 0 * :Ada");
        await client.SkipToAsync(line => line.StartsWith(":test CAP * LS :", StringComparison.Ordinal));
        await client.SendAsync("CAP REQ :server-time echo-message");
        await client.ExpectAsync(":test CAP ada ACK :server-time echo-message");
        await client.SendAsync("CAP END");

        await client.ExpectAsync(":test 001 ada :Welcome to test, ada!~ada@127.0.0.1");
    }

    [Fact]
    public async Task Version_302_lists_every_capability_over_as_many_lines_as_it_takes()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient client = await server.ConnectAsync();

        await client.SendAsync("CAP LS 302");
        IReadOnlyList<string> lines = await client.SyncAsync();

        Assert.All(lines.SkipLast(1), line => Assert.StartsWith(":test CAP * LS * :", line, StringComparison.Ordinal));
        Assert.StartsWith(":test CAP * LS :", lines[^1], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 510));
        string[] names = [.. lines.SelectMany(line => line[(line.LastIndexOf(':') + 1)..].Split(' ')).Select(word => word.Split('=')[0])];
        Assert.Equal(names, names.Distinct());
        Assert.Subset(CapabilityNames.All.Select(row => row.Name).ToHashSet(), names.ToHashSet());
        Assert.Superset(new HashSet<string> { "batch", "cap-notify", "message-tags" }, names.ToHashSet());
    }

    [Fact]
    public async Task Without_a_version_there_is_one_line_and_no_values()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient client = await server.ConnectAsync();

        await client.SendAsync("CAP LS");
        string line = Assert.Single(await client.SyncAsync());

        Assert.StartsWith(":test CAP * LS :", line, StringComparison.Ordinal);
        Assert.DoesNotContain('=', line);
        Assert.InRange(line.Length, 1, 510);
    }

    [Fact]
    public async Task A_request_too_long_to_be_acknowledged_in_one_line_is_in_several()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient client = await server.ConnectAsync();
        await client.SendAsync("NICK someone_long_named");
        string[] names = [.. Enumerable.Repeat("message-tags", 37)];

        await client.SendAsync($"CAP REQ :{string.Join(' ', names)}");
        IReadOnlyList<string> lines = await client.SyncAsync();

        Assert.All(lines, line => Assert.StartsWith(":test CAP someone_long_named ACK :message-tags", line, StringComparison.Ordinal));
        Assert.Equal(names, lines.SelectMany(line => line[(line.LastIndexOf(':') + 1)..].Split(' ')));
    }

    [Fact]
    public async Task A_request_without_LS_suspends_registration_too()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient client = await server.ConnectAsync();

        await client.SendAsync("CAP REQ multi-prefix", "NICK ada", "USER ada 0 * :Ada");
        await client.ExpectAsync(":test CAP * ACK :multi-prefix");
        await client.ExpectNothingAsync();
        await client.SendAsync("CAP END");

        await client.SkipToAsync(line => line.StartsWith(":test 001 ada", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_is_granted_whole_or_not_at_all()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient client = await server.RegisterAsync("ada");

        await client.SendAsync("CAP REQ :batch nonsense", "CAP LIST", "CAP REQ :batch -setname", "CAP LIST", "CAP REQ :-batch", "CAP LIST");

        await client.ExpectAsync(
            ":test CAP ada NAK :batch nonsense",
            ":test CAP ada LIST :",
            ":test CAP ada ACK :batch -setname",
            ":test CAP ada LIST :batch",
            ":test CAP ada ACK :-batch",
            ":test CAP ada LIST :");
    }

    [Fact]
    public async Task Version_302_brings_cap_notify_which_cannot_be_given_back()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient client = await server.RegisterAsync("ada");

        await client.SendAsync("CAP LS 307");
        await client.SkipToAsync(line => line.StartsWith(":test CAP ada LS :", StringComparison.Ordinal));
        await client.SendAsync("CAP LIST", "CAP REQ :-cap-notify");

        await client.ExpectAsync(":test CAP ada LIST :cap-notify", ":test CAP ada NAK :-cap-notify");
    }

    [Theory]
    [InlineData("CAP", ":test 461 ada CAP :Not enough parameters")]
    [InlineData("CAP FOO", ":test 410 ada FOO :Invalid CAP command")]
    public async Task What_is_not_understood_is_refused(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient client = await server.RegisterAsync("ada");

        await client.SendAsync(sent);

        await client.ExpectAsync(expected);
    }
}
