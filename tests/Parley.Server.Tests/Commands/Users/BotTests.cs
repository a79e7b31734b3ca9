using Parley.Testing;

namespace Parley.Server.Tests.Commands.Users;

/// <summary>Source: https://ircv3.net/specs/extensions/bot-mode.</summary>
public sealed class BotTests
{
    [Fact]
    public async Task What_a_bot_does_carries_the_tag_for_those_who_know_of_tags()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await server.JoinAsync("#garden", "ada", "message-tags"), eve = await server.JoinAsync("#garden", "eve");
        await ada.ReadAsync();
        WireClient bot = await server.RegisterAsync("robo", "message-tags", "echo-message");
        await bot.SendAsync("MODE robo +B", "JOIN #garden", "PRIVMSG #garden :beep", "PRIVMSG ada :boop");
        await bot.SyncAsync();

        IReadOnlyList<string> seen = await ada.SyncAsync();

        Assert.Equal(3, seen.Count);
        Assert.All(seen, line => Assert.Matches("^@msgid=[0-9a-f]+;bot :robo!", line));
        Assert.DoesNotContain(await eve.SyncAsync(), line => line.StartsWith('@'));
    }

    [Fact]
    public async Task WHOIS_and_WHO_say_that_it_is_one()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient bot = await server.RegisterAsync("robo"), ada = await server.RegisterAsync("ada");
        await bot.SendAsync("MODE robo +B", "JOIN #garden");
        await bot.SyncAsync();

        await ada.SendAsync("WHOIS robo", "WHO robo", "WHO #garden");
        IReadOnlyList<string> lines = await ada.SyncAsync();

        Assert.Contains(":test 335 ada robo :is a bot", lines);
        Assert.Contains(":test 352 ada * ~robo 127.0.0.1 test robo HB :0 robo", lines);
        Assert.Contains(":test 352 ada #garden ~robo 127.0.0.1 test robo H@B :0 robo", lines);
    }
}
