using Parley.Testing;

namespace Parley.Server.Tests.Commands.Users;

/// <summary>Exceptions from mode R: https://datatracker.ietf.org/doc/html/draft-brocklesby-irc-isupport-03#section-3.6.</summary>
public sealed class AcceptTests
{
    private const string Refused = ":test 477 bob ada :You must be logged in to message this user (+R)";

    private static async Task<(WireClient Ada, WireClient Bob)> RegisterBothAsync(TestServer server)
    {
        WireClient ada = await server.RegisterAsync("ada"), bob = await server.RegisterAsync("bob");
        await ada.SendAsync("MODE ada +R");
        await ada.SyncAsync();
        return (ada, bob);
    }

    [Fact]
    public async Task Who_is_accepted_may_write_until_that_is_taken_back()
    {
        await using TestServer server = await TestServer.StartAsync();
        (WireClient ada, WireClient bob) = await RegisterBothAsync(server);

        await ada.SendAsync("ACCEPT bob", "ACCEPT *");
        await ada.ExpectAsync(":test 281 ada bob", ":test 282 ada :End of /ACCEPT list");
        await bob.SendAsync("PRIVMSG ada :hi");
        await ada.ExpectAsync(":bob!~bob@127.0.0.1 PRIVMSG ada :hi");
        await ada.SendAsync("ACCEPT -bob", "ACCEPT *");
        await ada.ExpectAsync(":test 282 ada :End of /ACCEPT list");
        await bob.SendAsync("PRIVMSG ada :hi");

        await bob.ExpectAsync(Refused);
    }

    [Fact]
    public async Task Whoever_is_written_to_may_answer()
    {
        await using TestServer server = await TestServer.StartAsync();
        (WireClient ada, WireClient bob) = await RegisterBothAsync(server);
        await bob.SendAsync("PRIVMSG ada :hi");
        await bob.ExpectAsync(Refused);

        await ada.SendAsync("PRIVMSG bob :what is it");
        await bob.ExpectAsync(":ada!~ada@127.0.0.1 PRIVMSG bob :what is it");
        await bob.SendAsync("PRIVMSG ada :nothing");

        await ada.ExpectAsync(":bob!~bob@127.0.0.1 PRIVMSG ada :nothing");
    }

    [Theory]
    [InlineData("ACCEPT", ":test 461 ada ACCEPT :Not enough parameters")]
    [InlineData("ACCEPT nobody", ":test 401 ada nobody :No such nick/channel")]
    [InlineData("ACCEPT -nobody,bob", ":test 401 ada nobody :No such nick/channel")]
    public async Task Who_is_not_there_cannot_be_accepted(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        (WireClient ada, _) = await RegisterBothAsync(server);

        await ada.SendAsync(sent);

        await ada.ExpectAsync(expected);
    }
}
