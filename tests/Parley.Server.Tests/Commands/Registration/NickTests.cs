using Parley.Testing;

namespace Parley.Server.Tests.Commands.Registration;

/// <summary>Source: https://modern.ircdocs.horse/#nick-message.</summary>
public sealed class NickTests
{
    [Fact]
    public async Task A_new_name_is_told_once_to_everyone_who_shares_a_room()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#garden", "alice", "bob");
        await alice.SendAsync("JOIN #lobby");
        await bob.SendAsync("JOIN #lobby");
        await alice.SyncAsync();
        await bob.SyncAsync();
        await alice.SyncAsync();
        WireClient stranger = await server.RegisterAsync("stranger");

        await alice.SendAsync("NICK lisa");

        await alice.ExpectAsync(":alice!~alice@127.0.0.1 NICK lisa");
        await bob.ExpectAsync(":alice!~alice@127.0.0.1 NICK lisa");
        await bob.ExpectNothingAsync();
        await stranger.ExpectNothingAsync();
        await bob.SendAsync("PRIVMSG lisa :hi", "PRIVMSG alice :hi");
        await alice.ExpectAsync(":bob!~bob@127.0.0.1 PRIVMSG lisa :hi");
        await bob.ExpectAsync(":test 401 bob alice :No such nick/channel");
    }

    [Theory]
    [InlineData("ADA")]
    [InlineData("Zoë")]
    [InlineData("ZOE\u0308")]
    public async Task A_name_in_use_is_refused_whatever_its_case_or_composition(string wanted)
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.RegisterAsync("ada");
        await server.RegisterAsync("zoë");
        WireClient client = await server.ConnectAsync();

        await client.SendAsync("USER x 0 * :x", $"NICK {wanted}");
        await client.ExpectAsync($":test 433 * {wanted} :Nickname is already in use");
        await client.SendAsync("NICK other");

        await client.SkipToAsync(line => line.StartsWith(":test 001 other", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_case_of_ones_own_name_can_be_changed()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient ada = await server.RegisterAsync("ada");

        await ada.SendAsync("NICK Ada", "NICK Ada");

        await ada.ExpectAsync(":ada!~ada@127.0.0.1 NICK Ada");
        await ada.ExpectNothingAsync();
    }

    [Fact]
    public async Task Of_two_who_want_a_name_at_once_the_first_to_finish_has_it_and_the_other_may_choose_again()
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient first = await server.ConnectAsync(), second = await server.ConnectAsync();
        await first.SendAsync("NICK ada");
        await first.ExpectNothingAsync();
        await second.SendAsync("NICK ada", "USER b 0 * :b");
        await second.SkipToAsync(line => line.StartsWith(":test 001 ada", StringComparison.Ordinal));

        await first.SendAsync("USER a 0 * :a");
        await first.ExpectAsync(":test 433 ada ada :Nickname is already in use");
        await first.SendAsync("NICK ada2");

        await first.SkipToAsync(line => line.StartsWith(":test 001 ada2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("NICK", ":test 431 ada :No nickname given")]
    [InlineData("NICK :", ":test 431 ada :No nickname given")]
    [InlineData("NICK #ada", ":test 432 ada #ada :Erroneous nickname")]
    [InlineData("NICK a!b", ":test 432 ada a!b :Erroneous nickname")]
    public async Task What_is_no_nickname_is_refused(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        WireClient client = await server.RegisterAsync("ada");

        await client.SendAsync(sent);

        await client.ExpectAsync(expected);
    }
}
