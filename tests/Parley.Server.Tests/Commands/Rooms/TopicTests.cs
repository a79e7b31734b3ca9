using Parley.Testing;

namespace Parley.Server.Tests.Commands.Rooms;

/// <summary>Source: https://modern.ircdocs.horse/#topic-message.</summary>
public sealed class TopicTests
{
    [Fact]
    public async Task A_new_topic_reaches_every_member_and_its_author()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#garden", "alice", "bob");

        await alice.SendAsync("TOPIC #garden :Roses");

        await alice.ExpectAsync(":alice!~alice@127.0.0.1 TOPIC #garden :Roses");
        await bob.ExpectAsync(":alice!~alice@127.0.0.1 TOPIC #garden :Roses");
    }

    [Fact]
    public async Task The_topic_can_be_read_with_its_author_and_time_and_is_told_to_newcomers()
    {
        await using TestServer server = await TestServer.StartAsync();
        var (alice, bob) = await server.JoinBothAsync("#garden", "alice", "bob");
        await bob.SendAsync("TOPIC #garden");
        await bob.ExpectAsync(":test 331 bob #garden :No topic is set");

        await alice.SendAsync("TOPIC #garden :Roses");
        await bob.SkipToAsync(line => line.EndsWith("TOPIC #garden :Roses", StringComparison.Ordinal));
        await bob.SendAsync("TOPIC #garden");
        await bob.ExpectAsync(":test 332 bob #garden :Roses", ":test 333 bob #garden alice!~alice@127.0.0.1 1795348800");

        WireClient carol = await server.RegisterAsync("carol");
        await carol.SendAsync("JOIN #garden");
        await carol.ExpectAsync(":carol!~carol@127.0.0.1 JOIN #garden", ":test 332 carol #garden :Roses");
    }

    [Fact]
    public async Task An_empty_topic_clears_it_and_a_long_one_is_cut_between_letters()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { Limits = options.Limits with { TopicBytes = 5 } });
        WireClient alice = await server.JoinAsync("#garden", "alice");

        await alice.SendAsync("TOPIC #garden :ééé", "TOPIC #garden :", "TOPIC #garden");

        await alice.ExpectAsync(
            ":alice!~alice@127.0.0.1 TOPIC #garden :éé",
            ":alice!~alice@127.0.0.1 TOPIC #garden :",
            ":test 331 alice #garden :No topic is set");
    }

    [Theory]
    [InlineData("TOPIC", ":test 461 bob TOPIC :Not enough parameters")]
    [InlineData("TOPIC #nowhere :Roses", ":test 403 bob #nowhere :No such channel")]
    [InlineData("TOPIC #lobby :Roses", ":test 442 bob #lobby :You're not on that channel")]
    [InlineData("TOPIC #garden :Weeds", ":test 482 bob #garden :You're not a channel operator")]
    public async Task A_refusal_says_why(string sent, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        var (_, bob) = await server.JoinBothAsync("#garden", "alice", "bob");

        await bob.SendAsync(sent);

        await bob.ExpectAsync(expected);
    }
}
