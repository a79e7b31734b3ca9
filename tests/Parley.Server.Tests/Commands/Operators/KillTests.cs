using Parley.Testing;

namespace Parley.Server.Tests.Commands.Operators;

/// <summary>Source: https://modern.ircdocs.horse/#kill-message.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task The_one_who_is_killed_is_told_by_whom_and_the_others_see_a_quit()
    {
        await using TestServer server = await TestOperator.StartAsync();
        WireClient ada = await server.RegisterOperatorAsync("ada");
        var (bob, eve) = await server.JoinBothAsync("#garden", "bob", "eve");

        await ada.SendAsync("KILL EVE :Enough now");

        await eve.ExpectAsync(
            ":ada!~ada@127.0.0.1 KILL eve :Enough now",
            "ERROR :Closing link: eve (Killed (ada (Enough now)))");
        await bob.ExpectAsync(":eve!~eve@127.0.0.1 QUIT :Killed (ada (Enough now))");
        await ada.SendAsync("KILL eve");
        await ada.ExpectAsync(":test 401 ada eve :No such nick/channel");
    }

    [Fact]
    public async Task It_carries_the_tags_that_the_one_who_is_killed_asked_for()
    {
        await using TestServer server = await TestOperator.StartAsync();
        WireClient ada = await server.RegisterOperatorAsync("ada"), eve = await server.RegisterAsync("eve", "server-time", "message-tags");

        await ada.SendAsync("KILL eve :Enough now");

        Assert.Matches("^@time=2026-11-22T12:00:00.000Z;msgid=[0-9a-f]{32} :ada!~ada@127.0.0.1 KILL eve :Enough now$", await eve.ReadAsync());
    }

    [Fact]
    public async Task Several_can_be_killed_at_once()
    {
        await using TestServer server = await TestOperator.StartAsync();
        WireClient ada = await server.RegisterOperatorAsync("ada"), bob = await server.RegisterAsync("bob"), eve = await server.RegisterAsync("eve");

        await ada.SendAsync("KILL bob,nobody,eve");

        await ada.ExpectAsync(":test 401 ada nobody :No such nick/channel");
        Assert.Equal("ERROR :Closing link: bob (Killed (ada (No reason)))", await bob.ExpectClosedAsync());
        Assert.Equal("ERROR :Closing link: eve (Killed (ada (No reason)))", await eve.ExpectClosedAsync());
    }

    [Fact]
    public async Task Who_is_always_on_goes_too_connected_or_not()
    {
        await using TestServer server = await TestOperator.StartAsync();
        WireClient ada = await server.RegisterOperatorAsync("ada"), bob = await server.JoinAsync("#garden", "bob"), eve = await server.RegisterAsync("eve");
        await ada.SendAsync("JOIN #garden");
        await eve.SendAsync("REGISTER * * correct-horse", "PERSISTENCE SET ON", "JOIN #garden", "QUIT");
        await eve.ExpectClosedAsync();
        await bob.SkipToAsync(line => line.StartsWith(":eve!~eve@127.0.0.1 JOIN #garden", StringComparison.Ordinal));
        await ada.SkipToAsync(line => line.StartsWith(":eve!~eve@127.0.0.1 JOIN #garden", StringComparison.Ordinal));

        await ada.SendAsync("KILL eve", "KILL eve");

        await bob.ExpectAsync(":eve!~eve@127.0.0.1 QUIT :Killed (ada (No reason))");
        await ada.ExpectAsync(":eve!~eve@127.0.0.1 QUIT :Killed (ada (No reason))");
        await ada.ExpectAsync(":test 401 ada eve :No such nick/channel");
    }

    [Theory]
    [InlineData("KILL bob :Because")]
    [InlineData("KILL")]
    [InlineData("WALLOPS :Because")]
    [InlineData("REHASH")]
    [InlineData("STATS o")]
    public async Task Only_operators_may(string sent)
    {
        await using TestServer server = await TestOperator.StartAsync();
        WireClient eve = await server.RegisterAsync("eve"), bob = await server.RegisterAsync("bob");

        await eve.SendAsync(sent);

        await eve.ExpectAsync(":test 481 eve :Permission Denied- You're not an IRC operator");
        await bob.ExpectNothingAsync();
    }
}
