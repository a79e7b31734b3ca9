using Parley.Testing;

namespace Parley.Server.Tests.Commands.Server;

/// <summary>Source: https://ircv3.net/specs/extensions/extended-isupport.</summary>
public sealed class IsupportTests
{
    [Fact]
    public async Task With_the_capability_it_is_told_before_registration_in_a_batch()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await server.ConnectAsync();
        await ada.SendAsync("CAP REQ :batch draft/extended-isupport", "ISUPPORT");
        await ada.ReadAsync();

        IReadOnlyList<string> lines = await ada.SyncAsync();

        Assert.Equal(":test BATCH +i draft/isupport", lines[0]);
        Assert.Equal(":test BATCH -i", lines[^1]);
        Assert.All(lines.Skip(1).SkipLast(1), line => Assert.StartsWith("@batch=i :test 005 * ", line, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(" NETWORK=test ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_batches_it_is_told_line_by_line()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await server.ConnectAsync();
        await ada.SendAsync("CAP REQ :draft/extended-isupport", "ISUPPORT");
        await ada.ReadAsync();

        Assert.All(await ada.SyncAsync(), line => Assert.StartsWith(":test 005 * ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_the_capability_one_registers_first()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await server.ConnectAsync();

        await ada.SendAsync("ISUPPORT");

        await ada.ExpectAsync(":test 451 * :You have not registered");
    }
}
